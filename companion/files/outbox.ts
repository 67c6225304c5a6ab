/** The outbox: the durable queue of files for browsers, from "sent" until a browser says "stored". */

import { constants } from "node:fs";
import { type FileHandle, open, readdir, rm, stat, truncate } from "node:fs/promises";
import path from "node:path";
import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { WaitingFile, Withdrawal } from "../../shared/protocol/topics.ts";
import { TransferRefused } from "./disk-refusal.ts";
import { errorCode } from "./home.ts";
import { OutgoingFile } from "./outgoing-file.ts";
import type { Snapshot } from "./snapshot.ts";

/** A copy that no row speaks of may be one a command is just making: it is left alone this long. */
const ORPHAN_LIFETIME_MS = 86_400_000;
/** Listeners hear of one file's progress at most this often. */
const PROGRESS_EVERY_MS = 250;

export interface QueuedFile extends WaitingFile {
  /** The browser it is meant for; `null`: whichever comes first. */
  readonly to: string | null;
  /** The browser that has it. */
  readonly storedBy: string | null;
}

/** How much of a file a browser has acknowledged. */
export interface OutgoingProgress {
  readonly id: string;
  readonly client: string;
  readonly bytes: number;
}

export class Outbox {
  readonly #database: DatabaseSync;
  readonly #folder: string;
  readonly #queued = new Set<(file: QueuedFile) => void>();
  readonly #stored = new Set<(file: QueuedFile) => void>();
  readonly #withdrawn = new Set<(file: QueuedFile, why: Withdrawal) => void>();
  readonly #progress = new Set<(progress: OutgoingProgress) => void>();

  constructor(database: DatabaseSync, outgoingFolder: string) {
    this.#database = database;
    this.#folder = outgoingFolder;
  }

  /** Calls with each newly queued file; returns the unsubscriber. */
  onQueued(listener: (file: QueuedFile) => void): () => void {
    this.#queued.add(listener);
    return () => this.#queued.delete(listener);
  }

  /** Calls with each file a browser has stored; returns the unsubscriber. */
  onStored(listener: (file: QueuedFile) => void): () => void {
    this.#stored.add(listener);
    return () => this.#stored.delete(listener);
  }

  /** Calls with each file that can no longer be had; returns the unsubscriber. */
  onWithdrawn(listener: (file: QueuedFile, why: Withdrawal) => void): () => void {
    this.#withdrawn.add(listener);
    return () => this.#withdrawn.delete(listener);
  }

  /** Calls with what browsers have acknowledged, a few times a second; returns the unsubscriber. */
  onProgress(listener: (progress: OutgoingProgress) => void): () => void {
    this.#progress.add(listener);
    return () => this.#progress.delete(listener);
  }

