/** Bars in SQLite, and what is known of their holes: what a join is answered from, and what survives a restart. */

import type { DatabaseSync, StatementSync } from "node:sqlite";
import { MAX_BARS } from "../../../shared/protocol/limits.ts";
import type { Gap } from "../../../shared/protocol/market/gaps.ts";
import { type Bar, RESOLUTIONS, type Resolution } from "../../../shared/protocol/price.ts";
import type { Log } from "../../process/log.ts";
import { RETENTION_MS } from "../limits.ts";
import { barOf } from "../venues/candle-rows.ts";
import type { HoleLists } from "./holes.ts";
import type { RolledBar } from "./roll-up.ts";

/** Whose bars are meant. */
export interface SeriesKey {
  readonly venue: string;
  readonly symbol: string;
  readonly resolution: Resolution;
}

/** A bar on its way into the database. */
export type StoredBar = Omit<SeriesKey, "resolution"> & RolledBar;

/** What is known of a series: from when on it was asked for, and its holes since. */
export interface SeriesKnowledge extends SeriesKey, HoleLists {
  readonly knownFromSeconds: number;
}

/** Up to when a symbol's trades were heard, by the exchange's time. */
export interface HeardTo {
  readonly venue: string;
  readonly symbol: string;
  readonly heardToMs: number;
}

/** Everything that goes into one transaction. */
export interface Batch {
  readonly bars: readonly StoredBar[];
  readonly knowledge?: readonly SeriesKnowledge[];
  readonly heard?: readonly HeardTo[];
}

// The resolution leads the key, so that pruning reads only the rows of the resolution it prunes.
const TABLES = `
  CREATE TABLE IF NOT EXISTS price_bars (
    resolution INTEGER NOT NULL, venue TEXT NOT NULL, symbol TEXT NOT NULL, time INTEGER NOT NULL,
    open REAL NOT NULL, high REAL NOT NULL, low REAL NOT NULL, close REAL NOT NULL, volume REAL NOT NULL,
    complete INTEGER NOT NULL,
    PRIMARY KEY (resolution, venue, symbol, time)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS price_series (
    venue TEXT NOT NULL, symbol TEXT NOT NULL, resolution INTEGER NOT NULL, known_from INTEGER NOT NULL,
    PRIMARY KEY (venue, symbol, resolution)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS price_holes (
    venue TEXT NOT NULL, symbol TEXT NOT NULL, resolution INTEGER NOT NULL, begins INTEGER NOT NULL,
    ends INTEGER NOT NULL, filled INTEGER NOT NULL,
    PRIMARY KEY (venue, symbol, resolution, filled, begins)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS price_heard (
    venue TEXT NOT NULL, symbol TEXT NOT NULL, heard_to REAL NOT NULL, PRIMARY KEY (venue, symbol)
  ) STRICT, WITHOUT ROWID`;
// A bar heard in part never replaces one that is complete.
const UPSERT = `
  INSERT INTO price_bars VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET open = excluded.open, high = excluded.high, low = excluded.low,
    close = excluded.close, volume = excluded.volume, complete = excluded.complete
  WHERE excluded.complete >= price_bars.complete`;
/** The last second of the year 9999: a number larger than any of ours would keep every row from being read. */
const LAST_SECOND = 253_402_300_799;
const SERIES = "resolution = ? AND venue = ? AND symbol = ?";
const COLUMNS = "time, open, high, low, close, volume";
const LAST_BARS = `SELECT ${COLUMNS} FROM price_bars WHERE ${SERIES} AND time <= ${LAST_SECOND} ORDER BY time DESC LIMIT ?`;
const BARS_FROM = `
  SELECT ${COLUMNS} FROM price_bars WHERE ${SERIES} AND time >= ? AND time < ? AND time <= ${LAST_SECOND}
  ORDER BY time LIMIT ?`;
const PRUNE_BARS = "DELETE FROM price_bars WHERE resolution = ? AND time < ?";
const PRUNE_HOLES = "DELETE FROM price_holes WHERE resolution = ? AND ends < ?";

/** Makes its tables where there are none. The database stays the caller's: it closes it, after the market. */
export class BarHistory {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #log: Log;

  constructor(database: DatabaseSync, log: Log = () => undefined) {
    database.exec(TABLES);
    this.#database = database;
    this.#log = log;
  }

