/** The companion's one SQLite file: the inbox's index, the journal of what is under way, the outbox's queue. */

import { DatabaseSync, type StatementSync } from "node:sqlite";
import { message } from "../../shared/texts/message.ts";
import { HomeUnusable } from "../home/home.ts";
import { giveMode, PRIVATE_FILE_MODE } from "../process/private-mode.ts";
import { reason } from "../process/system-error.ts";

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
    -- The staged file that is still to be put into the inbox; null once it is there.
    staged TEXT,
    -- How the bytes were had; null where the sender did not say.
    how TEXT,
    -- The folder inside the inbox, with slashes; empty for the inbox itself.
    folder TEXT NOT NULL DEFAULT '',
    -- The safe name it came with, before a rule or its owner gave it another.
    own_name TEXT,
    -- What the user has written about it: a text, and tags as a JSON list.
    note TEXT, tags TEXT,
    -- When it went into the bin; null while it is in the inbox.
    binned_at INTEGER,
    UNIQUE (client, id)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS received_sha256 ON received (sha256);
  -- Transfers whose bytes were here already: the file they turned out to be.
  CREATE TABLE IF NOT EXISTS repeated (
    client TEXT NOT NULL, id TEXT NOT NULL, received INTEGER NOT NULL REFERENCES received (seq) ON DELETE CASCADE,
    PRIMARY KEY (client, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS repeated_received ON repeated (received);
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
  -- Files that are the whole of a part that a browser has.
  CREATE TABLE IF NOT EXISTS replacing (id TEXT PRIMARY KEY, part TEXT NOT NULL) STRICT;
  -- Who has sent a file, and whether the browser is asked to show it at once.
  CREATE TABLE IF NOT EXISTS outgoing_from (
    id TEXT PRIMARY KEY, client TEXT NOT NULL, name TEXT NOT NULL, shows INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS outbox_seen (
    name TEXT NOT NULL PRIMARY KEY, bytes INTEGER NOT NULL, modified_ms REAL NOT NULL
  ) STRICT;
  -- Contents that were sent out of the Outbox folder: under which name each lies there, and as which outgoing file it went.
  CREATE TABLE IF NOT EXISTS outbox_sent (
    sha256 TEXT NOT NULL, name TEXT NOT NULL, bytes INTEGER NOT NULL, id TEXT NOT NULL,
    PRIMARY KEY (sha256, name)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS outbox_sent_name ON outbox_sent (name);
  CREATE INDEX IF NOT EXISTS outbox_sent_bytes ON outbox_sent (bytes);
  CREATE INDEX IF NOT EXISTS outbox_sent_id ON outbox_sent (id);
  -- Files in the Outbox folder that are not sent as it is now, each with its sentence as JSON.
  CREATE TABLE IF NOT EXISTS outbox_passed (name TEXT NOT NULL, why TEXT NOT NULL) STRICT;
  -- How many more of them there are than that list holds; no row where it holds all.
  CREATE TABLE IF NOT EXISTS outbox_passed_more (count INTEGER NOT NULL) STRICT;
  -- Copies that are being made on another disk, by their paths from the inbox: a killed companion leaves them half.
  CREATE TABLE IF NOT EXISTS disk_copies (place TEXT PRIMARY KEY) STRICT;
  -- How often the process died while it looked into a file, by what tells that one from others.
  CREATE TABLE IF NOT EXISTS deaths (key TEXT PRIMARY KEY, count INTEGER NOT NULL) STRICT;
  -- Files in the Outbox folder that are not looked into for that.
  CREATE TABLE IF NOT EXISTS set_aside (name TEXT PRIMARY KEY) STRICT;
  -- Up to which received file everything was handed to the user's program; one row while there is such a program.
  CREATE TABLE IF NOT EXISTS hook (id INTEGER PRIMARY KEY CHECK (id = 1), handed_over INTEGER NOT NULL) STRICT;
`;

/** What has come since a table's first version, in the order of its coming. */
const NEWER_COLUMNS: readonly (readonly [table: string, column: string, definition: string])[] = [
  ["received", "how", "TEXT"],
  ["received", "folder", "TEXT NOT NULL DEFAULT ''"],
  ["received", "own_name", "TEXT"],
  ["received", "note", "TEXT"],
  ["received", "tags", "TEXT"],
  ["received", "binned_at", "INTEGER"],
  ["sidecars", "writing", "TEXT NOT NULL DEFAULT ''"],
];

/** What is made of columns that an older table lacks. */
const NEWER_SCHEMA = `
  CREATE INDEX IF NOT EXISTS received_id ON received (id);
  CREATE INDEX IF NOT EXISTS received_received_at ON received (received_at);
  CREATE INDEX IF NOT EXISTS received_binned ON received (binned_at) WHERE binned_at IS NOT NULL;
  -- What is written beside a received file: its digest as it was last written, empty before that, how often it was said that it
  -- is to be written since, and the digest that it has where a companion was killed before it had noted it.
  CREATE TABLE IF NOT EXISTS sidecars (
    received INTEGER NOT NULL REFERENCES received (seq) ON DELETE CASCADE, kind TEXT NOT NULL,
    sha256 TEXT NOT NULL DEFAULT '', is_due INTEGER NOT NULL DEFAULT 1, writing TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (received, kind)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS sidecars_due ON sidecars (received) WHERE is_due > 0;
  CREATE TRIGGER IF NOT EXISTS sidecars_of_edited AFTER UPDATE OF name, folder, note, tags ON received
    BEGIN UPDATE sidecars SET is_due = is_due + 1 WHERE received = NEW.seq; END;
  CREATE TRIGGER IF NOT EXISTS sidecars_of_repeated AFTER INSERT ON sources
    BEGIN UPDATE sidecars SET is_due = is_due + 1 WHERE received = NEW.received; END;
  -- Where files were before they were moved, by their paths from the inbox, until what stands beside them has followed.
  CREATE TABLE IF NOT EXISTS moved_from (
    received INTEGER NOT NULL REFERENCES received (seq) ON DELETE CASCADE, place TEXT NOT NULL,
    PRIMARY KEY (received, place)
  ) STRICT, WITHOUT ROWID;
  -- The words that a received file is found by, under its sequence number; "marks" are its hosts and types, each one word.
  CREATE VIRTUAL TABLE IF NOT EXISTS received_words USING fts5 (
    name, title, alt, page, tags, note, marks,
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
  );
`;

/** Opens (or makes) the database. The caller closes it. Throws `HomeUnusable` where the file can't be used. */
export function openDatabase(file: string): DatabaseSync {
  try {
    const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
    // FULL: a commit is on the disk before a sender is told that its file is safe.
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
    // All of it or nothing: a command that reads beside it finds every table or none.
    inTransaction(database, () => {
      database.exec(SCHEMA);
      addColumns(database);
      database.exec(NEWER_SCHEMA);
    });
    giveMode(file, PRIVATE_FILE_MODE);
    return database;
  } catch (error) {
    throw databaseUnusable(file, error);
  }
}

/** Gives a table of an older version the columns that have come since. */
function addColumns(database: DatabaseSync): void {
  for (const [table, column, definition] of NEWER_COLUMNS)
    if (hasTable(database, table) && !hasColumn(database, table, column))
      database.exec(`ALTER TABLE ${table} ADD COLUMN ${column} ${definition}`);
}

/** A database's statements by their text, each prepared once: preparing costs more than running. */
export type Statements = (sql: string) => StatementSync;

export function statementsOf(database: DatabaseSync): Statements {
  const prepared = new Map<string, StatementSync>();
  return (sql) => {
    const statement = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
}

/** Whether SQLite itself failed. */
export function isDatabaseError(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_SQLITE_ERROR";
}

/** The one sentence for a database that can't be used. */
export function databaseUnusable(file: string, error: unknown): HomeUnusable {
  return new HomeUnusable(message("home.database", { file, reason: reason(error) }), { cause: error });
}

/** Opens the database for reading beside a companion that may be running; `undefined` where there is none yet. */
export function openDatabaseForReading(file: string): DatabaseSync | undefined {
  try {
    return new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
  } catch {
    return undefined;
  }
}

/** Whether the database has a table: a new one has none for a moment, and one of an older version lacks some. */
export function hasTable(database: DatabaseSync, name: string): boolean {
  return database.prepare("SELECT 1 FROM sqlite_schema WHERE name = ?").get(name) !== undefined;
}

/** Whether a table has a column: one of an older version, which no companion of this one has opened yet, lacks some. */
export function hasColumn(database: DatabaseSync, table: string, column: string): boolean {
  return (
    database.prepare("SELECT 1 FROM pragma_table_info(?) WHERE name = ?").get(table, column) !== undefined
  );
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
