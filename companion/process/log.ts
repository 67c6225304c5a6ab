/** The companion's log: one JSON object a line, no secrets, hostile text escaped, its size bounded. */

import { appendFileSync, renameSync, statSync } from "node:fs";
import { asciiJson } from "../../shared/protocol/unseen.ts";
import { PRIVATE_FILE_MODE } from "./private-mode.ts";

/** Writes one event. Field values are cut and escaped, and what looks like a secret is left out. */
export type Log = (event: string, fields?: Readonly<Record<string, unknown>>) => void;

const MAX_FIELD_CHARACTERS = 256;
/** From this size on a file of output is put aside; one older one is kept beside the current one. */
const MAX_OUTPUT_BYTES = 2 * 1024 * 1024;

/** Lines of one event in one second; the rest is only counted, so that a flood does not push everything else out. */
const MAX_LINES_PER_EVENT = 20;
const SECOND_MS = 1_000;

/**
 * Keys, tickets, nonces, proofs, links' secrets and tokens are 64 hexadecimal digits, some after a prefix; ids are
 * 32. Nobody should log one, but a stranger may have put one where it is logged.
 */
const SECRET = /(?:pw[a-z]_)?[0-9a-f]{33,}/gi;

/** A log into a file. A disk that is full costs lines of the log, never the service. */
export function fileLog(file: string, now: () => Date = () => new Date()): Log {
  const pace = new LinePace(() => now().getTime());
  return (event, fields = {}) => {
    const skipped = pace.take(event);
    if (skipped === undefined) return;
    write(event, skipped > 0 ? { ...fields, skipped } : fields);
  };

  function write(event: string, fields: Readonly<Record<string, unknown>>): void {
    try {
      putLargeAside(file);
      appendFileSync(file, `${logLine(event, fields, now())}\n`, { mode: PRIVATE_FILE_MODE });
    } catch {
      // Nothing can be said about a log that can't be written.
    }
  }
}

/** Begins a file of output anew where it has grown too large. Throws the system's error. */
export function putLargeAside(file: string): void {
  const bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (bytes > MAX_OUTPUT_BYTES) renameSync(file, `${file}.1`);
}

/** Counts the lines of each event. */
class LinePace {
  readonly #now: () => number;
  readonly #events = new Map<string, { since: number; lines: number; skipped: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** How many lines of this event were skipped before this one; `undefined` where this one is to be skipped too. */
  take(event: string): number | undefined {
    const now = this.#now();
    const known = this.#events.get(event);
    if (known && Math.abs(now - known.since) < SECOND_MS) {
      known.lines += 1;
      if (known.lines <= MAX_LINES_PER_EVENT) return 0;
      known.skipped += 1;
      return undefined;
    }
    this.#events.set(event, { since: now, lines: 1, skipped: 0 });
    return known?.skipped ?? 0;
  }
}

/** One line of the log, without the line feed: plain ASCII, so no terminal can be told anything by it. */
export function logLine(event: string, fields: Readonly<Record<string, unknown>>, at: Date): string {
  const cut = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === "number" || typeof value === "boolean" || value === null
        ? value
        : String(value instanceof Error ? value.message : value)
            .replace(SECRET, "[secret]")
            .slice(0, MAX_FIELD_CHARACTERS),
    ]),
  );
  return asciiJson(JSON.stringify({ at: at.toISOString(), event, ...cut }));
}
