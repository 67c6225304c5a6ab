/** What every venue's candle rows are put through before they count as bars. */

import { type Bar, utcSeconds } from "../../shared/protocol/price.ts";
import { EARLIEST_EXCHANGE_MS } from "./limits.ts";
import { MarketError } from "./market-error.ts";
import type { CandleRange } from "./venue.ts";

/** Year 9999: beyond it a time is not in seconds. */
const LAST_SECOND = 253_402_300_799;

/** Parses a candle reply's text as JSON. Throws `MarketError` with `candles_malformed`. */
export function parseCandleJson(text: string, venueLabel: string): unknown {
  try {
    const body: unknown = JSON.parse(text);
    return body;
  } catch (cause) {
    throw new MarketError("candles_malformed", `${venueLabel} answered with something that is not JSON.`, {
      cause,
    });
  }
}

/** Time, open, high, low, close, volume, as a venue said it. */
export type CandleRow = readonly [number, number, number, number, number, number];

/**
 * The rows that can be bars, ascending by time and each time once; of two rows for one time the one listed
 * later stays.
 */
export function barsFromRows(rows: readonly CandleRow[]): readonly Bar[] {
  const bars = new Map<number, Bar>();
  for (const [time, open, high, low, close, volume] of rows) {
    if (!isCandle([time, open, high, low, close, volume])) continue;
    bars.set(time, [utcSeconds(time), open, high, low, close, volume]);
  }
  return [...bars.values()].sort((a, b) => a[0] - b[0]);
}

function isCandle(row: CandleRow): boolean {
  const [time, open, high, low, close, volume] = row;
  return (
    row.every(Number.isFinite) &&
    Number.isSafeInteger(time) &&
    time * 1000 >= EARLIEST_EXCHANGE_MS &&
    time <= LAST_SECOND &&
    low > 0 &&
    volume >= 0 &&
    low <= Math.min(open, close) &&
    high >= Math.max(open, close)
  );
}

/** Keeps what lies in the range and on the resolution's grid: venues return rows outside it. */
export function withinRange(bars: readonly Bar[], range: CandleRange): readonly Bar[] {
  return bars.filter(
    ([time]) => time >= range.fromSeconds && time <= range.toSeconds && time % range.resolution === 0,
  );
}
