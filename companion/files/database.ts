/** The companion's one SQLite file: the inbox's index, the journal of what is under way, the outbox's queue. */

import { chmodSync } from "node:fs";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { HomeUnusable, PRIVATE_FILE_MODE, reason } from "./home.ts";

/** How long a second process (a command beside the companion) waits for a write to end. */
const BUSY_TIMEOUT_MS = 5_000;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS incoming (
    client TEXT NOT NULL, id TEXT NOT NULL, offer TEXT NOT NULL, begun_at INTEGER NOT NULL,
    PRIMARY KEY (client, id)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS incoming_pieces (
    client TEXT NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL, bytes INTEGER NOT NULL, sha256 TEXT NOT NULL,
    PRIMARY KEY (client, id, at)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS received (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    client TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, bytes INTEGER NOT NULL,
    sha256 TEXT NOT NULL, fidelity TEXT NOT NULL, received_at INTEGER NOT NULL,
    -- The staged file that is still to be put into the inbox; null once it stands there.
    staged TEXT,
    UNIQUE (client, id)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS received_sha256 ON received (sha256);
  -- Transfers whose bytes were here already: the file they turned out to be.
  CREATE TABLE IF NOT EXISTS repeated (
    client TEXT NOT NULL, id TEXT NOT NULL, received INTEGER NOT NULL REFERENCES received (seq) ON DELETE CASCADE,
    PRIMARY KEY (client, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS received_staged ON received (seq) WHERE staged IS NOT NULL;
  CREATE TABLE IF NOT EXISTS sources (
    received INTEGER NOT NULL REFERENCES received (seq) ON DELETE CASCADE,
    url TEXT NOT NULL, page_url TEXT, title TEXT, alt TEXT, at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS sources_received ON sources (received);
  CREATE TABLE IF NOT EXISTS outgoing (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, bytes INTEGER NOT NULL, type TEXT NOT NULL, sha256 TEXT NOT NULL,
    to_client TEXT, queued_at INTEGER NOT NULL, stored_by TEXT, stored_at INTEGER
  ) STRICT;
  CREATE INDEX IF NOT EXISTS outgoing_waiting ON outgoing (seq) WHERE stored_by IS NULL;
  CREATE TABLE IF NOT EXISTS outbox_seen (
    name TEXT NOT NULL PRIMARY KEY, bytes INTEGER NOT NULL, modified_ms REAL NOT NULL
  ) STRICT;
  -- Up to which received file everything was handed to the user's program; one row while there is such a program.
  CREATE TABLE IF NOT EXISTS hook (id INTEGER PRIMARY KEY CHECK (id = 1), handed_over INTEGER NOT NULL) STRICT;
`;

/** Opens (or makes) the database. The caller closes it. Throws `HomeUnusable` where the file can't be used. */
export function openDatabase(file: string): DatabaseSync {
  try {
    const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
    // FULL: a commit is on the disk before a sender is told that its file is safe.
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
    database.exec(SCHEMA);
    chmodSync(file, PRIVATE_FILE_MODE);
    return database;
  } catch (error) {
    throw databaseUnusable(file, error);
  }
}

const prepared = new WeakMap<DatabaseSync, Map<string, StatementSync>>();

/** A statement, prepared once for each database: preparing costs more than running it. */
export function statement(database: DatabaseSync, sql: string): StatementSync {
  const known = prepared.get(database) ?? new Map<string, StatementSync>();
  prepared.set(database, known);
  const made = known.get(sql) ?? database.prepare(sql);
  known.set(sql, made);
  return made;
}

/** Whether SQLite itself failed. */
export function isDatabaseError(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_SQLITE_ERROR";
}

/** The one sentence for a database that can't be used. */
export function databaseUnusable(file: string, error: unknown): HomeUnusable {
  return new HomeUnusable(
    `${file} can't be used (${reason(error)}): free some space or move the file away, then start again.`,
    { cause: error },
  );
}

/** Opens the database for reading beside a companion that may be running; `undefined` where there is none yet. */
export function openDatabaseForReading(file: string): DatabaseSync | undefined {
  try {
    return new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
  } catch {
    return undefined;
  }
}

/**
 * The same for what a power cut may undo without harm, because it is found out anew: it does not wait for the disk.
 * (In WAL mode a commit is flushed with `FULL` only; sqlite.org/pragma.html#pragma_synchronous.)
 */
export function inRelaxedTransaction<T>(database: DatabaseSync, action: () => T): T {
  database.exec("PRAGMA synchronous = NORMAL");
  try {
    return inTransaction(database, action);
  } finally {
    database.exec("PRAGMA synchronous = FULL");
  }
}

/** Runs `action` in one transaction: all of it or nothing. */
export function inTransaction<T>(database: DatabaseSync, action: () => T): T {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = action();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    // SQLite has rolled back by itself where the disk was full.
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}
