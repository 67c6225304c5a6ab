/** The inbox: takes files in, puts each finished one under a free name, and picks up what a crash left. */

import { existsSync } from "node:fs";
import { lstat, readdir, rm } from "node:fs/promises";
import path from "node:path";
import type { DatabaseSync } from "node:sqlite";
import type { Offer } from "../../../shared/protocol/lane-words.ts";
import { PIECE_BYTES } from "../../../shared/protocol/limits.ts";
import type { Home } from "../../home/home.ts";
import { Listeners } from "../../process/listeners.ts";
import type { Log } from "../../process/log.ts";
import type { Accepts } from "../accepted-types.ts";
import { diskRefusal } from "../disk-refusal.ts";
import { offerKey, type ReadingNotes } from "../reading-notes.ts";
import { DiskCopies } from "../received/disk-copies.ts";
import { FreeNames } from "../received/free-names.ts";
import { InboxFolders } from "../received/inbox-folders.ts";
import { KnownContent } from "../received/known-content.ts";
import type { Naming } from "../received/naming-rule.ts";
import { ReceivedIndex, type UnsettledRecord } from "../received/received-index.ts";
import type { ReceivedRecord } from "../received/received-record.ts";
import { isSameFile } from "../received/second-names.ts";
import { InboxDisk } from "./inbox-disk.ts";
import { IncomingFile, isJournalled, type StagedFile, tooLarge } from "./incoming-file.ts";
import { IncomingJournal } from "./incoming-journal.ts";
import { offeredFacts, type PlacedRecord, placedRecord } from "./new-record.ts";
import { Settlement } from "./settlement.ts";

/** Parts of files that never went on are kept this long, then removed. */
const PART_LIFETIME_MS = 7 * 86_400_000;
const TIDY_EVERY_MS = 86_400_000;

/** Files of one client that were begun and not finished; beyond these the oldest is given up. */
const MAX_UNFINISHED_FILES = 1_000;

/** What the inbox says to an offer. */
export type Admitted =
  | { readonly kind: "take"; readonly file: IncomingFile }
  | { readonly kind: "have"; readonly record: ReceivedRecord };

export interface InboxOptions {
  readonly home: Home;
  readonly database: DatabaseSync;
  /** The largest file that is taken; `undefined` where only the disk decides. */
  readonly maxFileBytes: number | undefined;
  /** Which files are taken by what they are. */
  readonly accepts: Accepts;
  /** Where files are to go and what is written beside them; by default under their own names, and nothing. */
  readonly naming?: Pick<Naming, "placeOf" | "foldersOf" | "sidecars">;
  /** Where it is noted what is being looked into. */
  readonly notes?: ReadingNotes;
  readonly log: Log;
}

export class Inbox {
  readonly #options: InboxOptions;
  readonly #journal: IncomingJournal;
  readonly #index: ReceivedIndex;
  readonly #known: KnownContent;
  readonly #disk: InboxDisk;
  readonly #settlement: Settlement;
  #tidying: NodeJS.Timeout | undefined;
  readonly #received: Listeners<[record: ReceivedRecord]>;
  readonly #repeatedOnes: Listeners<[seq: number]>;
  /** The folders of the inbox, the names that are free there and what gets files onto other disks: also for who moves files later. */
  readonly folders: InboxFolders;
  readonly names: FreeNames;
  readonly copies: DiskCopies;

