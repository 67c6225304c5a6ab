/** The outbox: the durable queue of files for browsers, from "sent" until a browser says "stored". */

import { readdir, rm, stat } from "node:fs/promises";
import type { DatabaseSync } from "node:sqlite";
import { ProtocolError } from "../../../shared/protocol/protocol-error.ts";
import type { Withdrawal } from "../../../shared/protocol/topics.ts";
import { message } from "../../../shared/texts/message.ts";
import { Listeners } from "../../process/listeners.ts";
import { errorCode } from "../../process/system-error.ts";
import { type Statements, statementsOf } from "../database.ts";
import { TransferRefused } from "../disk-refusal.ts";
import { openRegular } from "../regular-file.ts";
import { type Row, wholeNumber } from "../stored-values.ts";
import { OpenCopies } from "./open-copies.ts";
import { OutgoingFile } from "./outgoing-file.ts";
import { paced } from "./paced.ts";
import { copyOf, idOf, readPartDigests, removeCopy } from "./part-digests.ts";
import { COLUMNS, type QueuedFile, queuedFileOf } from "./queued-file.ts";
import type { Snapshot } from "./snapshot.ts";

/** A copy that no row speaks of may be one a command is just making: it is left alone this long. */
const ORPHAN_LIFETIME_MS = 86_400_000;
/** How many rows of a long list are in memory at once. */
const PAGE_FILES = 64;

export type { QueuedFile } from "./queued-file.ts";

/** How much of a file a browser has acknowledged. */
export interface OutgoingProgress {
  readonly id: string;
  readonly client: string;
  readonly bytes: number;
}

type OnFailed = (event: string, fields: Readonly<Record<string, unknown>>) => void;

export class Outbox {
  readonly #sql: Statements;
  readonly #folder: string;
  readonly #onFailed: OnFailed;
  readonly #queued: Listeners<[file: QueuedFile]>;
  readonly #stored: Listeners<[file: QueuedFile]>;
  readonly #withdrawn: Listeners<[file: QueuedFile, why: Withdrawal]>;
  readonly #changedFiles: Listeners<[file: QueuedFile]>;
  readonly #progress: Listeners<[progress: OutgoingProgress]>;
  /** What is on its way just now. */
  readonly #open = new OpenCopies();
  /** Damaged rows that were told of: each is told once. */
  readonly #told = new Set<string>();

  /** `onFailed` is told of what is skipped: `outbox.damaged` with the row's `id`, `outbox.not-told` with an error. */
  constructor(database: DatabaseSync, outgoingFolder: string, onFailed: OnFailed = () => undefined) {
    this.#sql = statementsOf(database);
    this.#folder = outgoingFolder;
    this.#onFailed = onFailed;
    const notTold = (error: unknown): void => onFailed("outbox.not-told", { error });
    this.#queued = new Listeners(notTold);
    this.#stored = new Listeners(notTold);
    this.#withdrawn = new Listeners(notTold);
    this.#changedFiles = new Listeners(notTold);
    this.#progress = new Listeners(notTold);
  }

  /** Calls with each newly queued file; returns the unsubscriber. */
  onQueued(listener: (file: QueuedFile) => void): () => void {
    return this.#queued.add(listener);
  }

  /** Calls with each file a browser has stored; returns the unsubscriber. */
  onStored(listener: (file: QueuedFile) => void): () => void {
    return this.#stored.add(listener);
  }

  /** Calls with each file that can no longer be had; returns the unsubscriber. */
  onWithdrawn(listener: (file: QueuedFile, why: Withdrawal) => void): () => void {
    return this.#withdrawn.add(listener);
  }

  /** Calls with each waiting file that was found changed, after it was withdrawn; returns the unsubscriber. */
  onChanged(listener: (file: QueuedFile) => void): () => void {
    return this.#changedFiles.add(listener);
  }

  /** Calls with what browsers have acknowledged, a few times a second; returns the unsubscriber. */
  onProgress(listener: (progress: OutgoingProgress) => void): () => void {
    return this.#progress.add(listener);
  }

  /** For the sender of a file to a browser: takes each acknowledged offset, passes on a few a second. */
  progressOf(client: string, id: string): (ackedBytes: number) => void {
    return paced((bytes) => this.#progress.tell({ id, client, bytes }));
  }

  /** Queues a copy that is in the outgoing folder. Durable when it returns, or when its transaction is. */
  enqueue(snapshot: Snapshot, name: string, to: string | null, now: number): QueuedFile {
    this.#sql(
      "INSERT INTO outgoing (id, name, bytes, type, sha256, to_client, queued_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
    ).run(snapshot.id, name, snapshot.bytes, snapshot.mediaType, snapshot.sha256, to, now);
    return { ...snapshot, name, to, at: now, storedBy: null };
  }

  /** Tells the listeners of a file whose place in the queue is durable. */
  announce(file: QueuedFile): void {
    this.#queued.tell(file);
  }

  find(id: string): QueuedFile | undefined {
    const row = this.#sql(`SELECT ${COLUMNS} FROM outgoing WHERE id = ?`).get(id);
    return row && this.#toQueued(row);
  }

