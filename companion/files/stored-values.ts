/** What a row of the database says, read as something that an older version or a hand may have written. */

import type { SQLOutputValue } from "node:sqlite";
import { MAX_TIME_MS } from "../../shared/protocol/limits.ts";

/** A row as it is read. */
export type Row = Readonly<Record<string, SQLOutputValue>>;

/** A whole number of a row: SQLite holds larger ones than JavaScript, and one of them fails the query of all rows. */
export function wholeNumber(column: string): string {
  return `CAST(${column} AS REAL) AS ${column}`;
}

/** A text; of anything else what it looks like. */
export function textOf(value: SQLOutputValue | undefined): string {
  return typeof value === "string" ? value : String(value ?? "");
}

/** A text, or nothing. */
export function optionalTextOf(value: SQLOutputValue | undefined): string | null {
  return typeof value === "string" ? value : null;
}

/** Milliseconds since 1970 as ISO 8601; `undefined` for what no date can hold. */
export function isoTime(ms: SQLOutputValue | undefined): string | undefined {
  const time = Number(ms);
  return Math.abs(time) <= MAX_TIME_MS ? new Date(time).toISOString() : undefined;
}

/** Shown for a time that can't be read, where nothing better is known. */
export const UNKNOWN_TIME = new Date(0).toISOString();
