/** Bars in SQLite: what a join is answered from, and what survives a restart. */

import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import * as v from "valibot";
import { MAX_BARS } from "../../shared/protocol/limits.ts";
import { type Bar, RESOLUTIONS, type Resolution, utcSeconds } from "../../shared/protocol/price.ts";
import type { RolledBar } from "./bars.ts";
import { RETENTION_MS } from "./limits.ts";

/** Whose bars are meant. */
export interface SeriesKey {
  readonly venue: string;
  readonly symbol: string;
  readonly resolution: Resolution;
}

/** A bar on its way into the database. */
export type StoredBar = Omit<SeriesKey, "resolution"> & RolledBar;

// The resolution leads the key, so that pruning reads only the rows of the resolution it prunes.
const TABLE = `
  CREATE TABLE IF NOT EXISTS price_bars (
    resolution INTEGER NOT NULL, venue TEXT NOT NULL, symbol TEXT NOT NULL, time INTEGER NOT NULL,
    open REAL NOT NULL, high REAL NOT NULL, low REAL NOT NULL, close REAL NOT NULL, volume REAL NOT NULL,
    complete INTEGER NOT NULL,
    PRIMARY KEY (resolution, venue, symbol, time)
  ) STRICT, WITHOUT ROWID`;
// A bar heard in part never replaces one that is complete.
const UPSERT = `
  INSERT INTO price_bars VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET open = excluded.open, high = excluded.high, low = excluded.low,
    close = excluded.close, volume = excluded.volume, complete = excluded.complete
  WHERE excluded.complete >= price_bars.complete`;
const COLUMNS = "time, open, high, low, close, volume";
const LAST_BARS = `
  SELECT ${COLUMNS} FROM price_bars WHERE resolution = ? AND venue = ? AND symbol = ?
  ORDER BY time DESC LIMIT ?`;
const NEWEST = `
  SELECT time, complete FROM price_bars WHERE resolution = ? AND venue = ? AND symbol = ? AND complete >= ?
  ORDER BY time DESC LIMIT 1`;
// What was the last bar when the companion ended may lack all that was traded since.
const DISTRUST_OPEN = `
  DELETE FROM price_bars WHERE complete = 0 AND time = (
    SELECT max(time) FROM price_bars AS other WHERE other.resolution = price_bars.resolution
      AND other.venue = price_bars.venue AND other.symbol = price_bars.symbol)`;
const PRUNE = "DELETE FROM price_bars WHERE resolution = ? AND time < ?";

const barRow = v.object({
  time: v.number(),
  open: v.number(),
  high: v.number(),
  low: v.number(),
  close: v.number(),
  volume: v.number(),
});
const newestRow = v.object({ time: v.number(), complete: v.number() });

export interface BarHistory {
  /** Writes bars in one transaction, all or none; the same bar twice is the same as once. */
  write(bars: readonly StoredBar[]): void;
  /** The last bars of a series, ascending, at most `MAX_BARS`. */
  last(series: SeriesKey): Bar[];
  /** The series' last bar if it is not complete: one to go on from. */
  open(series: SeriesKey): Bar | undefined;
  /** When the series' last complete bar began, in seconds since 1970. */
  lastCompleteSeconds(series: SeriesKey): number | undefined;
  /** Deletes what is past its time; `nowMs` in milliseconds since 1970. */
  prune(nowMs: number): void;
}

/** Makes its table where there is none. The database stays the caller's: it closes it, after the market. */
export function openBarHistory(database: DatabaseSync): BarHistory {
  database.exec(TABLE);
  database.exec(DISTRUST_OPEN);
  const upsert = database.prepare(UPSERT);
  const lastBars = database.prepare(LAST_BARS);
  const newest = database.prepare(NEWEST);
  const pruneBefore = database.prepare(PRUNE);

  function newestOf(series: SeriesKey, complete: 0 | 1): v.InferOutput<typeof newestRow> | undefined {
    const row = newest.get(series.resolution, series.venue, series.symbol, complete);
    return row === undefined ? undefined : v.parse(newestRow, row);
  }
  function last(series: SeriesKey, count: number): Bar[] {
    const rows = lastBars.all(series.resolution, series.venue, series.symbol, count);
    return rows.map(barOfRow).reverse();
  }

  return {
    write(bars) {
      if (bars.length === 0) return;
      database.exec("BEGIN IMMEDIATE");
      try {
        for (const { resolution, venue, symbol, bar, complete } of bars) {
          upsert.run(resolution, venue, symbol, ...bar, complete ? 1 : 0);
        }
        database.exec("COMMIT");
      } catch (error) {
        // SQLite itself rolls back after some errors, such as a full disk.
        if (database.isTransaction) database.exec("ROLLBACK");
        throw error;
      }
    },
    last: (series) => last(series, MAX_BARS),
    open(series) {
      if (newestOf(series, 0)?.complete !== 0) return undefined;
      return last(series, 1)[0];
    },
    lastCompleteSeconds: (series) => newestOf(series, 1)?.time,
    prune(nowMs) {
      for (const resolution of RESOLUTIONS) {
        const keptMs = RETENTION_MS[resolution];
        if (keptMs !== undefined) pruneBefore.run(resolution, Math.floor((nowMs - keptMs) / 1000));
      }
    },
  };
}

function barOfRow(row: Record<string, SQLOutputValue>): Bar {
  const { time, open, high, low, close, volume } = v.parse(barRow, row);
  return [utcSeconds(time), open, high, low, close, volume];
}