  /** Writes in one transaction, all or nothing; the same twice is the same as once. */
  write({ bars, knowledge = [], heard = [] }: Batch): void {
    if (bars.length === 0 && knowledge.length === 0 && heard.length === 0) return;
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      const upsert = this.#statement(UPSERT);
      for (const { resolution, venue, symbol, bar, isComplete } of bars)
        upsert.run(resolution, venue, symbol, ...bar, isComplete ? 1 : 0);
      for (const one of knowledge) this.#writeKnowledge(one);
      for (const { venue, symbol, heardToMs } of heard)
        this.#statement("INSERT OR REPLACE INTO price_heard VALUES (?, ?, ?)").run(venue, symbol, heardToMs);
      this.#database.exec("COMMIT");
    } catch (error) {
      // SQLite itself rolls back after some errors, such as a full disk.
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  /** The last bars of a series, ascending, at most `count`; a row that is no bar is left out. */
  last({ resolution, venue, symbol }: SeriesKey, count = MAX_BARS): Bar[] {
    return readBars(this.#rows(LAST_BARS).all(resolution, venue, symbol, count)).reverse();
  }

  /** The bars that begin in `[fromSeconds, toSeconds)`, the first of them, ascending. */
  between(
    { resolution, venue, symbol }: SeriesKey,
    fromSeconds: number,
    toSeconds: number,
    count = MAX_BARS,
  ): Bar[] {
    const rows = this.#rows(BARS_FROM).all(resolution, venue, symbol, fromSeconds, toSeconds, count);
    return readBars(rows);
  }

  /**
   * What is known of a symbol's series; those that were never asked for are absent. One of which a number makes no sense is
   * absent, too: without one of its holes it would look whole, and so it is asked for anew.
   */
  knowledge(venue: string, symbol: string): readonly SeriesKnowledge[] {
    const known = this.#statement(
      `SELECT ${number("resolution")}, ${number("known_from")} FROM price_series WHERE venue = ? AND symbol = ?`,
    );
    const holes = this.#statement(
      `SELECT ${number("begins")}, ${number("ends")}, ${number("filled")} FROM price_holes
       WHERE venue = ? AND symbol = ? AND resolution = ? ORDER BY price_holes.begins`,
    );
    return known.all(venue, symbol).flatMap((row): SeriesKnowledge[] => {
      const resolution = RESOLUTIONS.find((one) => one === row.resolution);
      if (resolution === undefined) return [];
      const rows = holes.all(venue, symbol, resolution);
      const times = [row.known_from, ...rows.flatMap(({ begins, ends }) => [begins, ends])];
      if (!times.every(isTime)) {
        this.#log("prices.series-damaged", { venue, symbol, resolution });
        return [];
      }
      const listed = (filled: number): Gap[] =>
        rows.flatMap((hole): Gap[] =>
          Number(hole.filled) === filled && Number(hole.begins) < Number(hole.ends)
            ? [[Number(hole.begins), Number(hole.ends)]]
            : [],
        );
      const knownFromSeconds = Number(row.known_from);
      return [{ venue, symbol, resolution, knownFromSeconds, open: listed(0), filled: listed(1) }];
    });
  }

  /** Up to when a symbol was heard when that was last written. */
  heardToMs(venue: string, symbol: string): number | undefined {
    const row = this.#statement("SELECT heard_to FROM price_heard WHERE venue = ? AND symbol = ?").get(
      venue,
      symbol,
    );
    if (!row || isTime(Math.floor(Number(row.heard_to) / 1000))) return row && Number(row.heard_to);
    this.#log("prices.series-damaged", { venue, symbol });
    return undefined;
  }

  /** Deletes what is past its time; `nowMs` in milliseconds since 1970. */
  prune(nowMs: number): void {
    for (const resolution of RESOLUTIONS) {
      const keptMs = RETENTION_MS[resolution];
      if (keptMs === undefined) continue;
      const before = Math.floor((nowMs - keptMs) / 1000);
      this.#statement(PRUNE_BARS).run(resolution, before);
      this.#statement(PRUNE_HOLES).run(resolution, before);
    }
  }

  #writeKnowledge({ venue, symbol, resolution, knownFromSeconds, open, filled }: SeriesKnowledge): void {
    this.#statement("INSERT OR REPLACE INTO price_series VALUES (?, ?, ?, ?)").run(
      venue,
      symbol,
      resolution,
      knownFromSeconds,
    );
    this.#statement("DELETE FROM price_holes WHERE venue = ? AND symbol = ? AND resolution = ?").run(
      venue,
      symbol,
      resolution,
    );
    const insert = this.#statement("INSERT INTO price_holes VALUES (?, ?, ?, ?, ?, ?)");
    for (const [begins, ends] of open) insert.run(venue, symbol, resolution, begins, ends, 0);
    for (const [begins, ends] of filled) insert.run(venue, symbol, resolution, begins, ends, 1);
  }

  /** A statement whose rows are lists: an object for each costs half of a year's reading. */
  #rows(sql: string): StatementSync {
    const statement = this.#statement(sql);
    statement.setReturnArrays(true);
    return statement;
  }

  #statement(sql: string): StatementSync {
    const prepared = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, prepared);
    return prepared;
  }
}

/** A whole number as one that may be too large for JavaScript, which would keep all rows from being read. */
function number(column: string): string {
  return `CAST(${column} AS REAL) AS ${column}`;
}

/** Seconds since 1970, of this age. */
function isTime(value: unknown): boolean {
  return Number(value) >= 0 && Number(value) <= LAST_SECOND;
}

/** A row that is no bar is left out. */
function readBars(rows: readonly unknown[]): Bar[] {
  const bars: Bar[] = [];
  for (const row of rows) {
    const bar = Array.isArray(row) ? barOf(row) : undefined;
    if (bar) bars.push(bar);
  }
  return bars;
}
