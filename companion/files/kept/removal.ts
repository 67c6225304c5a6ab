/** Takes a received file out of the inbox for good: the file, its record, and from the lists of those who show it. */

import { rm } from "node:fs/promises";
import type { DatabaseSync } from "node:sqlite";
import { message } from "../../../shared/texts/message.ts";
import { SaidError } from "../../../shared/texts/said.ts";
import { Listeners } from "../../process/listeners.ts";
import { reason } from "../../process/system-error.ts";
import { inTransaction, statementsOf } from "../database.ts";
import type { Numbered } from "../received/received-lookup.ts";
import type { ReceivedRecord } from "../received/received-record.ts";
import { ReceivedWords } from "../received/received-words.ts";
import { textOf } from "../stored-values.ts";
import { removeSidecars } from "./sidecars.ts";

/** What was removed, and by which transfers of which clients it had come. */
export interface Removed {
  readonly record: ReceivedRecord;
  readonly transfers: readonly { readonly client: string; readonly id: string }[];
}

/** Removals of one companion. */
export class Removals {
  readonly #removed: Listeners<[removed: Removed]>;

  constructor(onFailed: (error: unknown) => void) {
    this.#removed = new Listeners(onFailed);
  }

  /** Calls with each file that was removed; returns the unsubscriber. */
  onRemoved(listener: (removed: Removed) => void): () => void {
    return this.#removed.add(listener);
  }

  tell(removed: Removed): void {
    this.#removed.tell(removed);
  }
}

/**
 * Removes the file, then strikes its record: after a crash between the two the record names a file that is gone, and
 * can be removed again. Throws `SaidError` where the disk does not let go of the file.
 */
export async function removeReceived(database: DatabaseSync, { seq, record }: Numbered): Promise<Removed> {
  await removeSidecars(database, seq, record);
  await rm(record.path).catch((error: NodeJS.ErrnoException) => {
    // Somebody has taken it away already: what is left is the record.
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return;
    throw new SaidError(message("rm.not-removed", { name: record.name, reason: reason(error) }), {
      cause: error,
    });
  });
  const transfers = database
    .prepare(
      "SELECT client, id FROM received WHERE seq = ?1 UNION SELECT client, id FROM repeated WHERE received = ?1",
    )
    .all(seq)
    .map(({ client, id }) => ({ client: textOf(client), id: textOf(id) }));
  database.exec("PRAGMA foreign_keys = ON");
  inTransaction(database, () => {
    new ReceivedWords(statementsOf(database)).forget(seq);
    database.prepare("DELETE FROM received WHERE seq = ?").run(seq);
  });
  return { record, transfers };
}
