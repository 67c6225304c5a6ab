/** One look after the other at what lies in the Outbox folder: which files have their rest, which are passed over, which go. */

import type { Stats } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { message } from "../../../shared/texts/message.ts";
import { type Sentence, saying } from "../../../shared/texts/said.ts";
import type { Home } from "../../home/home.ts";
import type { Log } from "../../process/log.ts";
import type { Halves } from "../outgoing/halves.ts";
import { isBeside } from "../outgoing/helper-files.ts";
import type { Outbox } from "../outgoing/outbox.ts";
import { PromptDisk } from "../outgoing/prompt-disk.ts";
import type { ReadingNotes } from "../reading-notes.ts";
import { FailedFiles } from "./failed-files.ts";
import { FileRests } from "./file-rests.ts";
import { type OutboxEntry, passedReason, pathOf, statsOf } from "./outbox-entry.ts";
import { type Look, OutboxRecords, same } from "./outbox-records.ts";
import { type FinishedFile, OutboxTaking } from "./outbox-taking.ts";
import { identityOf, writersOf } from "./writers.ts";

const MIB = 1024 * 1024;
/** Files that are asked for at once. */
const STATS_AT_ONCE = 64;
/** From here on a file is taken beside the others, so that none waits for it. */
const LARGE_BYTES = 8 * MIB;
/** Of very many the folder is looked at again so soon, and after so many times as long as a look takes: a new one does not wait for all. */
const LEAST_TURN_MS = 1_000;
const TURN_FACTOR = 4;

export interface OutboxLookOptions {
  readonly home: Home;
  readonly database: DatabaseSync;
  readonly outbox: Outbox;
  readonly halves: Halves;
  /** Patterns of names that are left alone, besides those that always are. */
  readonly ignores: readonly string[];
  readonly notes: ReadingNotes;
  readonly log: Log;
  /** One sentence for the person who put the file there. */
  readonly tell: (sentence: string) => void;
  /** A large file is dealt with: the folder may be looked at again. */
  readonly onFree: () => void;
}

interface Candidate extends FinishedFile {
  readonly dev: number;
  readonly ino: number;
}

export class OutboxLook {
  readonly #options: OutboxLookOptions;
  readonly #records: OutboxRecords;
  readonly #taking: OutboxTaking;
  readonly #failed: FailedFiles;
  readonly #disk: PromptDisk;
  readonly #rests = new FileRests();
  /** Large files that are being taken, and what waits behind them. */
  readonly #large = new Map<string, Candidate>();
  readonly #known = new Map<string, Look & { readonly why: Sentence }>();
  #largeWork: Promise<void> = Promise.resolve();
  #isLargeAtWork = false;
  #here: ReadonlySet<string> = new Set();
  #besides: ReadonlySet<string> = new Set();
  #tookMs = 0;

