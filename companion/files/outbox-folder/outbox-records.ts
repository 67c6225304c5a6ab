/** What is remembered of the Outbox folder: which files were looked at, which contents were sent, what is passed over. */

import type { DatabaseSync } from "node:sqlite";
import { readError, type Sentence } from "../../../shared/texts/said.ts";
import { hasTable, inRelaxedTransaction, type Statements, statementsOf } from "../database.ts";
import type { StoredPart } from "../outgoing/halves.ts";
import { textOf, wholeNumber } from "../stored-values.ts";

/** Files that are passed over and kept in the list: a person reads it. Of the others their number is kept. */
export const MAX_PASSED = 1_000;
/** Looks at files that are gone, which come back with their disk: the newest are remembered. */
const MAX_SEEN = 200_000;

/** What a file looks like from outside. */
export interface Look {
  readonly bytes: number;
  readonly modifiedMs: number;
}

/** Whether a file looks the same. */
export function same(one: Look | undefined, other: Look): boolean {
  return one?.bytes === other.bytes && one.modifiedMs === other.modifiedMs;
}

/** A file in the folder, as the records know it. */
export interface KnownFile extends Look {
  /** Its name; of one that is no UTF-8 more, so that no two are the same. */
  readonly key: string;
}

export class OutboxRecords {
  readonly #database: DatabaseSync;
  readonly #sql: Statements;
  readonly #seen = new Map<string, Look>();
  readonly #setAside: Set<string>;
  #passed = "";

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#sql = statementsOf(database);
    const rows = this.#sql(`SELECT name, ${wholeNumber("bytes")}, modified_ms FROM outbox_seen`).iterate();
    for (const { name, bytes, modified_ms } of rows)
      this.#seen.set(String(name), { bytes: Number(bytes), modifiedMs: Number(modified_ms) });
    this.#setAside = new Set(setAsideIn(database));
    // What an older version has sent.
    this.#sql(
      `INSERT OR IGNORE INTO outbox_sent (sha256, name, bytes, id)
       SELECT sha256, outgoing.name, outgoing.bytes, id FROM outgoing JOIN outbox_seen USING (name, bytes)
       WHERE NOT EXISTS (SELECT 1 FROM outbox_sent)`,
    ).run();
  }

  /** How the file looked when it was dealt with last. */
  seen(key: string): Look | undefined {
    return this.#seen.get(key);
  }

  /** All of it or nothing. Where a power cut undoes it, the file still lies in the folder and is dealt with anew. */
  together<T>(action: () => T): T {
    return inRelaxedTransaction(this.#database, action);
  }

  /** The file is dealt with, until it looks otherwise. */
  remember({ key, bytes, modifiedMs }: KnownFile, isSetAside = false): void {
    this.#seen.set(key, { bytes, modifiedMs });
    this.#sql("INSERT OR REPLACE INTO outbox_seen (name, bytes, modified_ms) VALUES (?, ?, ?)").run(
      key,
      bytes,
      modifiedMs,
    );
    if (isSetAside) {
      this.#setAside.add(key);
      this.#sql("INSERT OR IGNORE INTO set_aside VALUES (?)").run(key);
    } else if (this.#setAside.delete(key)) this.#sql("DELETE FROM set_aside WHERE name = ?").run(key);
  }

  /** The file is to be dealt with anew. */
  forget(key: string): void {
    this.#seen.delete(key);
    this.#setAside.delete(key);
    this.#sql("DELETE FROM outbox_seen WHERE name = ?").run(key);
    this.#sql("DELETE FROM set_aside WHERE name = ?").run(key);
  }

  /** Whether a content of that length was ever sent. */
  hasSentBytes(bytes: number): boolean {
    return this.#sql("SELECT 1 FROM outbox_sent WHERE bytes = ? LIMIT 1").get(bytes) !== undefined;
  }

  /**
   * The name under which a content was sent, where this file is the same one: under its own name, or under one that is
   * not in the folder any more, which it takes over. (Two files of one content are two files. Of an empty one the content says nothing.)
   */
  sentAs(sha256: string, { key, bytes }: KnownFile, isHere: (key: string) => boolean): string | undefined {
    const names = this.#sql("SELECT name FROM outbox_sent WHERE sha256 = ?")
      .all(sha256)
      .map(({ name }) => textOf(name));
    if (names.includes(key)) return key;
    const former = bytes === 0 ? undefined : names.find((name) => !isHere(name));
    if (former !== undefined)
      this.#sql("UPDATE outbox_sent SET name = ? WHERE sha256 = ? AND name = ?").run(key, sha256, former);
    return former;
  }

  /** A content is queued under this id. */
  noteSent(sha256: string, { key, bytes }: KnownFile, id: string): void {
    this.#sql("INSERT OR REPLACE INTO outbox_sent (sha256, name, bytes, id) VALUES (?, ?, ?, ?)").run(
      sha256,
      key,
      bytes,
      id,
    );
  }

  /** The ids under which the file was queued, as it is now or was before. */
  idsOf(key: string): string[] {
    return this.#sql("SELECT id FROM outbox_sent WHERE name = ?")
      .all(key)
      .map(({ id }) => textOf(id));
  }

  /** What went of the file before and a browser has, where that was less. */
  storedPartsOf({ key, bytes }: KnownFile): StoredPart[] {
    return this.#sql(
      `SELECT id, sha256, ${wholeNumber("bytes")} FROM outbox_sent WHERE name = ? AND bytes BETWEEN 1 AND ?
       AND EXISTS (SELECT 1 FROM outgoing WHERE outgoing.id = outbox_sent.id AND stored_by IS NOT NULL)`,
    )
      .all(key, bytes - 1)
      .map((row) => ({ id: textOf(row.id), sha256: textOf(row.sha256), bytes: Number(row.bytes) }));
  }

  /** What was queued under this id is not sent after all. Returns the file's key, where it was one of this folder. */
  noteUnsent(id: string): string | undefined {
    const row = this.#sql("DELETE FROM outbox_sent WHERE id = ? RETURNING name").get(id);
    return row && textOf(row.name);
  }

  /** What was set aside and taken away is tried again where it comes back. */
  forgetMissing(isHere: (key: string) => boolean): void {
    for (const key of [...this.#setAside]) if (!isHere(key)) this.forget(key);
    if (this.#seen.size <= MAX_SEEN) return;
    for (const key of [...this.#seen.keys()]) {
      if (this.#seen.size <= MAX_SEEN) return;
      if (!isHere(key)) this.forget(key);
    }
  }

  /** Keeps what a command shows: which files are passed over just now, and why. */
  setPassed(passed: ReadonlyMap<string, Sentence>): void {
    const rows = [...passed].slice(0, MAX_PASSED).map(([name, why]) => [name, JSON.stringify(why)] as const);
    const more = passed.size - rows.length;
    const now = JSON.stringify([rows, more]);
    if (now === this.#passed) return;
    this.#passed = now;
    inRelaxedTransaction(this.#database, () => {
      this.#sql("DELETE FROM outbox_passed").run();
      for (const [name, why] of rows) this.#sql("INSERT INTO outbox_passed VALUES (?, ?)").run(name, why);
      this.#sql("DELETE FROM outbox_passed_more").run();
      if (more > 0) this.#sql("INSERT INTO outbox_passed_more VALUES (?)").run(more);
    });
  }
}

/** The files of the Outbox folder that are set aside, as a command reads them; none where an older version wrote last. */
export function setAsideIn(database: DatabaseSync): string[] {
  if (!hasTable(database, "set_aside")) return [];
  return database
    .prepare("SELECT name FROM set_aside ORDER BY name")
    .all()
    .map(({ name }) => String(name));
}

/** The files of the folder that are passed over, each with why, as a command reads them. */
export function passedIn(database: DatabaseSync): { readonly name: string; readonly why: string }[] {
  if (!hasTable(database, "outbox_passed")) return [];
  return database
    .prepare("SELECT name, why FROM outbox_passed ORDER BY name")
    .all()
    .map(({ name, why }) => ({ name: textOf(name), why: whyOf(textOf(why)) }));
}

/** How many more are passed over than are listed. */
export function morePassedIn(database: DatabaseSync): number {
  if (!hasTable(database, "outbox_passed_more")) return 0;
  const row = database.prepare(`SELECT ${wholeNumber("count")} FROM outbox_passed_more`).get();
  return Number(row?.count ?? 0);
}

function whyOf(stored: string): string {
  try {
    return readError(JSON.parse(stored));
  } catch {
    // A hand has written it.
    return stored;
  }
}
