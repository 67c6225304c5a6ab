/** The inbox: takes files in, puts each finished one under a free name, and picks up what a crash left. */

import { existsSync } from "node:fs";
import { lstat, readdir, rm } from "node:fs/promises";
import path from "node:path";
import type { DatabaseSync } from "node:sqlite";
import type { Offer } from "../../shared/protocol/lane-words.ts";
import { PIECE_BYTES } from "../../shared/protocol/limits.ts";
import type { Log } from "../log.ts";
import type { Accepts } from "./accepted-types.ts";
import { diskRefusal } from "./disk-refusal.ts";
import { safeFileName } from "./file-name.ts";
import { FreeSpace } from "./free-space.ts";
import type { Home } from "./home.ts";
import { IncomingFile, isJournalled, type StagedFile, tooLarge } from "./incoming-file.ts";
import { IncomingJournal } from "./incoming-journal.ts";
import { KnownContent } from "./known-content.ts";
import { ReceivedIndex, type ReceivedRecord, type UnsettledRecord } from "./received-index.ts";
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
  readonly log: Log;
}

export class Inbox {
  readonly #options: InboxOptions;
  readonly #journal: IncomingJournal;
  readonly #index: ReceivedIndex;
  readonly #known: KnownContent;
  readonly #space: FreeSpace;
  readonly #settlement: Settlement;
  #tidying: NodeJS.Timeout | undefined;
  readonly #listeners = new Set<(record: ReceivedRecord) => void>();

  constructor(options: InboxOptions) {
    this.#options = options;
    this.#journal = new IncomingJournal(options.database);
    this.#index = new ReceivedIndex(options.database, options.home.inbox);
    this.#known = new KnownContent(this.#index, options.home.inbox);
    this.#space = new FreeSpace(options.home.staging);
    this.#settlement = new Settlement({
      home: options.home,
      index: this.#index,
      known: this.#known,
      log: options.log,
    });
  }

  /** Calls with each finished file; returns the unsubscriber. */
  onReceived(listener: (record: ReceivedRecord) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Considers an offer. Throws `TransferRefused` before the first byte where the file can't be taken. */
  async admit(client: string, offer: Offer): Promise<Admitted> {
    const record = this.#index.find(client, offer.id) ?? (await this.#repeated(client, offer));
    if (record) return { kind: "have", record };
    const { maxFileBytes, home, accepts } = this.#options;
    if (maxFileBytes !== undefined && (offer.bytes ?? 0) > maxFileBytes)
      throw tooLarge(offer.bytes ?? 0, maxFileBytes);
    try {
      if (isJournalled(offer, PIECE_BYTES)) await this.#begin(client, offer);
    } catch (error) {
      throw diskRefusal(error);
    }
    const file = await IncomingFile.open({
      client,
      offer,
      staged: path.join(home.staging, partName(client, offer.id)),
      journal: this.#journal,
      space: this.#space,
      onePieceBytes: PIECE_BYTES,
      maxFileBytes,
      accepts,
    });
    try {
      await file.reserve();
    } catch (error) {
      await file.park();
      throw error;
    }
    return { kind: "take", file };
  }

  /** Puts a complete file into the inbox for good and returns its record. */
  async finish(client: string, offer: Offer, staged: StagedFile): Promise<ReceivedRecord> {
    const { record, isRepeated } = await this.#settlement.settle({
      client,
      id: offer.id,
      name: safeFileName(offer.name, staged.detected?.extension),
      type: staged.detected?.mediaType ?? fallbackType(offer.mediaType),
      bytes: staged.bytes,
      sha256: staged.sha256,
      fidelity: offer.fidelity,
      receivedAt: Date.now(),
      staged: path.basename(staged.staged),
      ...(offer.source === undefined ? {} : { source: offer.source }),
    });
    // The file is safe: whatever goes wrong from here on must not be told as if it were not.
    try {
      if (isJournalled(offer, PIECE_BYTES)) this.#journal.end(client, offer.id);
      if (!isRepeated) for (const listener of this.#listeners) listener(record);
    } catch (error) {
      this.#options.log("inbox.not-told", { name: record.name, error });
    }
    return record;
  }

  /** Picks up what a crash left: finishes files that only missed their name, removes old parts. */
  async recover(): Promise<void> {
    const { log } = this.#options;
    for (const record of this.#index.unsettled()) {
      try {
        log("inbox.recovered", { name: record.name, isStaged: await this.#recoverOne(record) });
      } catch (error) {
        // The others, and the start itself, do not depend on this one.
        log("inbox.not-recovered", { name: record.name, error });
      }
    }
    await this.tidy();
    this.#tidying = setInterval(() => void this.tidy(), TIDY_EVERY_MS).unref();
  }

  /** Ends what runs by itself. */
  close(): void {
    clearInterval(this.#tidying);
  }

  /** Removes parts of files that nobody has gone on with for seven days. */
  async tidy(): Promise<void> {
    const old = this.#journal.begunBefore(Date.now() - PART_LIFETIME_MS);
    for (const { client, id } of old) await this.#giveUp(client, id);
    await this.#removeOldParts();
  }

  /** Returns whether its bytes were still in staging. */
  async #recoverOne(record: UnsettledRecord): Promise<boolean> {
    const { home } = this.#options;
    const isStaged = existsSync(path.join(home.staging, record.staged));
    if (isStaged) await this.#settlement.recover(record);
    else if (existsSync(path.join(home.inbox, record.name))) this.#index.settle([record.seq]);
    // Neither here nor there: the sender must not be told that it is safe.
    else this.#index.remove(record.seq);
    return isStaged;
  }

  /** Notes that a file has begun; who begins files without end loses the oldest. */
  async #begin(client: string, offer: Offer): Promise<void> {
    this.#journal.begin(client, offer, Date.now());
    for (const id of this.#journal.beyond(client, MAX_UNFINISHED_FILES)) await this.#giveUp(client, id);
  }

  async #giveUp(client: string, id: string): Promise<void> {
    await rm(path.join(this.#options.home.staging, partName(client, id)), { force: true });
    this.#journal.end(client, id);
  }

  /** A file whose hash the sender knows may lie here already: then no byte of it need come. */
  async #repeated(client: string, offer: Offer): Promise<ReceivedRecord | undefined> {
    const { id, sha256, bytes, source, expects } = offer;
    if (sha256 === undefined || bytes === null) return undefined;
    const seq = await this.#known.find(sha256, bytes);
    const record = seq === undefined ? undefined : this.#index.at(seq);
    if (seq === undefined || (expects === "image" && !record?.type.startsWith("image/"))) return undefined;
    this.#index.repeat(seq, { client, id, ...(source === undefined ? {} : { source }) });
    return record;
  }

  async #removeOldParts(): Promise<void> {
    const { staging } = this.#options.home;
    for (const name of await readdir(staging)) {
      const part = path.join(staging, name);
      const stats = await lstat(part).catch(() => undefined);
      if (stats?.isFile() && stats.mtimeMs < Date.now() - PART_LIFETIME_MS) await rm(part, { force: true });
    }
  }
}

function partName(client: string, id: string): string {
  return `${client}-${id}.part`;
}

/** What a sender claims counts only for texts, whose bytes say nothing, and never for something that could run. */
function fallbackType(claimed: string): string {
  const [type = ""] = claimed.split(";");
  return /^text\/(?!html)[\w.+-]+$/.test(type.trim()) || type.trim() === "application/json"
    ? type.trim()
    : "application/octet-stream";
}
