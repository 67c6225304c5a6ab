/** Runs the user's own program for each received file: without a shell, beside the inbox, never in its way. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import path from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { setTimeout as delay } from "node:timers/promises";
import { type Message, message } from "../../../shared/texts/message.ts";
import { inEnglish, sentence } from "../../../shared/texts/text.ts";
import type { Home } from "../../home/home.ts";
import { jsonLine } from "../../process/json-line.ts";
import { type Log, putLargeAside } from "../../process/log.ts";
import { PRIVATE_FILE_MODE } from "../../process/private-mode.ts";
import { reason } from "../../process/system-error.ts";
import type { ReceivedIndex } from "../received/received-index.ts";
import { wholeNumber } from "../stored-values.ts";
import type { ReceivedFeed, ReceivedFile } from "./received-feed.ts";

/** How many run at once; the others wait in the order their files came. */
const MAX_HOOKS_AT_ONCE = 4;
/** Before the companion ends, programs that run may read what they are told for this long. */
const READING_TAKES_MS = 500;
/** Where the index can't be read, it is tried again after this. */
const TRY_AGAIN_MS = 1_000;

export interface HookOptions {
  readonly database: DatabaseSync;
  readonly index: ReceivedIndex;
  readonly feed: ReceivedFeed;
  readonly home: Home;
  readonly log: Log;
  /** One sentence for the person at the terminal. */
  readonly tell: (sentence: string) => void;
}

/** What each sentence about a program that failed names. */
interface HookFacts {
  readonly program: string;
  readonly name: string;
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

  /** The number of the last of those files, none that is still to come; `newest` where no program was named until now. */
  begin(newest: number): number {
    this.#database.prepare("INSERT OR IGNORE INTO hook (id, handed_over) VALUES (1, ?)").run(newest);
    const row = this.#database.prepare(`SELECT ${wholeNumber("handed_over")} FROM hook`).get();
    return Math.max(0, Math.min(Number(row?.handed_over), newest));
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
  /** Files whose record is not taken yet by the program that was started for it. */
  readonly #telling = new Map<number, Promise<void>>();
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
    this.#work = this.#handOver();
  }

  /** Starts no further program. Those that run go on as processes of their own, once they have read their record. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#freed?.();
    await this.#work;
    const late = new Promise<void>((resolve) => void setTimeout(resolve, READING_TAKES_MS).unref());
    await Promise.race([Promise.all(this.#telling.values()), late]);
    // A record that was cut is told again after the next start.
    this.#progress.note(Math.min(this.#last, ...[...this.#telling.keys()].map((seq) => seq - 1)));
  }

  /** Whatever goes wrong, the next file is for the program all the same. */
  async #handOver(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      try {
        await this.#handOverAll();
      } catch (error) {
        this.#options.log("hook.stopped", { error });
        await delay(TRY_AGAIN_MS, undefined, { signal, ref: false }).catch(() => undefined);
      }
    }
  }

  async #handOverAll(): Promise<void> {
    const { signal } = this.#closing;
    for await (const file of this.#options.feed.read({ after: this.#last, signal })) {
      while (this.#running.size >= MAX_HOOKS_AT_ONCE && !signal.aborted) await this.#free();
      if (signal.aborted) return;
      this.#last = file.seq;
      this.#running.add(file.seq);
      this.#run(file)
        .catch((error: unknown) =>
          this.#failed(file, (facts) =>
            message("companion.hook-unstarted", { ...facts, reason: reason(error) }),
          ),
        )
        .finally(() => this.#ended(file))
        .catch((error: unknown) => this.#options.log("hook.not-told", { error }));
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

  async #run({ seq, ...record }: ReceivedFile): Promise<void> {
    const { home } = this.#options;
    const [program = "", ...args] = this.#command;
    const child = startProgram(program, [...args, record.path], home);
    this.#tell(seq, child, `${jsonLine(record)}\n`);
    child.unref();
    await once(child, "exit");
    if (child.exitCode !== 0) {
      const { exitCode: status, signalCode } = child;
      const output = home.hookOutput;
      this.#failed(record, (facts) =>
        status === null
          ? message("companion.hook-killed", { ...facts, output, signal: signalCode ?? "" })
          : message("companion.hook-ended", { ...facts, output, status }),
      );
    }
  }

  #tell(seq: number, { stdin }: ChildProcess, text: string): void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#telling.set(seq, promise);
    const told = (): void => {
      this.#telling.delete(seq);
      resolve();
    };
    // A program need not read what it is told.
    stdin?.on("error", told);
    stdin?.end(text, told);
  }

  #failed({ name }: { readonly name: string }, how: (facts: HookFacts) => Message): void {
    const { log, tell } = this.#options;
    const facts = { program: path.basename(this.#command[0] ?? ""), name };
    log("hook.failed", { ...facts, how: inEnglish(how(facts)) });
    if (this.#hasTold || this.#closing.signal.aborted) return;
    this.#hasTold = true;
    tell(sentence(how(facts)));
  }
}

function startProgram(program: string, args: readonly string[], home: Home): ChildProcess {
  putLargeAside(home.hookOutput);
  const output = openSync(home.hookOutput, "a", PRIVATE_FILE_MODE);
  try {
    return spawn(program, args, {
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
