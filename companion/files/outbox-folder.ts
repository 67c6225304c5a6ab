/** Watches the Outbox folder: a file put there is sent once, when it is finished, and stays where it lies. */

import { type FSWatcher, watch } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import path from "node:path";
import type { DatabaseSync } from "node:sqlite";
import type { Log } from "../log.ts";
import { inTransaction } from "./database.ts";
import { isForOthers } from "./folder-files.ts";
import type { Home } from "./home.ts";
import type { Outbox } from "./outbox.ts";
import { readSource, takeSnapshot } from "./snapshot.ts";

/** A file whose size and time stand still this long is taken for finished. */
const SETTLE_MS = 300;
/** Between two looks at a folder that changes all the time. */
const LOOK_PAUSE_MS = 100;
/** A file that could not be read or kept is tried again after this. */
const RETRY_FAILED_MS = 60_000;
/** A look without being told: some file systems (network shares) tell nobody. */
const RESCAN_MS = 5_000;

export interface OutboxFolderOptions {
  readonly home: Home;
  readonly database: DatabaseSync;
  readonly outbox: Outbox;
  readonly log: Log;
  /** One sentence for the person who put the file there. */
  readonly tell: (sentence: string) => void;
}

interface Look {
  readonly bytes: number;
  readonly modifiedMs: number;
}

/** A look with the moment it was first had, on the monotonic clock. */
interface DatedLook extends Look {
  readonly sinceMs: number;
}

export class OutboxFolder {
  readonly #options: OutboxFolderOptions;
  readonly #watcher: FSWatcher | undefined;
  readonly #settling = new Map<string, DatedLook>();
  readonly #failed = new Map<string, DatedLook>();
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  #looking = false;
  #lookAgain = false;
  #scan: Promise<void> = Promise.resolve();

  constructor(options: OutboxFolderOptions) {
    this.#options = options;
    this.#watcher = this.#watch();
    this.#scanIn(0);
  }

  /** Stops watching; a file that is just being read is read to its end. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#watcher?.close();
    await this.#scan;
  }

  #watch(): FSWatcher | undefined {
    try {
      const watcher = watch(this.#options.home.outbox, { persistent: false }, () => this.#scanIn(0));
      watcher.on("error", (error) => this.#options.log("outbox.watch-failed", { error }));
      return watcher;
    } catch (error) {
      this.#options.log("outbox.watch-failed", { error });
      return undefined;
    }
  }

  /** Looks after a pause. However often the folder changes, one look runs and at most one waits. */
  #scanIn(delayMs: number): void {
    if (this.#closed) return;
    if (this.#looking) {
      this.#lookAgain = true;
      return;
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#looking = true;
      this.#scan = this.#look().finally(() => {
        this.#looking = false;
        const isSoon = this.#lookAgain || this.#settling.size > 0;
        this.#lookAgain = false;
        this.#scanIn(isSoon ? LOOK_PAUSE_MS : RESCAN_MS);
      });
    }, delayMs);
  }

  async #look(): Promise<void> {
    if (this.#closed) return;
    try {
      const names = (await readdir(this.#options.home.outbox)).filter(isForOthers);
      this.#forgetMissing(new Set(names));
      for (const name of names) await this.#consider(name);
    } catch (error) {
      this.#options.log("outbox.scan-failed", { error });
    }
  }

  async #consider(name: string): Promise<void> {
    const file = path.join(this.#options.home.outbox, name);
    const stats = await lstat(file).catch(() => undefined);
    // Folders, links, pipes and devices are not files somebody wants to see in a browser.
    if (!stats?.isFile()) return;
    const now: Look = { bytes: stats.size, modifiedMs: stats.mtimeMs };
    if (same(this.#seen(name), now)) return;
    const nowMs = performance.now();
    const failed = this.#failed.get(name);
    if (same(failed, now) && failed && nowMs - failed.sinceMs < RETRY_FAILED_MS) return;
    const settling = this.#settling.get(name);
    if (!settling || !same(settling, now)) this.#settling.set(name, { ...now, sinceMs: nowMs });
    // Looks come as fast as the folder changes: what counts is how long this file has stood still.
    if (!settling || !same(settling, now) || nowMs - settling.sinceMs < SETTLE_MS) return;
    this.#settling.delete(name);
    await this.#send(file, name, now);
  }

  async #send(file: string, name: string, look: Look): Promise<void> {
    const { home, outbox, database, log, tell } = this.#options;
    try {
      const snapshot = await takeSnapshot(readSource(file, { followLink: false }), home.outgoing);
      const queued = inTransaction(database, () => {
        database
          .prepare("INSERT OR REPLACE INTO outbox_seen (name, bytes, modified_ms) VALUES (?, ?, ?)")
          .run(name, look.bytes, look.modifiedMs);
        return outbox.enqueue(snapshot, name, null, Date.now());
      });
      outbox.announce(queued);
      log("outbox.queued", { name, bytes: snapshot.bytes });
    } catch (error) {
      this.#failed.set(name, { ...look, sinceMs: performance.now() });
      log("outbox.unreadable", { name, error });
      tell(error instanceof Error ? error.message : String(error));
    }
  }

  #seen(name: string): Look | undefined {
    const row = this.#options.database
      .prepare("SELECT bytes, modified_ms FROM outbox_seen WHERE name = ?")
      .get(name);
    return row && { bytes: Number(row.bytes), modifiedMs: Number(row.modified_ms) };
  }

  /** A file that was taken away and comes back is sent again. */
  #forgetMissing(names: ReadonlySet<string>): void {
    for (const known of [...this.#settling.keys()]) if (!names.has(known)) this.#settling.delete(known);
    for (const known of [...this.#failed.keys()]) if (!names.has(known)) this.#failed.delete(known);
    const { database } = this.#options;
    for (const row of database.prepare("SELECT name FROM outbox_seen").all()) {
      const name = String(row.name);
      if (!names.has(name)) database.prepare("DELETE FROM outbox_seen WHERE name = ?").run(name);
    }
  }
}

function same(one: Look | undefined, other: Look): boolean {
  return one?.bytes === other.bytes && one.modifiedMs === other.modifiedMs;
}
