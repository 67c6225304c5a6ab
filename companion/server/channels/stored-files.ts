/** The files of the inbox by their id, for whoever wants one back whole. */

import { constants } from "node:fs";
import { open } from "node:fs/promises";
import type { DatabaseSync } from "node:sqlite";
import { errorCode } from "../../files/home.ts";
import { ReceivedIndex, type ReceivedRecord } from "../../files/received-index.ts";

export class StoredFiles {
  readonly #database: DatabaseSync;
  readonly #index: ReceivedIndex;

  constructor(database: DatabaseSync, inboxFolder: string) {
    this.#database = database;
    this.#index = new ReceivedIndex(database, inboxFolder);
  }

  /** The record of a finished file; the newest, should two senders have chosen the same id. */
  find(id: string): ReceivedRecord | undefined {
    const row = this.#database
      .prepare("SELECT client FROM received WHERE id = ? AND staged IS NULL ORDER BY seq DESC LIMIT 1")
      .get(id);
    return typeof row?.client === "string" ? this.#index.find(row.client, id) : undefined;
  }

  /** A file's bytes as they are now; `undefined` where it is gone, `too_large` above `maxBytes`. */
  async read(record: ReceivedRecord, maxBytes: number): Promise<Buffer | "too_large" | undefined> {
    // O_NOFOLLOW: what somebody put in its place must not lead out of the inbox.
    const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
    const handle = await open(record.path, flags).catch((error: unknown) => {
      if (errorCode(error) === "ENOENT" || errorCode(error) === "ELOOP") return undefined;
      throw error;
    });
    if (!handle) return undefined;
    try {
      const stats = await handle.stat();
      if (!stats.isFile()) return undefined;
      if (stats.size > maxBytes) return "too_large";
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  }
}
