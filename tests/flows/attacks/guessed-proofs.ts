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
/** What the browser does in one turn, quiet and attacked turns in alternation: what else the machine does meets both. */
const TURN = { heartbeats: 1_000, lanes: 50, proofs: 50 } as const;

export interface Noticed {
  /** The 99th percentiles in milliseconds. */
  readonly quiet: Readonly<Record<keyof typeof TURN, number>>;
  readonly attacked: Readonly<Record<keyof typeof TURN, number>>;
  /** Guesses that were answered as wrong, and others. */
  readonly wrong: number;
  readonly other: number;
}

type Samples = Record<keyof typeof TURN, number[]>;

/** Goes on until so many proofs were guessed wrongly. */
export async function noticedWhileGuessing(wrongProofs: number): Promise<Noticed> {
  const companion = await openCompanion();
  const browser = await pairBy(companion.pairUrl);
  const guesser = new Guesser(companion.port, browser.clientId);
  const control = await openControl(browser);
  const [quiet, attacked] = [noSamples(), noSamples()];
  try {
    // The first turn warms everything up, on both sides.
    await turn(control, browser, noSamples());
    await guesser.say("go");
    await turn(control, browser, noSamples());
    let counted = await guesser.say("stop");
    const before = counted;
    while (counted.wrong - before.wrong < wrongProofs) {
      await turn(control, browser, quiet);
      await guesser.say("go");
      await turn(control, browser, attacked);
      counted = await guesser.say("stop");
    }
    return {
      quiet: p99s(quiet),
      attacked: p99s(attacked),
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

async function turn(control: Listening, browser: NodeBrowser, samples: Samples): Promise<void> {
  for (let count = 0; count < TURN.heartbeats; count += 1) {
    await timed(samples.heartbeats, async () => {
      control.socket.send('[null,"1","phoenix","heartbeat",{}]');
      await control.next();
    });
  }
  let ticket = "";
  for (let count = 0; count < TURN.proofs; count += 1) {
    await timed(samples.proofs, async () => {
      ticket = await ticketOf(browser);
    });
  }
  for (let count = 0; count < TURN.lanes; count += 1) {
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

function p99s({ heartbeats, lanes, proofs }: Samples): Noticed["quiet"] {
  return { heartbeats: p99(heartbeats), lanes: p99(lanes), proofs: p99(proofs) };
}

function p99(samples: readonly number[]): number {
  const sorted = [...samples].sort((one, other) => one - other);
  return sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN;
}
