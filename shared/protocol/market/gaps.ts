/** Holes of a price series on the wire: times that are not known, and those that were filled since. */

import { type Fields, isFields } from "../fields.ts";
import { ProtocolError } from "../protocol-error.ts";

/**
 * Seconds since 1970, `[from, to)`, on the series' grid. Nobody knows what was traded in a gap; where bars are missing
 * outside of every gap, nothing was.
 */
export type Gap = readonly [from: number, to: number];

/** What is known of a series' holes; each list ascending. */
export interface Gaps {
  /** Not known: asked for again until they are filled, where the venue can still say. */
  readonly gaps: readonly Gap[];
  /** Were gaps, and were filled from the venue's candles. */
  readonly filled: readonly Gap[];
}

/** How many of each a message holds at most: the newest ones. */
export const MAX_GAPS = 500;
/** Companion → listener of `price:SYMBOL`: `Gaps`, all of them, at every change. */
export const GAPS_EVENT = "gaps";
/**
 * Companion → listener of `price:SYMBOL`: another venue is asked from here on. The payload is a join's reply, and
 * replaces all that was told before: two venues are never one series.
 */
export const SERIES_EVENT = "series";
/**
 * Listener → companion on `price:SYMBOL`: `{"fromSeconds","toSeconds"?,"resolutionSeconds"?}`; answered by
 * `{"venue","resolutionSeconds","bars","gaps","filled","nextSeconds"?}`.
 */
export const HISTORY_EVENT = "history";

/** Year 9999, as for bars. */
const LAST_UTC_SECOND = 253_402_300_799;

/** Reads `gaps` and `filled` of a join's reply or an event; older companions say neither. */
export function decodeGaps(payload: unknown): Gaps {
  if (!isFields(payload)) throw new ProtocolError("malformed_frame", "A list of gaps must be a JSON object.");
  return { gaps: gapList(payload, "gaps"), filled: gapList(payload, "filled") };
}

function gapList(fields: Fields, name: string): readonly Gap[] {
  const list = fields[name];
  if (list === undefined) return [];
  if (!Array.isArray(list) || list.length > MAX_GAPS) {
    throw new ProtocolError("field_wrong", `The field "${name}" must be a list of at most ${MAX_GAPS} gaps.`);
  }
  let before = -1;
  return list.map((item: unknown) => {
    const [from, to] = Array.isArray(item) ? item : [];
    if (!isSecond(from) || !isSecond(to) || from >= to || from < before) {
      throw new ProtocolError("field_wrong", `The gaps in "${name}" must be ascending pairs of seconds.`);
    }
    before = to;
    return [from, to] as const;
  });
}

function isSecond(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 && value <= LAST_UTC_SECOND;
}
