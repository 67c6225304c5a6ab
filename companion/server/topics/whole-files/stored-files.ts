/** The files of the inbox by their id, for scripts that want one back. */

import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { DatabaseSync } from "node:sqlite";
import { ReceivedIndex } from "../../../files/received/received-index.ts";
import type { ReceivedRecord } from "../../../files/received/received-record.ts";
import { errorCode } from "../../../process/system-error.ts";

/** A file of the inbox that is open for reading. */
export interface OpenedFile {
  readonly record: ReceivedRecord;
  readonly handle: FileHandle;
  /** Its size when it was opened. */
  readonly bytes: number;
}

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
      .prepare(
        `SELECT client, seq FROM received WHERE id = ?1 AND staged IS NULL
         UNION ALL SELECT client, received AS seq FROM repeated WHERE id = ?1 ORDER BY seq DESC LIMIT 1`,
      )
      .get(id);
    return typeof row?.client === "string" ? this.#index.find(row.client, id) : undefined;
  }

  /** Opens a file as it is now; `undefined` where it is gone. The caller closes it. */
  async open(record: ReceivedRecord): Promise<OpenedFile | undefined> {
    // O_NOFOLLOW: a link put in its place must not lead out of the inbox.
    const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
    const handle = await open(record.path, flags).catch((error: unknown) => {
      if (errorCode(error) === "ENOENT" || errorCode(error) === "ELOOP") return undefined;
      throw error;
    });
    if (!handle) return undefined;
    try {
      const stats = await handle.stat();
      if (stats.isFile()) return { record, handle, bytes: stats.size };
    } catch (error) {
      await handle.close();
      throw error;
    }
    await handle.close();
    return undefined;
  }
}
