/** Puts staged files into the inbox durably: many that are ready at once share one commit and one flush. */

import { rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { type ProposedPlace, plainPlace } from "../../../shared/naming/place.ts";
import { message } from "../../../shared/texts/message.ts";
import type { Home } from "../../home/home.ts";
import { patiently } from "../../home/patience.ts";
import type { Log } from "../../process/log.ts";
import { diskRefusal, TransferRefused } from "../disk-refusal.ts";
import type { FreeNames, InboxPlace } from "../received/free-names.ts";
import type { InboxFolders } from "../received/inbox-folders.ts";
import { hasContent, type KnownContent } from "../received/known-content.ts";
import type { NewRecord, ReceivedIndex, UnsettledRecord } from "../received/received-index.ts";
import type { ReceivedRecord } from "../received/received-record.ts";
import { exists, isSameFile, removeEmpty, removeName } from "../received/second-names.ts";
import type { InboxDisk } from "./inbox-disk.ts";

export interface SettlementOptions {
  readonly home: Home;
  readonly index: ReceivedIndex;
  readonly known: KnownContent;
  readonly disk: InboxDisk;
  readonly folders: InboxFolders;
  readonly names: FreeNames;
  readonly onRepeated: (seq: number) => void;
  readonly log: Log;
}

/** What became of a staged file. */
export interface Settled {
  readonly record: ReceivedRecord;
  /** The same bytes were in the inbox already: only where they came from was added. */
  readonly isRepeated: boolean;
}

interface Job {
  readonly record: NewRecord;
  readonly wanted: ProposedPlace;
  /** A copy on the disk of its folder, which gets the name in place of the staged file. */
  beside?: string;
  readonly resolve: (settled: Settled) => void;
  readonly reject: (error: unknown) => void;
}

/** A job whose record is written and whose file waits for its name. */
interface Placing {
  readonly job: Job;
  readonly seq: number;
  place: InboxPlace;
}

export class Settlement {
  readonly #options: SettlementOptions;
  #waiting: Job[] = [];
  #running: Promise<void> | undefined;

  constructor(options: SettlementOptions) {
    this.#options = options;
  }

  /** Finishes one file at the first wanted place that is free; it is safe from a crash when this resolves. Throws `TransferRefused`. */
  async settle(record: NewRecord, wanted: ProposedPlace): Promise<Settled> {
    // A large copy is no reason for others to wait.
    const beside = await this.#copyUnlessKnown(record, wanted);
    const { promise, resolve, reject } = Promise.withResolvers<Settled>();
    this.#waiting.push({ record, wanted, resolve, reject, ...(beside !== undefined && { beside }) });
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
    try {
      return await promise;
    } finally {
      if (beside !== undefined) this.#options.disk.remove(beside);
    }
  }

  /** Finishes a file that only missed its name when the companion ended. */
  async recover({ seq, folder, name, staged, sha256 }: UnsettledRecord): Promise<void> {
    const { home, index, folders } = this.#options;
    const source = path.join(home.staging, staged);
    const wanted = plainPlace(name, folder === "" ? [] : folder.split("/"));
    let place: InboxPlace = { folder: folders.open(wanted.folders), name };
    const target = folders.pathOf(place.folder, name);
    const { size } = await stat(source);
    // It may have its name already, as a copy on another disk; or only a reservation of it, without hard links.
    if (!(await hasContent(target, sha256, size))) {
      if (size > 0) await removeEmpty(target);
      place = await this.#place(source, place, wanted);
    }
    index.move(seq, place);
    await folders.sync([place.folder]);
    await rm(source, { force: true });
    index.settle([seq]);
  }

  async #copyUnlessKnown({ sha256, bytes, staged }: NewRecord, { folders }: ProposedPlace) {
    const { home, known, disk } = this.#options;
    try {
      if (!disk.isApart(folders) || (await known.find(sha256, bytes)) !== undefined) return undefined;
      return await disk.copy(path.join(home.staging, staged), folders);
    } catch (error) {
      throw diskRefusal(error);
    }
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      // Two of the same content: the second waits until the first is known.
      const contents = new Set<string>();
      const batch = this.#waiting.filter(
        ({ record }) => !contents.has(record.sha256) && contents.add(record.sha256),
      );
      this.#waiting = this.#waiting.filter((job) => !batch.includes(job));
      try {
        await this.#settleBatch(batch);
      } catch (error) {
        // A sender that was answered already does not hear of it.
        for (const { reject } of batch) reject(diskRefusal(error));
      }
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
        for (const { place } of written) this.#options.names.release(place);
      }
      await this.#options.folders.sync(placed.map(({ place }) => place.folder));
      this.#options.index.settle(placed.map(({ seq }) => seq));
    } catch (error) {
      // None of them is known to be safe: each is taken back, its staged bytes stay and can be gone on with.
      await Promise.all(placed.map((placing) => this.#takeBack(placing, true)));
      for (const { reject } of fresh) reject(diskRefusal(error));
      return;
    }
    // What a failure leaves here is a second name of the file in the inbox, and goes with the old parts.
    for (const { job } of placed) removeName(this.#stagedOf(job));
    for (const { job, seq } of placed) this.#tell(job, seq);
  }

  /** Answers one sender; what fails here is its alone. */
  #tell(job: Job, seq: number): void {
    try {
      const record = this.#options.index.at(seq);
      if (!record) throw new TransferRefused("disk_failed", message("files.record-gone"));
      job.resolve({ record, isRepeated: false });
    } catch (error) {
      job.reject(diskRefusal(error));
    }
  }

  /** The record of a file of the same content, to which this one's source is added; the staged copy goes. */
  async #repeat(record: NewRecord): Promise<ReceivedRecord | undefined> {
    const { index, known } = this.#options;
    const seq = await known.find(record.sha256, record.bytes);
    if (seq === undefined) return undefined;
    index.repeat(seq, record);
    this.#options.onRepeated(seq);
    await rm(path.join(this.#options.home.staging, record.staged), { force: true });
    return index.at(seq);
  }

  /** Writes the records under names that are free now. */
  #write(jobs: readonly Job[]): Placing[] {
    const { names, index } = this.#options;
    const named: { job: Job; place: InboxPlace }[] = [];
    try {
      for (const job of jobs) named.push({ job, place: names.take(job.wanted) });
      const seqs = index.add(named.map(({ job, place }) => ({ ...job.record, ...place })));
      return named.map(({ job, place }, at) => ({ job, place, seq: seqs[at] ?? 0 }));
    } catch (error) {
      for (const { place } of named) names.release(place);
      throw error;
    }
  }

  /** Gives each its name; one that fails is taken back alone. */
  async #placeAll(all: readonly Placing[], placed: Placing[]): Promise<void> {
    for (const placing of all) {
      try {
        const source = placing.job.beside ?? this.#stagedOf(placing.job);
        await this.#place(source, placing.place, placing.job.wanted, (other) => {
          placing.place = other;
          this.#options.index.move(placing.seq, other);
        });
        placed.push(placing);
      } catch (error) {
        await this.#takeBack(placing, false);
        placing.job.reject(diskRefusal(error));
      }
    }
  }

  /** Gives a staged file its name in the inbox, or another one where that was taken in the meantime; returns which. */
  async #place(
    staged: string,
    first: InboxPlace,
    wanted: ProposedPlace,
    onMoved: (place: InboxPlace) => void = () => undefined,
  ): Promise<InboxPlace> {
    const { names, disk, folders } = this.#options;
    for (let place = first; ; ) {
      const target = folders.pathOf(place.folder, place.name);
      // A crash between the link and the removal of the staged name leaves the very same file there.
      if ((await disk.put(staged, target)) || (await isSameFile(staged, target))) return place;
      names.release(place);
      place = names.take(wanted);
      onMoved(place);
    }
  }

  /** Undoes one; where the disk lets nothing be undone, the next start does it (a record that is not settled). */
  async #takeBack({ job, seq, place }: Placing, isPlaced: boolean): Promise<void> {
    const target = this.#options.folders.pathOf(place.folder, place.name);
    try {
      const staged = this.#stagedOf(job);
      // Where the file was moved and not linked, this is the only name it has.
      if (isPlaced && (await exists(staged))) await rm(target, { force: true });
      else if (isPlaced) await patiently(() => rename(target, staged));
      this.#options.index.remove(seq);
    } catch (error) {
      this.#options.log("inbox.not-taken-back", { name: place.name, error });
    }
  }

  #stagedOf({ record }: Job): string {
    return path.join(this.#options.home.staging, record.staged);
  }
}
