/** `pagewire send`: copies files into the outgoing folder and queues them for a browser. */

import { rm } from "node:fs/promises";
import path from "node:path";
import { CompanionEvent, OUTBOX_TOPIC, OutboxEvent } from "../../shared/protocol/topics.ts";
import type { Home } from "../files/home.ts";
import { readSource, takeSnapshot } from "../files/snapshot.ts";
import { type Control, connectControl } from "./control.ts";
import { CommandFailed, Exit, type Terminal } from "./terminal.ts";

export interface SendOptions {
  readonly files: readonly string[];
  readonly name: string | undefined;
  readonly to: string | undefined;
  readonly wait: boolean;
}

const STDIN = "-";
const STDIN_NAME = "stdin";

interface Sent {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly client: unknown;
}

/** Sends each file; one that fails is said and does not keep the others back. */
export async function send(home: Home, options: SendOptions, terminal: Terminal): Promise<Exit> {
  if (options.name !== undefined && options.files.length > 1) {
    throw new CommandFailed("--name names one file: send them one at a time.", Exit.usage);
  }
  if (options.name?.trim() === "") throw new CommandFailed("--name needs a name.", Exit.usage);
  const control = await connectControl(home, terminal.say);
  try {
    const storing = options.wait ? await Storing.watch(control) : undefined;
    let exit: Exit = Exit.done;
    const sent: Sent[] = [];
    for (const file of options.files) {
      try {
        const queued = await queue(control, home, file, options);
        sent.push(queued);
        if (storing) terminal.say(`${queued.name} waits for a browser.`);
        else terminal.data({ ...queued, state: "queued" }, `queued  ${queued.id}  ${queued.name}`);
      } catch (error) {
        terminal.say(error instanceof Error ? error.message : String(error));
        exit = Exit.failed;
      }
    }
    for (const file of storing ? sent : []) {
      const client = await storing?.stored(file.id);
      terminal.data({ ...file, state: "stored", client }, `stored  ${file.id}  ${file.name}`);
    }
    return exit;
  } finally {
    control.close();
  }
}

async function queue(control: Control, home: Home, file: string, options: SendOptions): Promise<Sent> {
  const isStdin = file === STDIN;
  const name = options.name ?? (isStdin ? STDIN_NAME : path.basename(path.resolve(file)));
  const snapshot = await takeSnapshot(isStdin ? readStdin() : readSource(file), home.outgoing);
  const queued = control.ask(CompanionEvent.send, { ...snapshot, name, to: options.to ?? null });
  const { client } = await queued.catch(async (error: unknown) => {
    // Nobody will ask for the copy of a file that was not queued.
    await rm(path.join(home.outgoing, snapshot.id), { force: true });
    throw error;
  });
  return { id: snapshot.id, name, bytes: snapshot.bytes, sha256: snapshot.sha256, client };
}

async function* readStdin(): AsyncGenerator<Uint8Array> {
  for await (const chunk of process.stdin) {
    const bytes: unknown = chunk;
    if (bytes instanceof Uint8Array) yield bytes;
  }
}

/** Hears which files have been stored in a browser. */
class Storing {
  readonly #stored = new Map<string, unknown>();
  readonly #withdrawn = new Set<string>();
  readonly #waiting = new Map<string, () => void>();
  readonly #lost: Promise<void>;

  private constructor(lost: Promise<void>) {
    this.#lost = lost;
  }

  static async watch(control: Control): Promise<Storing> {
    const storing = new Storing(control.lost);
    const topic = await control.join(OUTBOX_TOPIC);
    topic.on(OutboxEvent.stored, ({ id, client }) => {
      storing.#stored.set(String(id), client);
      storing.#waiting.get(String(id))?.();
    });
    topic.on(OutboxEvent.withdrawn, ({ id }) => {
      storing.#withdrawn.add(String(id));
      storing.#waiting.get(String(id))?.();
    });
    return storing;
  }

  /** Resolves with the browser that has the file. */
  async stored(id: string): Promise<unknown> {
    const told = new Promise<void>((resolve) => this.#waiting.set(id, resolve));
    if (!this.#stored.has(id) && !this.#withdrawn.has(id)) {
      const lost = this.#lost.then(() => {
        throw new CommandFailed("The companion stopped; the file stays queued and goes when it runs again.");
      });
      await Promise.race([told, lost]);
    }
    if (this.#withdrawn.has(id))
      throw new CommandFailed("The file's copy is gone from the computer: send it again.");
    return this.#stored.get(id);
  }
}
