/** Puts staged files into the inbox for good: many that are ready at once share one commit and one flush. */

import { linkSync, unlinkSync } from "node:fs";
import { lstat, open, rename, rm, unlink } from "node:fs/promises";
import path from "node:path";
import type { Log } from "../log.ts";
import { diskRefusal, TransferRefused } from "./disk-refusal.ts";
import { syncFolder } from "./durable.ts";
import { FreeNames } from "./free-names.ts";
import { errorCode, type Home } from "./home.ts";
import type { KnownContent } from "./known-content.ts";
import type { NewRecord, ReceivedIndex, ReceivedRecord, UnsettledRecord } from "./received-index.ts";

export interface SettlementOptions {
  readonly home: Home;
  readonly index: ReceivedIndex;
  readonly known: KnownContent;
  readonly log: Log;
}

/** What became of a staged file. */
export interface Settled {
  readonly record: ReceivedRecord;
  /** The same bytes lay in the inbox already: only where they came from was added. */
  readonly isRepeated: boolean;
}

interface Job {
  readonly record: NewRecord;
  readonly resolve: (settled: Settled) => void;
  readonly reject: (error: unknown) => void;
}

/** A job whose record is written and whose file waits for its name. */
interface Placing {
  readonly job: Job;
  readonly seq: number;
  name: string;
}

export class Settlement {
  readonly #options: SettlementOptions;
  readonly #names: FreeNames;
  #waiting: Job[] = [];
  #running: Promise<void> | undefined;

  constructor(options: SettlementOptions) {
    this.#options = options;
    this.#names = new FreeNames(options.home.inbox);
  }

  /** Finishes one file; it is safe from a crash when this resolves. Throws `TransferRefused`. */
  settle(record: NewRecord): Promise<Settled> {
    const settled = new Promise<Settled>((resolve, reject) =>
      this.#waiting.push({ record, resolve, reject }),
    );
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
    return settled;
  }

