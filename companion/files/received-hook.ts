/** Runs the user's own program for each received file: without a shell, beside the inbox, never in its way. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, renameSync, statSync } from "node:fs";
import path from "node:path";
import type { DatabaseSync } from "node:sqlite";
import type { Log } from "../log.ts";
import { errorCode, type Home, PRIVATE_FILE_MODE, reason } from "./home.ts";
import type { ReceivedFeed, ReceivedFile } from "./received-feed.ts";
import type { ReceivedIndex } from "./received-index.ts";

/** How many run at once; the others wait in the order their files came. */
const MAX_HOOKS_AT_ONCE = 4;
/** One older file is kept beside what the programs print. */
const MAX_OUTPUT_BYTES = 2 * 1024 * 1024;

export interface HookOptions {
  readonly database: DatabaseSync;
  readonly index: ReceivedIndex;
  readonly feed: ReceivedFeed;
  readonly home: Home;
  readonly log: Log;
  /** One sentence for the person at the terminal. */
  readonly tell: (sentence: string) => void;
}

/** Hands over the files that were received since it was last open; `undefined` where no program is named. */
export function openHook(
  command: readonly string[] | undefined,
  options: HookOptions,
): ReceivedHook | undefined {
  const progress = new HookProgress(options.database);
  if (command) return new ReceivedHook(command, options, progress, progress.begin(options.index.finished()));
  progress.forget();
  return undefined;
}

/** Up to which file everything was handed over, in the index's own database: a crash repeats a few and skips none. */
class HookProgress {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** The number of the last of those files; `newest` where no program was named until now. */
  begin(newest: number): number {
    this.#database.prepare("INSERT OR IGNORE INTO hook (id, handed_over) VALUES (1, ?)").run(newest);
    return Number(this.#database.prepare("SELECT handed_over FROM hook").get()?.handed_over);
  }

  note(seq: number): void {
    this.#database.prepare("UPDATE hook SET handed_over = ?").run(seq);
  }

  /** Files that come while no program is named are not for one that is named later. */
  forget(): void {
    this.#database.exec("DELETE FROM hook");
  }
}

class ReceivedHook {
  readonly #command: readonly string[];
  readonly #options: HookOptions;
  readonly #progress: HookProgress;
  readonly #running = new Set<number>();
  readonly #closing = new AbortController();
  readonly #work: Promise<void>;
  /** The file that was handed over last. */
  #last: number;
  #freed: (() => void) | undefined;
  #hasTold = false;

  constructor(command: readonly string[], options: HookOptions, progress: HookProgress, after: number) {
    this.#command = command;
    this.#options = options;
    this.#progress = progress;
    this.#last = after;
    this.#work = this.#handOverAll(after).catch((error: unknown) => options.log("hook.stopped", { error }));
  }

  /** Starts no further program. Those that run go on as processes of their own. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#freed?.();
    await this.#work;
    this.#progress.note(this.#last);
  }

  async #handOverAll(after: number): Promise<void> {
    const { signal } = this.#closing;
    for await (const file of this.#options.feed.read({ after, signal })) {
      while (this.#running.size >= MAX_HOOKS_AT_ONCE && !signal.aborted) await this.#free();
      if (signal.aborted) return;
      this.#last = file.seq;
      this.#running.add(file.seq);
      this.#run(file)
        .catch((error: unknown) => this.#failed(file, `can't be started (${reason(error)})`))
        .finally(() => this.#ended(file));
    }
  }

  #free(): Promise<void> {
    return new Promise((resolve) => {
      this.#freed = resolve;
    });
  }

  #ended(file: ReceivedFile): void {
    if (this.#closing.signal.aborted) return;
    this.#running.delete(file.seq);
    try {
      this.#progress.note(Math.min(this.#last, ...[...this.#running].map((seq) => seq - 1)));
    } catch (error) {
      // It is handed over again after the next start: rather twice than not at all.
      this.#options.log("hook.not-noted", { error });
    }
    this.#freed?.();
  }

  async #run({ seq: _, ...record }: ReceivedFile): Promise<void> {
    const { home } = this.#options;
    const [program = "", ...words] = this.#command;
    const child = startProgram(program, [...words, record.path], home);
    // A program need not read what it is told.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(`${JSON.stringify(record)}\n`);
    child.unref();
    await once(child, "exit");
    if (child.exitCode !== 0) {
      const how =
        child.exitCode === null ? `was ended by ${child.signalCode}` : `ended with status ${child.exitCode}`;
      this.#failed(record, `${how}; what it printed is in ${home.hookOutput}`);
    }
  }

  #failed({ name }: { readonly name: string }, how: string): void {
    const { log, tell } = this.#options;
    const program = path.basename(this.#command[0] ?? "");
    log("hook.failed", { program, name, how });
    if (this.#hasTold || this.#closing.signal.aborted) return;
    this.#hasTold = true;
    tell(
      `The program ${program} of onReceived ${how}. The file ${name} is safe; from now on failures are only logged.`,
    );
  }
}

function startProgram(program: string, words: readonly string[], home: Home): ChildProcess {
  const output = openOutput(home.hookOutput);
  try {
    return spawn(program, words, {
      cwd: home.root,
      env: { ...process.env, PAGEWIRE_HOME: home.root },
      // Ctrl-C in the companion's terminal is not meant for it.
      detached: true,
      shell: false,
      windowsHide: true,
      stdio: ["pipe", output, output],
    });
  } finally {
    closeSync(output);
  }
}

/** Opens the file that takes what the programs print; one that has grown too large is put aside. */
function openOutput(file: string): number {
  try {
    if (statSync(file).size > MAX_OUTPUT_BYTES) renameSync(file, `${file}.1`);
  } catch (error) {
    if (errorCode(error) !== "ENOENT") throw error;
  }
  return openSync(file, "a", PRIVATE_FILE_MODE);
}
