/** The inbox: takes files in, puts each finished one under a free name, and picks up what a crash left. */

import { existsSync } from "node:fs";
import { link, lstat, open, readdir, rename, rm, unlink } from "node:fs/promises";
import path from "node:path";
import type { DatabaseSync } from "node:sqlite";
import type { Offer } from "../../shared/protocol/lane-words.ts";
import { PIECE_BYTES } from "../../shared/protocol/limits.ts";
import type { Log } from "../log.ts";
import type { Accepts } from "./accepted-types.ts";
import { checkFreeSpace, diskRefusal, TransferRefused } from "./disk-refusal.ts";
import { syncFolder } from "./durable.ts";
import { numberedName, safeFileName } from "./file-name.ts";
import { errorCode, type Home } from "./home.ts";
import { IncomingFile, type StagedFile } from "./incoming-file.ts";
import { IncomingJournal } from "./incoming-journal.ts";
import { ReceivedIndex, type ReceivedRecord } from "./received-index.ts";

/** Parts of files that never went on are kept this long, then removed. */
const PART_LIFETIME_MS = 7 * 86_400_000;
/** How many taken names are tried before a file is given up; nobody has that many of one name. */
const MAX_NAME_TRIES = 10_000;

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
  readonly #listeners = new Set<(record: ReceivedRecord) => void>();

  constructor(options: InboxOptions) {
    this.#options = options;
    this.#journal = new IncomingJournal(options.database);
    this.#index = new ReceivedIndex(options.database, options.home.inbox);
  }

  /** Calls with each finished file; returns the unsubscriber. */
  onReceived(listener: (record: ReceivedRecord) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Considers an offer. Throws `TransferRefused` before the first byte where the file can't be taken. */
  async admit(client: string, offer: Offer): Promise<Admitted> {
    const record = this.#index.find(client, offer.id);
    if (record) return { kind: "have", record };
    const { maxFileBytes, home, accepts } = this.#options;
    if (maxFileBytes !== undefined && offer.bytes > maxFileBytes) {
      throw new TransferRefused(
        "too_large",
        `The file has ${offer.bytes} bytes and the computer takes at most ${maxFileBytes}: raise maxFileBytes in config.json to send it.`,
      );
    }
    try {
      if (offer.bytes > PIECE_BYTES) this.#journal.begin(client, offer, Date.now());
    } catch (error) {
      throw diskRefusal(error);
    }
    const staged = path.join(home.staging, `${client}-${offer.id}.part`);
    const file = await IncomingFile.open(
      { client, offer, staged, journal: this.#journal, accepts },
      PIECE_BYTES,
    );
    try {
      await checkFreeSpace(home.staging, offer.bytes - file.offset);
    } catch (error) {
      await file.close();
      throw error;
    }
    return { kind: "take", file };
  }

  /** Puts a complete file into the inbox for good and returns its record. */
  async finish(client: string, offer: Offer, staged: StagedFile): Promise<ReceivedRecord> {
    const proposed = safeFileName(offer.name, staged.detected?.extension);
    let seq: number | undefined;
    try {
      seq = this.#index.add({
        client,
        id: offer.id,
        name: proposed,
        type: staged.detected?.mediaType ?? fallbackType(offer.mediaType),
        bytes: offer.bytes,
        sha256: staged.sha256,
        fidelity: offer.fidelity,
        receivedAt: Date.now(),
        staged: path.basename(staged.staged),
        ...(offer.source === undefined ? {} : { source: offer.source }),
      });
      await this.#settle(seq, proposed, staged.staged);
      this.#journal.end(client, offer.id);
    } catch (error) {
      if (seq !== undefined) this.#index.remove(seq);
      throw diskRefusal(error);
    }
    const record = this.#index.find(client, offer.id);
    if (!record)
      throw new TransferRefused("disk_failed", "The file's record is gone from the index; send it again.");
    for (const listener of this.#listeners) listener(record);
    return record;
  }

  /** Picks up what a crash left: finishes files that only missed their name, removes old parts. */
  async recover(): Promise<void> {
    const { home, log } = this.#options;
    for (const record of this.#index.unsettled()) {
      const staged = path.join(home.staging, record.staged);
      const isStaged = await lstat(staged).then(
        () => true,
        () => false,
      );
      if (isStaged) await this.#settle(record.seq, record.name, staged);
      else if (existsSync(path.join(home.inbox, record.name))) this.#index.settle(record.seq);
      // Neither here nor there: the sender must not be told that it is safe.
      else this.#index.remove(record.seq);
      log("inbox.recovered", { name: record.name, isStaged });
    }
    for (const { client, id } of this.#journal.begunBefore(Date.now() - PART_LIFETIME_MS)) {
      await rm(path.join(home.staging, `${client}-${id}.part`), { force: true });
      this.#journal.end(client, id);
    }
    await this.#removeOldParts();
  }

  /** Gives the staged file its name in the inbox; nothing that lies there is ever replaced. */
  async #settle(seq: number, proposed: string, staged: string): Promise<void> {
    const { inbox } = this.#options.home;
    const own = await lstat(staged);
    let name = proposed;
    for (let number = 2; ; number += 1) {
      const target = path.join(inbox, name);
      if (await putUnderName(staged, target)) break;
      // A crash between the link and the removal of the staged name leaves the very same file here.
      const there = await lstat(target).catch(() => undefined);
      if (there?.ino === own.ino && there.dev === own.dev) break;
      if (number > MAX_NAME_TRIES)
        throw new TransferRefused("disk_failed", `No free name is left for ${proposed}.`);
      name = numberedName(proposed, number);
      this.#index.rename(seq, name);
    }
    await syncFolder(inbox);
    await rm(staged, { force: true });
    this.#index.settle(seq);
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

/** Gives a file a second name unless it is taken; `false` where it is. */
async function putUnderName(staged: string, target: string): Promise<boolean> {
  try {
    await link(staged, target);
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

/** What a sender claims counts only for texts, whose bytes say nothing, and never for something that could run. */
function fallbackType(claimed: string): string {
  const [type = ""] = claimed.split(";");
  return /^text\/(?!html)[\w.+-]+$/.test(type.trim()) || type.trim() === "application/json"
    ? type.trim()
    : "application/octet-stream";
}