  /** Finishes a file that only missed its name when the companion ended. */
  async recover({ seq, name, staged }: UnsettledRecord): Promise<void> {
    const { home, index } = this.#options;
    const source = path.join(home.staging, staged);
    await this.#place(source, name, (other) => index.rename(seq, other));
    await syncFolder(home.inbox);
    await rm(source, { force: true });
    index.settle([seq]);
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      // Two of the same content: the second waits until the first is known.
      const contents = new Set<string>();
      const batch = this.#waiting.filter(
        ({ record }) => !contents.has(record.sha256) && contents.add(record.sha256),
      );
      this.#waiting = this.#waiting.filter((job) => !batch.includes(job));
      await this.#settleBatch(batch);
    }
  }

  async #settleBatch(batch: readonly Job[]): Promise<void> {
    const fresh: Job[] = [];
    await Promise.all(
      batch.map(async (job) => {
        try {
          const repeated = await this.#repeat(job.record);
          if (repeated) job.resolve({ record: repeated, isRepeated: true });
          else fresh.push(job);
        } catch (error) {
          job.reject(diskRefusal(error));
        }
      }),
    );
    if (fresh.length > 0) await this.#settleFresh(fresh);
  }

  async #settleFresh(fresh: readonly Job[]): Promise<void> {
    const placed: Placing[] = [];
    try {
      const written = this.#write(fresh);
      try {
        await this.#placeAll(written, placed);
      } finally {
        for (const { name } of written) this.#names.release(name);
      }
      await syncFolder(this.#options.home.inbox);
      this.#options.index.settle(placed.map(({ seq }) => seq));
    } catch (error) {
      // None of them is known to be safe: each is taken back, its staged bytes stay and can be gone on with.
      await Promise.all(placed.map((placing) => this.#takeBack(placing, true)));
      for (const { reject } of fresh) reject(diskRefusal(error));
      return;
    }
    // What a failure leaves here is a second name of the file in the inbox, and goes with the old parts.
    for (const { job } of placed) removeName(this.#stagedOf(job));
    for (const { job, seq } of placed) {
      const record = this.#options.index.at(seq);
      if (record) job.resolve({ record, isRepeated: false });
      else
        job.reject(
          new TransferRefused("disk_failed", "The file's record is gone from the index; send it again."),
        );
    }
  }

  /** The record of a file of the same content, to which this one's source is added; the staged copy goes. */
  async #repeat(record: NewRecord): Promise<ReceivedRecord | undefined> {
    const { index, known } = this.#options;
    const seq = await known.find(record.sha256, record.bytes);
    if (seq === undefined) return undefined;
    index.repeat(seq, record);
    await rm(path.join(this.#options.home.staging, record.staged), { force: true });
    return index.at(seq);
  }

  /** Writes the records under names that are free now. */
  #write(jobs: readonly Job[]): Placing[] {
    const named = jobs.map((job) => ({ job, name: this.#names.take(job.record.name) }));
    let seqs: number[];
    try {
      seqs = this.#options.index.add(named.map(({ job, name }) => ({ ...job.record, name })));
    } catch (error) {
      for (const { name } of named) this.#names.release(name);
      throw error;
    }
    return named.map(({ job, name }, place) => ({ job, name, seq: seqs[place] ?? 0 }));
  }

  /** Gives each its name; one that fails is taken back alone. */
  async #placeAll(all: readonly Placing[], placed: Placing[]): Promise<void> {
    const { index } = this.#options;
    for (const placing of all) {
      try {
        await this.#place(this.#stagedOf(placing.job), placing.name, (other) => {
          placing.name = other;
          index.rename(placing.seq, other);
        });
        placed.push(placing);
      } catch (error) {
        await this.#takeBack(placing, false);
        placing.job.reject(diskRefusal(error));
      }
    }
  }

  /** Gives a staged file its name in the inbox, or another one where it was taken meanwhile. */
  async #place(staged: string, proposed: string, rename_: (name: string) => void): Promise<void> {
    for (let name = proposed; ; ) {
      const target = path.join(this.#options.home.inbox, name);
      // A crash between the link and the removal of the staged name leaves the very same file there.
      if ((await putUnderName(staged, target)) || (await isSameFile(staged, target))) return;
      this.#names.release(name);
      name = this.#names.take(proposed);
      rename_(name);
    }
  }

  /** Undoes one; where the disk lets nothing be undone, the next start does it (a record that is not settled). */
  async #takeBack({ job, seq, name }: Placing, isPlaced: boolean): Promise<void> {
    const target = path.join(this.#options.home.inbox, name);
    try {
      const staged = this.#stagedOf(job);
      // Where the file was moved and not linked, this is the only name it has.
      if (isPlaced && (await exists(staged))) await rm(target, { force: true });
      else if (isPlaced) await rename(target, staged);
      this.#options.index.remove(seq);
    } catch (error) {
      this.#options.log("inbox.not-taken-back", { name, error });
    }
  }

  #stagedOf({ record }: Job): string {
    return path.join(this.#options.home.staging, record.staged);
  }
}

async function exists(file: string): Promise<boolean> {
  return await lstat(file).then(
    () => true,
    () => false,
  );
}

/** Takes a name away, if it is there. */
function removeName(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // It was moved and not linked, or goes with the old parts.
  }
}

async function isSameFile(one: string, other: string): Promise<boolean> {
  const there = await lstat(other).catch(() => undefined);
  if (!there) return false;
  const here = await lstat(one);
  return there.ino === here.ino && there.dev === here.dev;
}

/** Gives a file a second name unless it is taken; `false` where it is. */
async function putUnderName(staged: string, target: string): Promise<boolean> {
  try {
    // At once: a name costs less than handing it to a thread and back (measured: a tenth).
    linkSync(staged, target);
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    if (!["EPERM", "ENOTSUP", "ENOSYS", "EMLINK", "EOPNOTSUPP"].includes(errorCode(error) ?? "")) throw error;
  }
  // A file system without hard links: reserve the name, then move the file over the reservation.
  try {
    await (await open(target, "wx")).close();
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  }
  try {
    await rename(staged, target);
  } catch (error) {
    await unlink(target);
    throw error;
  }
  return true;
}
