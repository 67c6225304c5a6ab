/** The companion's log: one JSON object a line, no secrets, hostile text escaped, its size bounded. */

import { appendFileSync, renameSync, statSync } from "node:fs";
import { PRIVATE_FILE_MODE } from "./files/home.ts";

/** Writes one event. Field values are cut and escaped; callers never pass keys, tickets or proofs. */
export type Log = (event: string, fields?: Readonly<Record<string, unknown>>) => void;

const MAX_FIELD_CHARACTERS = 256;
/** One older file is kept beside the current one. */
const MAX_LOG_BYTES = 2 * 1024 * 1024;

/** A log into a file. A disk that is full costs lines of the log, never the service. */
export function fileLog(file: string, now: () => Date = () => new Date()): Log {
  return (event, fields = {}) => {
    try {
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MAX_LOG_BYTES)
        renameSync(file, `${file}.1`);
      appendFileSync(file, `${logLine(event, fields, now())}\n`, { mode: PRIVATE_FILE_MODE });
    } catch {
      // Nothing can be said about a log that can't be written.
    }
  };
}

/** One line of the log, without the line feed: plain ASCII, so no terminal can be told anything by it. */
export function logLine(event: string, fields: Readonly<Record<string, unknown>>, at: Date): string {
  const cut = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === "number" || typeof value === "boolean" || value === null
        ? value
        : String(value instanceof Error ? value.message : value).slice(0, MAX_FIELD_CHARACTERS),
    ]),
  );
  return JSON.stringify({ at: at.toISOString(), event, ...cut }).replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