  constructor(options: InboxOptions) {
    this.#options = options;
    this.#journal = new IncomingJournal(options.database);
    const untold = (error: unknown): void => options.log("inbox.not-told", { error });
    this.#received = new Listeners(untold);
    this.#repeatedOnes = new Listeners(untold);
    this.#index = new ReceivedIndex(options.database, options.home.inbox);
    this.#known = new KnownContent(this.#index, options.home.inbox);
    const { home, log } = options;
    this.copies = new DiskCopies({ database: options.database, inbox: home.inbox, log });
    this.folders = new InboxFolders(home.inbox);
    this.#disk = new InboxDisk(home, this.folders, this.copies);
    this.names = new FreeNames(this.folders, () => options.naming?.sidecars.map((kind) => `.${kind}`) ?? []);
    this.#settlement = new Settlement({
      home,
      index: this.#index,
      known: this.#known,
      disk: this.#disk,
      folders: this.folders,
      names: this.names,
      onRepeated: (seq) => this.#repeatedOnes.tell(seq),
      log,
    });
  }

  /** Calls with each finished file; returns the unsubscriber. */
  onReceived(listener: (record: ReceivedRecord) => void): () => void {
    return this.#received.add(listener);
  }

  /** Calls with the number of each file that came once more, from elsewhere; returns the unsubscriber. */
  onRepeated(listener: (seq: number) => void): () => void {
    return this.#repeatedOnes.add(listener);
  }

  /** Considers an offer. Throws `TransferRefused` before the first byte where the file can't be taken. */
  async admit(client: string, offer: Offer): Promise<Admitted> {
    const record = this.#index.find(client, offer.id) ?? (await this.#repeated(client, offer));
    if (record) return { kind: "have", record };
    const { maxFileBytes, home, accepts, notes, naming } = this.#options;
    const bytes = offer.bytes ?? 0;
    if (maxFileBytes !== undefined && bytes > maxFileBytes) throw tooLarge(bytes, maxFileBytes);
    try {
      notes?.check(offerKey(client, offer.id), offer.name);
      if (isJournalled(offer, PIECE_BYTES)) await this.#begin(client, offer);
    } catch (error) {
      throw diskRefusal(error);
    }
    const staged = path.join(home.staging, partName(client, offer.id));
    const file = await IncomingFile.open({
      client,
      offer,
      staged,
      journal: this.#journal,
      space: this.copies.spaceAt(home.staging),
      placeSpace: this.#disk.spaceFor(naming?.foldersOf(offeredFacts(offer)) ?? []),
      onePieceBytes: PIECE_BYTES,
      maxFileBytes,
      accepts,
      notes,
    });
    try {
      await file.reserve();
    } catch (error) {
      await file.park();
      throw error;
    }
    return { kind: "take", file };
  }

  /** Puts a complete file into the inbox durably and returns its record. */
  async finish(client: string, offer: Offer, staged: StagedFile): Promise<ReceivedRecord> {
    const { notes, naming } = this.#options;
    const key = offerKey(client, offer.id);
    const write = (): PlacedRecord => placedRecord(client, offer, staged, naming);
    // The disk's work after it waits: a kill there is no fault of the file's.
    const placed = notes ? await notes.during([key], write) : write();
    const { record, isRepeated } = await this.#settlement.settle(placed.record, placed.place);
    notes?.passed(key);
    // The file is safe: whatever goes wrong from here on must not be told as if it were not.
    try {
      if (isJournalled(offer, PIECE_BYTES)) this.#journal.end(client, offer.id);
    } catch (error) {
      this.#options.log("inbox.not-noted", { name: record.name, error });
    }
    if (!isRepeated) this.#received.tell(record);
    return record;
  }

  /** Picks up what a crash left: finishes files that only missed their name, removes old parts. */
  async recover(): Promise<void> {
    const { log } = this.#options;
    for (const record of this.#index.unsettled()) {
      try {
        log("inbox.recovered", { name: record.name, isStaged: await this.#recoverOne(record) });
      } catch (error) {
        // The others, those that come later and the start itself do not depend on this one.
        log("inbox.not-recovered", { name: record.name, error });
        await this.#trying(() => this.#letGo(record));
      }
    }
    await this.#trying(() => this.copies.removeLeft());
    await this.tidy();
    this.#tidying = setInterval(() => void this.tidy(), TIDY_EVERY_MS).unref();
  }

  /** Ends what runs by itself. */
  close(): void {
    clearInterval(this.#tidying);
  }

  /** Removes parts of files that nobody has gone on with for seven days. */
  async tidy(): Promise<void> {
    // What can't be removed is tried again another day, and keeps nothing else from it, least of all a start.
    await this.#trying(async () => {
      const old = this.#journal.begunBefore(Date.now() - PART_LIFETIME_MS);
      for (const { client, id } of old) await this.#trying(() => this.#giveUp(client, id));
    });
    await this.#trying(() => this.#removeOldParts());
  }

  #trying(work: () => Promise<void>): Promise<void> {
    return work().catch((error: unknown) => this.#options.log("inbox.not-tidied", { error }));
  }

  /** Returns whether its bytes were still in staging. */
  async #recoverOne(record: UnsettledRecord): Promise<boolean> {
    const { staging, inbox } = this.#options.home;
    const isStaged = existsSync(path.join(staging, record.staged));
    if (isStaged) await this.#settlement.recover(record);
    else if (existsSync(path.join(inbox, record.folder, record.name))) this.#index.settle([record.seq]);
    // Neither here nor there: the sender must not be told that it is safe.
    else this.#index.remove(record.seq);
    return isStaged;
  }

  /** A record that stays without its file would hold back all after it; its sender was not told that it is safe. */
  async #letGo({ seq, folder, name, staged }: UnsettledRecord): Promise<void> {
    const { staging, inbox } = this.#options.home;
    const isThere = await isSameFile(path.join(staging, staged), path.join(inbox, folder, name));
    if (isThere) this.#index.settle([seq]);
    else this.#index.remove(seq);
  }

  /** Notes that a file has begun; a client that begins too many loses its oldest. */
  async #begin(client: string, offer: Offer): Promise<void> {
    this.#journal.begin(client, offer, Date.now());
    for (const id of this.#journal.beyond(client, MAX_UNFINISHED_FILES)) await this.#giveUp(client, id);
  }

  async #giveUp(client: string, id: string): Promise<void> {
    await rm(path.join(this.#options.home.staging, partName(client, id)), { force: true });
    this.#journal.end(client, id);
  }

  /** A file whose hash the sender knows may be here already: then no byte of it need come. */
  async #repeated(client: string, offer: Offer): Promise<ReceivedRecord | undefined> {
    const { id, sha256, bytes, source, expects } = offer;
    if (sha256 === undefined || bytes === null) return undefined;
    const seq = await this.#known.find(sha256, bytes);
    const record = seq === undefined ? undefined : this.#index.at(seq);
    if (seq === undefined || (expects === "image" && !record?.type.startsWith("image/"))) return undefined;
    this.#index.repeat(seq, { client, id, ...(source === undefined ? {} : { source }) });
    this.#repeatedOnes.tell(seq);
    return this.#index.at(seq);
  }

  async #removeOldParts(): Promise<void> {
    const { staging } = this.#options.home;
    for (const part of (await readdir(staging)).map((name) => path.join(staging, name))) {
      const stats = await lstat(part).catch(() => undefined);
      if (stats?.isFile() && stats.mtimeMs < Date.now() - PART_LIFETIME_MS)
        await this.#trying(() => rm(part, { force: true }));
    }
  }
}

function partName(client: string, id: string): string {
  return `${client}-${id}.part`;
}
