/** What is done with received files after they came: rename, move, tag, note, into the bin and out of it, one at a time. */

import { lstat } from "node:fs/promises";
import type { DatabaseSync } from "node:sqlite";
import { plainPlace } from "../../../shared/naming/place.ts";
import { message } from "../../../shared/texts/message.ts";
import { SaidError } from "../../../shared/texts/said.ts";
import type { Home } from "../../home/home.ts";
import { Listeners } from "../../process/listeners.ts";
import type { Log } from "../../process/log.ts";
import { inTransaction, statementsOf } from "../database.ts";
import type { DiskCopies } from "../received/disk-copies.ts";
import type { FreeNames } from "../received/free-names.ts";
import type { InboxFolders } from "../received/inbox-folders.ts";
import { hasContent } from "../received/known-content.ts";
import type { ReceivedIndex } from "../received/received-index.ts";
import type { ReceivedRecord } from "../received/received-record.ts";
import { Bin } from "./bin.ts";
import { FileMoves } from "./file-moves.ts";
import { type Description, KeptRows } from "./kept-rows.ts";
import { Sidecars } from "./sidecars.ts";
import { foldersOf, renamed } from "./typed-place.ts";

const EMPTY_BIN_EVERY_MS = 86_400_000;
/** Sidecars are looked up so many at a time. */
const SIDECARS_AT_ONCE = 64;

/** What is to be otherwise; what is absent stays as it is. */
export interface Edit extends Description {
  readonly name?: string | undefined;
  /** A folder inside the inbox, with slashes; empty for the inbox itself. */
  readonly folder?: string | undefined;
}

export interface KeptFilesOptions {
  readonly home: Pick<Home, "bin" | "inbox" | "staging">;
  readonly database: DatabaseSync;
  readonly index: ReceivedIndex;
  readonly folders: InboxFolders;
  readonly names: FreeNames;
  readonly copies: DiskCopies;
  readonly log: Log;
}

export class KeptFiles {
  readonly #options: KeptFilesOptions;
  readonly #rows: KeptRows;
  readonly #sidecars: Sidecars;
  readonly #moves: FileMoves;
  readonly #bin: Bin;
  readonly #changed: Listeners<[seq: number, record: ReceivedRecord]>;
  #last: Promise<unknown> = Promise.resolve();
  #emptying: NodeJS.Timeout | undefined;
  #isWriting = false;
  /** Whether it was said since the last look that some are to be written. */
  #isDue = false;

  constructor(options: KeptFilesOptions) {
    const { database, index, folders, names, copies, home, log } = options;
    this.#options = options;
    this.#rows = new KeptRows(statementsOf(database));
    this.#moves = new FileMoves({ database, inbox: home.inbox, copies });
    const moves = this.#moves;
    this.#bin = new Bin({ folder: home.bin, index, rows: this.#rows, folders, names, moves });
    const binPlaceOf = (seq: number): string => this.#bin.placeOf(seq);
    this.#sidecars = new Sidecars({ database, index, copies, moves, binPlaceOf, staging: home.staging, log });
    this.#changed = new Listeners((error) => log("kept.not-told", { error }));
  }

  /** Calls with each file that is otherwise than before; returns the unsubscriber. */
  onChanged(listener: (seq: number, record: ReceivedRecord) => void): () => void {
    return this.#changed.add(listener);
  }