  /** How many files wait for this browser and no other. */
  countFor(client: string): number {
    const sql = "SELECT count(*) AS files FROM outgoing WHERE stored_by IS NULL AND to_client = ?";
    return Number(this.#sql(sql).get(client)?.files);
  }

  /** Everything that waits, oldest first; read a few at a time, however slowly it is walked through. A row that can't be read is left out. */
  *waiting(): Generator<QueuedFile, void> {
    const page = this.#sql(
      `SELECT ${COLUMNS}, ${wholeNumber("seq")} FROM outgoing WHERE stored_by IS NULL AND outgoing.seq > ?
       AND outgoing.seq < ${Number.MAX_SAFE_INTEGER} ORDER BY outgoing.seq LIMIT ?`,
    );
    for (let rows = page.all(0, PAGE_FILES); rows.length > 0; ) {
      for (const row of rows) {
        const file = this.#toQueued(row);
        if (file) yield file;
      }
      rows = page.all(Number(rows.at(-1)?.seq), PAGE_FILES);
    }
  }

  /** What waits for a browser, oldest first. */
  waitingFor(client: string): QueuedFile[] {
    const sql = `SELECT ${COLUMNS} FROM outgoing
      WHERE stored_by IS NULL AND (to_client IS NULL OR to_client = ?) ORDER BY seq`;
    return this.#allQueued(this.#sql(sql).all(client));
  }

  /** Opens a waiting file for the browser that asks. Throws `TransferRefused` for one that is not its to have. */
  async open(client: string, id: string): Promise<OutgoingFile> {
    const file = this.find(id);
    if (!file || file.storedBy !== null || (file.to !== null && file.to !== client)) {
      throw new TransferRefused("unknown_file", message("files.none-waits"));
    }
    try {
      const parts = await readPartDigests(this.#folder, file);
      const handle = await openRegular(copyOf(this.#folder, id));
      const outgoing = new OutgoingFile(file, handle, parts, () => this.#open.delete(id, outgoing));
      this.#open.add(id, outgoing);
      return outgoing;
    } catch (error) {
      if (errorCode(error) === "ENOENT") this.withdraw(id);
      throw new TransferRefused("source_gone", message("files.gone", { name: file.name }), error);
    }
  }

  /** A browser is trusted no more: what waits for it may go to `heir`, or to whichever comes next. */
  release(client: string, heir: string | null = null): void {
    const sql = `UPDATE outgoing SET to_client = ? WHERE to_client = ? AND stored_by IS NULL RETURNING ${COLUMNS}`;
    const released = this.#sql(sql).all(heir, client);
    for (const file of this.#allQueued(released)) this.announce(file);
  }

  /** The copy is gone or changed: asking for it again would never end. */
  withdraw(id: string, why: Withdrawal = "gone"): boolean {
    const file = this.find(id);
    // A damaged one can be taken back as well, though nobody was told of it.
    const { changes } = this.#sql("DELETE FROM outgoing WHERE id = ? AND stored_by IS NULL").run(id);
    if (changes !== 0) this.#open.revoke(id);
    if (file && changes !== 0) this.#withdrawn.tell(file, why);
    return changes !== 0;
  }

  /** What was kept is another by now: it is told, and not asked for again. */
  changed(id: string): void {
    const file = this.find(id);
    if (!file || !this.withdraw(id)) return;
    this.#changedFiles.tell(file);
    void removeCopy(this.#folder, id);
  }

  /** Takes a waiting file back; `false` where it does not wait (any more). */
  async cancel(id: string): Promise<boolean> {
    if (!this.withdraw(id, "cancelled")) return false;
    // The copy of a row that a hand has written may be anything.
    if (!/^[0-9a-f]{32}$/.test(id)) return true;
    await removeCopy(this.#folder, id);
    return true;
  }

  /** A browser has stored the file: the copy is no longer needed. */
  async stored(client: string, id: string, now: number): Promise<void> {
    const changed = this.#sql(
      "UPDATE outgoing SET stored_by = ?, stored_at = ? WHERE id = ? AND stored_by IS NULL",
    ).run(client, now, id).changes;
    if (changed === 0) return;
    await removeCopy(this.#folder, id);
    const file = this.find(id);
    if (file) this.#stored.tell(file);
  }

  /** Removes copies that no waiting file speaks of any more. */
  async recover(now: number): Promise<void> {
    for (const name of await readdir(this.#folder)) {
      try {
        await this.#recoverOne(name, now);
      } catch (error) {
        // The others, and the start itself, do not depend on this one.
        this.#onFailed("outbox.not-recovered", { name, error });
      }
    }
  }

  async #recoverOne(name: string, now: number): Promise<void> {
    const file = this.find(idOf(name));
    if (file && file.storedBy === null) return;
    const copy = copyOf(this.#folder, name);
    const stats = await stat(copy).catch(() => undefined);
    // A second name of an old file is as old as its last change of names.
    if (file || (stats && stats.ctimeMs < now - ORPHAN_LIFETIME_MS)) await rm(copy, { force: true });
  }

  #allQueued(rows: readonly Row[]): QueuedFile[] {
    return rows.map((row) => this.#toQueued(row)).filter((file) => file !== undefined);
  }

  /** The file of a row; `undefined` for one that a browser could not be told of. */
  #toQueued(row: Row): QueuedFile | undefined {
    try {
      return queuedFileOf(row);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      const id = String(row.id);
      if (!this.#told.has(id)) this.#onFailed("outbox.damaged", { id, error });
      this.#told.add(id);
      return undefined;
    }
  }
}