  /** For the one who sends a file to a browser: takes each acknowledged offset, passes on a few a second. */
  progressOf(client: string, id: string): (ackedBytes: number) => void {
    let latest = -1;
    let told = -1;
    let pause: NodeJS.Timeout | undefined;
    const tell = (): void => {
      pause = undefined;
      if (latest === told) return;
      told = latest;
      pause = setTimeout(tell, PROGRESS_EVERY_MS).unref();
      for (const listener of this.#progress) listener({ id, client, bytes: told });
    };
    return (bytes) => {
      latest = bytes;
      if (pause === undefined) tell();
    };
  }

  /** Queues a copy that lies in the outgoing folder. Durable when it returns, or when its transaction is. */
  enqueue(snapshot: Snapshot, name: string, to: string | null, now: number): QueuedFile {
    this.#database
      .prepare(
        "INSERT INTO outgoing (id, name, bytes, type, sha256, to_client, queued_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
      )
      .run(snapshot.id, name, snapshot.bytes, snapshot.mediaType, snapshot.sha256, to, now);
    return { ...snapshot, name, to, at: now, storedBy: null };
  }

  /** Tells the listeners of a file whose place in the queue is durable. */
  announce(file: QueuedFile): void {
    for (const listener of this.#queued) listener(file);
  }

  find(id: string): QueuedFile | undefined {
    const row = this.#database.prepare("SELECT * FROM outgoing WHERE id = ?").get(id);
    return row && toQueued(row);
  }

  /** Everything that waits, oldest first. */
  waiting(): QueuedFile[] {
    return this.#database
      .prepare("SELECT * FROM outgoing WHERE stored_by IS NULL ORDER BY seq")
      .all()
      .map(toQueued);
  }

  /** What waits for a browser, oldest first. */
  waitingFor(client: string): QueuedFile[] {
    return this.#database
      .prepare(
        "SELECT * FROM outgoing WHERE stored_by IS NULL AND (to_client IS NULL OR to_client = ?) ORDER BY seq",
      )
      .all(client)
      .map(toQueued);
  }

  /** Opens a waiting file for the browser that asks. Throws `TransferRefused` for one that is not its to have. */
  async open(client: string, id: string): Promise<OutgoingFile> {
    const file = this.find(id);
    if (!file || file.storedBy !== null || (file.to !== null && file.to !== client)) {
      throw new TransferRefused("unknown_file", "The computer has no such file for this browser any more.");
    }
    const copy = path.join(this.#folder, id);
    // Neither a link nor a pipe in the copy's place may lead elsewhere or hold the reader up.
    const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
    try {
      return new OutgoingFile(file, await openRegular(copy, flags));
    } catch (error) {
      if (errorCode(error) === "ENOENT") this.withdraw(id);
      throw new TransferRefused(
        "source_gone",
        `${file.name} is gone from the computer: send it again.`,
        error,
      );
    }
  }

  /** A browser is trusted no more: what waits for it may go to whichever comes next. */
  release(client: string): void {
    const released = this.#database
      .prepare("UPDATE outgoing SET to_client = NULL WHERE to_client = ? AND stored_by IS NULL RETURNING *")
      .all(client)
      .map(toQueued);
    for (const file of released) this.announce(file);
  }

  /** The copy is gone or changed: asking for it again would never end. */
  withdraw(id: string, why: Withdrawal = "gone"): boolean {
    const file = this.find(id);
    if (!file || file.storedBy !== null) return false;
    this.#database.prepare("DELETE FROM outgoing WHERE id = ?").run(id);
    for (const listener of this.#withdrawn) listener(file, why);
    return true;
  }

  /** Takes a waiting file back; `false` where it does not wait (any more). */
  async cancel(id: string): Promise<boolean> {
    if (!this.withdraw(id, "cancelled")) return false;
    const copy = path.join(this.#folder, id);
    // Whoever is just sending it holds the copy open: cut, it can't be sent to its end.
    await truncate(copy, 0).catch(() => undefined);
    await rm(copy, { force: true });
    return true;
  }

  /** A browser has the file for good: the copy is no longer needed. */
  async stored(client: string, id: string, now: number): Promise<void> {
    const changed = this.#database
      .prepare("UPDATE outgoing SET stored_by = ?, stored_at = ? WHERE id = ? AND stored_by IS NULL")
      .run(client, now, id).changes;
    if (changed === 0) return;
    await rm(path.join(this.#folder, id), { force: true });
    const file = this.find(id);
    if (file) for (const listener of this.#stored) listener(file);
  }

  /** Removes copies that no waiting file speaks of any more. */
  async recover(now: number): Promise<void> {
    for (const name of await readdir(this.#folder)) {
      const file = this.find(name);
      if (file && file.storedBy === null) continue;
      const copy = path.join(this.#folder, name);
      const stats = await stat(copy).catch(() => undefined);
      if (file || (stats && stats.mtimeMs < now - ORPHAN_LIFETIME_MS)) await rm(copy, { force: true });
    }
  }
}

async function openRegular(file: string, flags: number): Promise<FileHandle> {
  const handle = await open(file, flags);
  if ((await handle.stat()).isFile()) return handle;
  await handle.close();
  throw new Error("It is no regular file.");
}

function toQueued(row: Record<string, SQLOutputValue>): QueuedFile {
  const optional = (value: SQLOutputValue | undefined): string | null =>
    typeof value === "string" ? value : null;
  return {
    id: String(row.id),
    name: String(row.name),
    bytes: Number(row.bytes),
    mediaType: String(row.type),
    sha256: String(row.sha256),
    at: Number(row.queued_at),
    to: optional(row.to_client),
    storedBy: optional(row.stored_by),
  };
}
