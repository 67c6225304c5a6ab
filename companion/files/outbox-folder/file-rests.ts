/** How long each file in the folder has lain unchanged, and how long its writer has paused before. */

import { LONGEST_PAUSE_MS, restMs } from "./file-rest.ts";
import { type Look, same } from "./outbox-records.ts";

/** A file that may have to wait for somebody who has it open is looked at again after this, and a quarter of the time it has waited. */
const WRITER_PAUSE_MS = 500;
const WRITER_PAUSE_PART = 4;
const MOST_WRITER_PAUSE_MS = 5_000;

/** One object a file, which stays the same: there may be very many. */
interface Rest {
  bytes: number;
  modifiedMs: number;
  /** It has not changed since then. */
  sinceMs: number;
  /** The longest pause between two changes. */
  longestMs: number;
  /** Somebody had it open when it had its rest: not to be looked at before. */
  notBeforeMs: number;
  /** Whether it waits for the end of its rest; else only its rhythm is remembered. */
  isResting: boolean;
}

export class FileRests {
  readonly #rests = new Map<string, Rest>();

  /** Whether it is known to lie there like this. */
  has(key: string, look: Look): boolean {
    const rest = this.#rests.get(key);
    return rest?.isResting === true && same(rest, look);
  }

  /** Notes how a file looks now; says whether it has had its rest. */
  note(key: string, { bytes, modifiedMs }: Look, nowMs: number): boolean {
    const rest = this.#rests.get(key);
    if (rest?.isResting && same(rest, { bytes, modifiedMs })) return nowMs >= dueMs(rest);
    const pauseMs = rest ? nowMs - rest.sinceMs : 0;
    const longestMs = pauseMs > LONGEST_PAUSE_MS ? 0 : Math.max(rest?.longestMs ?? 0, pauseMs);
    const changed = { bytes, modifiedMs, sinceMs: nowMs, longestMs, notBeforeMs: 0, isResting: true };
    if (rest) Object.assign(rest, changed);
    else this.#rests.set(key, changed);
    return false;
  }

  /** Somebody has it open for writing: it waits a while longer. */
  wait(key: string, nowMs: number): void {
    const rest = this.#rests.get(key);
    if (!rest) return;
    const pauseMs = WRITER_PAUSE_MS + (nowMs - rest.sinceMs) / WRITER_PAUSE_PART;
    rest.notBeforeMs = nowMs + Math.min(MOST_WRITER_PAUSE_MS, pauseMs);
  }

  /** It rests no more; should it change again soon, its rhythm is known. */
  end(key: string): void {
    const rest = this.#rests.get(key);
    if (rest) rest.isResting = false;
  }

  /** When the first of them has had its rest. */
  dueMs(): number {
    let firstMs = Number.POSITIVE_INFINITY;
    for (const rest of this.#rests.values()) if (rest.isResting) firstMs = Math.min(firstMs, dueMs(rest));
    return firstMs;
  }

  /** Forgets what is gone, and rhythms that are over. */
  forget(isHere: (key: string) => boolean, nowMs: number): void {
    for (const [key, { sinceMs, isResting }] of this.#rests)
      if (!isHere(key) || (!isResting && nowMs - sinceMs > LONGEST_PAUSE_MS)) this.#rests.delete(key);
  }
}

function dueMs({ bytes, sinceMs, longestMs, notBeforeMs }: Rest): number {
  return Math.max(notBeforeMs, sinceMs + restMs(bytes, longestMs));
}
