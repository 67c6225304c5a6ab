/** Measures what a paired browser notices while somebody guesses proofs, against what it notices in quiet. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface, type Interface } from "node:readline";
import { phoenix } from "../../support/attacked-companion.ts";
import { openCompanion } from "../../support/companion-process.ts";
import {
  Listening,
  type NodeBrowser,
  ORIGIN,
  openLane,
  pairBy,
  ticketOf,
} from "../../support/node-browser.ts";

const GUESSER = path.resolve(import.meta.dirname, "../../support/proof-guesser.ts");
/** How much the browser does in one turn; quiet and attacked turns alternate: what else the machine does meets both. */
export interface Turn {
  readonly heartbeats: number;
  readonly lanes: number;
  readonly proofs: number;
}

/** How long one kind of request took, in milliseconds. */
export interface Taken {
  readonly median: number;
  readonly p99: number;
}

export type TakenByKind = Readonly<Record<keyof Turn, Taken>>;

export interface Noticed {
  readonly quiet: TakenByKind;
  readonly attacked: TakenByKind;
  /** Guesses that were answered as wrong, and others. */
  readonly wrong: number;
  readonly other: number;
}

type Samples = Record<keyof Turn, number[]>;

/** Goes on until so many proofs were guessed wrongly. */
export async function noticedWhileGuessing(wrongProofs: number, size: Turn): Promise<Noticed> {
  const companion = await openCompanion();
  const browser = await pairBy(companion.pairUrl);
  const guesser = new Guesser(companion.port, browser.clientId);
  const control = await openControl(browser);
  const [quiet, attacked] = [noSamples(), noSamples()];
  try {
    // The first turn warms everything up, on both sides.
    await turn(size, control, browser, noSamples());
    await guesser.say("go");
    await turn(size, control, browser, noSamples());
    let counted = await guesser.say("stop");
    const before = counted;
    while (counted.wrong - before.wrong < wrongProofs) {
      await turn(size, control, browser, quiet);
      await guesser.say("go");
      await turn(size, control, browser, attacked);
      counted = await guesser.say("stop");
    }
    return {
      quiet: takenBy(quiet),
      attacked: takenBy(attacked),
      wrong: counted.wrong - before.wrong,
      other: counted.other - before.other,
    };
  } finally {
    guesser.end();
    control.socket.terminate();
    await companion.close();
  }
}

class Guesser {
  readonly #child: ChildProcess;
  readonly #lines: Interface;

  constructor(port: number, clientId: string) {
    const child = spawn(process.execPath, [GUESSER, String(port), clientId], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.#child = child;
    this.#lines = createInterface(child.stdout);
  }

  async say(word: "go" | "stop"): Promise<{ wrong: number; other: number }> {
    const answered = once(this.#lines, "line");
    this.#child.stdin?.write(`${word}\n`);
    const [line] = await answered;
    return JSON.parse(String(line));
  }

  end(): void {
    this.#child.kill();
  }
}

async function openControl(browser: NodeBrowser): Promise<Listening> {
  const url = `ws://127.0.0.1:${browser.port}/socket/websocket?vsn=2.0.0`;
  const control = new Listening(url, phoenix(await ticketOf(browser)), { origin: ORIGIN });
  if (!(await control.opened())) throw new Error("the control socket was refused");
  return control;
}

async function turn(size: Turn, control: Listening, browser: NodeBrowser, samples: Samples): Promise<void> {
  for (let count = 0; count < size.heartbeats; count += 1) {
    await timed(samples.heartbeats, async () => {
      control.socket.send('[null,"1","phoenix","heartbeat",{}]');
      await control.next();
    });
  }
  let ticket = "";
  for (let count = 0; count < size.proofs; count += 1) {
    await timed(samples.proofs, async () => {
      ticket = await ticketOf(browser);
    });
  }
  for (let count = 0; count < size.lanes; count += 1) {
    await timed(samples.lanes, async () => {
      (await openLane(browser.port, ticket)).socket.terminate();
    });
  }
}

async function timed(samples: number[], action: () => Promise<void>): Promise<void> {
  const began = performance.now();
  await action();
  samples.push(performance.now() - began);
}

const noSamples = (): Samples => ({ heartbeats: [], lanes: [], proofs: [] });

function takenBy({ heartbeats, lanes, proofs }: Samples): TakenByKind {
  return { heartbeats: taken(heartbeats), lanes: taken(lanes), proofs: taken(proofs) };
}

function taken(samples: readonly number[]): Taken {
  const sorted = [...samples].sort((one, other) => one - other);
  const at = (share: number): number => sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
  return { median: at(0.5), p99: at(0.99) };
}