  constructor(options: OutboxLookOptions) {
    this.#options = options;
    this.#records = new OutboxRecords(options.database);
    this.#failed = new FailedFiles(options.home.outgoing);
    this.#disk = new PromptDisk(options.home.outbox);
    this.#taking = new OutboxTaking({
      ...options,
      records: this.#records,
      disk: this.#disk,
      isHere: (key) => this.#here.has(key),
      onFailed: (file, error) => this.#onFailed(file, error),
      onKnown: (file, as) => {
        const why = as === file.key ? message("passed.sent") : message("passed.sent-as", { name: as });
        this.#known.set(file.key, { ...lookOf(file), why: saying(why) });
      },
    });
  }

  /** Looks at all of it and takes what is finished; says after how long the next look is due at the latest. */
  async at(entries: readonly OutboxEntry[]): Promise<number> {
    const beganMs = performance.now();
    this.#here = new Set(entries.map(({ key }) => key));
    this.#besides = new Set([...this.#here].filter(isBeside));
    this.#forgetMissing();
    await this.#disk.look();
    const passed = new Map<string, Sentence>();
    const ready: Candidate[] = [];
    for (let first = 0; first < entries.length; first += STATS_AT_ONCE) {
      const some = entries.slice(first, first + STATS_AT_ONCE);
      for (const [index, stats] of (await statsOf(this.#options.home.outbox, some, this.#disk)).entries()) {
        const entry = some[index];
        const more = entry && stats && this.#consider(entry, stats, ready, passed);
        if (more) await more;
      }
    }
    const free = await this.#withoutWriter(ready, passed);
    this.#tookMs = performance.now() - beganMs;
    this.#records.setPassed(passed);
    free.sort((one, other) => one.bytes - other.bytes);
    const atLarge = free.findIndex(({ bytes }) => bytes >= LARGE_BYTES);
    const [small, large] = atLarge < 0 ? [free, []] : [free.slice(0, atLarge), free.slice(atLarge)];
    for (const file of large) this.#large.set(file.key, file);
    this.#takeLarge();
    const turnMs = Math.max(LEAST_TURN_MS, TURN_FACTOR * this.#tookMs);
    const taken = await this.#taking.take(small, performance.now() + turnMs);
    for (const { key } of [...small.slice(0, taken), ...large]) this.#rests.end(key);
    return Math.max(0, this.#rests.dueMs() - performance.now());
  }

  /** How long the last look took, without what was taken in it. */
  tookMs(beganMs: number): number {
    return Math.min(this.#tookMs, performance.now() - beganMs);
  }

  /** What was queued under this id is another by now: taken anew where it lies here. */
  forgetSent(id: string): boolean {
    const key = this.#records.noteUnsent(id);
    if (key === undefined) return false;
    this.#records.forget(key);
    return true;
  }

  end(): void {
    this.#large.clear();
    this.#taking.end();
  }

  async ended(): Promise<void> {
    await this.#largeWork;
  }

  /** Returns a promise only where there is something to wait for: of most files there is nothing. */
  #consider(
    entry: OutboxEntry,
    stats: Stats,
    ready: Candidate[],
    passed: Map<string, Sentence>,
  ): Promise<void> | undefined {
    const { key, name } = entry;
    if (this.#large.has(key)) return undefined;
    const now: Look = { bytes: stats.size, modifiedMs: stats.mtimeMs };
    const seen = this.#records.seen(key);
    if (stats.isFile() && same(seen, now)) {
      const known = this.#known.get(key);
      if (known && same(known, now)) passed.set(name, known.why);
      return undefined;
    }
    const isPlain = stats.isFile() && this.#rests.has(key, now);
    const why = passedReason(entry, stats, {
      ...this.#options,
      isPlain,
      besides: this.#besides,
    });
    if (why) {
      this.#rests.end(key);
      passed.set(name, saying(why));
      return undefined;
    }
    const isAnother = seen !== undefined && seen.bytes !== now.bytes;
    if (isAnother || this.#failed.has(key))
      return this.#considerAgain(entry, stats, { ready, passed, isAnother });
    this.#rest(entry, stats, ready);
    return undefined;
  }

  /** Of a file that failed, or of which something else went. */
  async #considerAgain(
    entry: OutboxEntry,
    stats: Stats,
    { ready, passed, isAnother }: { ready: Candidate[]; passed: Map<string, Sentence>; isAnother: boolean },
  ): Promise<void> {
    const failure = await this.#failed.stillFails(entry.key, stats);
    if (failure) {
      passed.set(entry.name, failure);
      return;
    }
    // What went of it was a part: a browser that has not got it needs it no more.
    if (isAnother) await this.#taking.withdraw(entry.key);
    this.#rest(entry, stats, ready);
  }

  #rest({ key, name, bytes }: OutboxEntry, { size, mtimeMs, dev, ino }: Stats, ready: Candidate[]): void {
    if (!this.#rests.note(key, { bytes: size, modifiedMs: mtimeMs }, performance.now())) return;
    const path = pathOf(this.#options.home.outbox, { name, bytes });
    ready.push({ key, name, path, bytes: size, modifiedMs: mtimeMs, dev, ino });
  }

  /** Files that have their rest, and that nobody has open for writing as far as can be seen. */
  async #withoutWriter(ready: readonly Candidate[], passed: Map<string, Sentence>): Promise<Candidate[]> {
    const writers = await writersOf(ready);
    const nowMs = performance.now();
    return ready.filter((file) => {
      const { key, name } = file;
      const writer = writers.get(identityOf(file));
      if (!writer) return true;
      passed.set(name, saying(message("passed.writing", { ...writer })));
      this.#rests.wait(key, nowMs);
      return false;
    });
  }

  /** One after the other, the smallest first, beside the looks. */
  #takeLarge(): void {
    if (this.#isLargeAtWork || this.#large.size === 0) return;
    this.#isLargeAtWork = true;
    const work = async (): Promise<void> => {
      for (;;) {
        const [next] = [...this.#large.values()].sort((one, other) => one.bytes - other.bytes);
        if (!next) break;
        await this.#taking.take([next]);
        this.#large.delete(next.key);
        this.#options.onFree();
      }
    };
    this.#largeWork = work()
      .catch((error: unknown) => this.#options.log("outbox.scan-failed", { error }))
      .finally(() => {
        this.#isLargeAtWork = false;
      });
  }

  #onFailed(file: FinishedFile, error: unknown): void {
    const { log, tell } = this.#options;
    const sentence = this.#failed.note(file, error);
    log("outbox.unreadable", { name: file.name, error });
    if (sentence !== undefined) tell(sentence);
  }

  #forgetMissing(): void {
    const isHere = (key: string): boolean => this.#here.has(key);
    for (const key of [...this.#known.keys()]) if (!isHere(key)) this.#known.delete(key);
    this.#rests.forget(isHere, performance.now());
    this.#failed.forgetMissing(isHere);
    this.#records.forgetMissing(isHere);
  }
}

function lookOf({ bytes, modifiedMs }: Look): Look {
  return { bytes, modifiedMs };
}