  /** Goes on with what a killed companion has left half moved or unwritten, and empties the bin of what is old, today and every day. */
  start(): void {
    for (const seq of this.#moves.left()) void this.#alone(() => this.#sidecars.follow(seq));
    this.writeSidecars();
    this.#empty();
    this.#emptying = setInterval(() => this.#empty(), EMPTY_BIN_EVERY_MS).unref();
  }

  /** Lets what is under way come to its end. */
  async close(): Promise<void> {
    clearInterval(this.#emptying);
    await this.#last.catch(() => undefined);
  }

  /**
   * The number of the file that is meant by the beginning of an id, by its name or by a part of that. Throws `SaidError`
   * where none or more than one is.
   */
  meant(said: string): number {
    const begun = said === "" ? [] : this.#rows.withId(said);
    const [seq, other] = said === "" || begun.length > 0 ? begun : this.#rows.withName(said);
    if (seq === undefined) throw new SaidError(message("kept.unknown", { id: said }));
    const [file, second] = [seq, other].map((one) => one !== undefined && this.#options.index.at(one));
    const isExact = file && (file.id === said || (file.name === said && second && second.name !== said));
    if (other !== undefined && !isExact) throw new SaidError(message("kept.several", { id: said }));
    return seq;
  }

  /** The number of the file that a client's own transfer became. */
  ofTransfer(client: string, id: string): number | undefined {
    return this.#rows.seqOf(client, id);
  }

  /** A client's own transfers that became a file. */
  transfersOf(seq: number, client: string): string[] {
    return this.#rows.transfersOf(seq, client);
  }

  /** The numbers of what lies in the bin, oldest first. */
  binned(): number[] {
    return this.#rows.binned();
  }

  /** Changes what is said; the record as it is then. Throws `SaidError` where the file is not as it came. */
  edit(seq: number, { name, folder, tags, note }: Edit): Promise<ReceivedRecord> {
    return this.#alone(async () => {
      const record = this.#at(seq);
      if (record.binnedAt !== undefined) throw new SaidError(message("kept.in-bin", { name: record.name }));
      if (name !== undefined || folder !== undefined) await this.#move(seq, record, name, folder);
      if (tags || note !== undefined)
        inTransaction(this.#options.database, () =>
          this.#rows.describe(seq, { tags: tags && [...new Set(tags)], note }),
        );
      return this.#tell(seq);
    });
  }

  /** Puts a file into the bin. Throws `SaidError` where it is not as it came: what its owner has made of it stays. */
  putAway(seq: number): Promise<ReceivedRecord> {
    return this.#alone(async () => {
      const record = this.#at(seq);
      if (record.binnedAt !== undefined) return record;
      await demandAsReceived(record);
      await this.#bin.put(seq, record, Date.now());
      await this.#sidecars.follow(seq);
      return this.#tell(seq);
    });
  }

  /** Takes it out of the bin again. */
  takeOut(seq: number): Promise<ReceivedRecord> {
    return this.#alone(async () => {
      const record = this.#at(seq);
      if (record.binnedAt === undefined) return record;
      await this.#bin.take(seq, record);
      await this.#sidecars.follow(seq);
      return this.#tell(seq);
    });
  }

  /** Into the bin, or out of it where it is there. */
  undo(seq: number): Promise<ReceivedRecord> {
    return this.#at(seq).binnedAt === undefined ? this.putAway(seq) : this.takeOut(seq);
  }

  /** A file came again from elsewhere. */
  sourceAdded(seq: number): void {
    this.#tell(seq);
  }

  /** Has the sidecars written that are due; nothing waits for it. */
  writeSidecars(): void {
    this.#isDue = true;
    if (this.#isWriting) return;
    this.#isWriting = true;
    const failed = (error: unknown): void => this.#options.log("sidecars.not-written", { error });
    void this.#writeDue()
      .catch(failed)
      .finally(() => {
        this.#isWriting = false;
        if (this.#isDue) this.writeSidecars();
      });
  }

  async #writeDue(): Promise<void> {
    for (let last = 0; this.#isDue || last > 0; ) {
      if (last === 0) this.#isDue = false;
      const due = this.#sidecars.due(last, SIDECARS_AT_ONCE);
      if (due.length === 0) last = 0;
      for (const seq of due) {
        last = seq;
        // What can't be written now is tried again with the next one; the file itself is safe without it.
        await this.#alone(() => this.#sidecars.write(seq)).catch((error: unknown) =>
          this.#options.log("sidecar.not-written", { seq, error }),
        );
      }
    }
  }

  async #move(seq: number, record: ReceivedRecord, name?: string, folder?: string): Promise<void> {
    const { folders, names, index } = this.#options;
    const at = record.relativePath.split("/").slice(0, -1);
    const wanted = {
      name: name === undefined ? record.name : renamed(record.name, name),
      folders: folder === undefined ? at : foldersOf(folder),
    };
    if (wanted.name === record.name && wanted.folders.join("/") === at.join("/")) return;
    await demandAsReceived(record);
    const place = names.take(plainPlace(wanted.name, wanted.folders));
    try {
      const target = folders.pathOf(place.folder, place.name);
      const note = (): void => index.move(seq, place);
      const isMoved = await this.#moves.move({ seq, from: record.path, to: target, note });
      if (!isMoved) throw new SaidError(message("kept.not-moved", { name: record.name }));
      await this.#sidecars.follow(seq);
      await folders.sync([at.join("/"), place.folder]);
    } finally {
      names.release(place);
    }
  }

  #at(seq: number): ReceivedRecord {
    const record = this.#options.index.at(seq);
    if (!record) throw new SaidError(message("kept.unknown", { id: String(seq) }));
    return record;
  }

  #tell(seq: number): ReceivedRecord {
    const record = this.#at(seq);
    this.#changed.tell(seq, record);
    this.writeSidecars();
    return record;
  }

  #empty(): void {
    void this.#alone(() => this.#bin.empty(Date.now())).catch((error: unknown) =>
      this.#options.log("bin.not-emptied", { error }),
    );
  }

  /** One at a time: two that move the same file would lose it. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.catch(() => undefined).then(work);
    this.#last = done;
    return done;
  }
}

/** The owner may have changed a file, moved it or put something else in its place: then it is theirs. */
async function demandAsReceived({ name, path, sha256, bytes }: ReceivedRecord): Promise<void> {
  const stats = await lstat(path).catch(() => undefined);
  if (!stats?.isFile()) throw new SaidError(message("kept.moved", { name, path }));
  if (!(await hasContent(path, sha256, bytes))) throw new SaidError(message("kept.changed", { name }));
}
