/** What every venue's candle rows are put through before they count as bars. */

import { type Bar, decodeBar } from "../../../shared/protocol/price.ts";
import { message } from "../../../shared/texts/message.ts";
import { EARLIEST_EXCHANGE_MS } from "../limits.ts";
import { MarketError } from "../market-error.ts";
import type { CandleRange } from "./venue.ts";

/** A text as JSON; `undefined` where it is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Kraken's and OKX's words with HTTP 200 for what others say with 429. */
const TOO_MANY = /Too many requests|Rate limit|"50011"/i;
/** As HTTP numbers it. */
const TOO_MANY_STATUS = 429;
/** Errors are short; nothing further back is read for words. */
const READ_CHARACTERS = 400;

/** What is said of a reply that holds no candles. */
export function noCandles(venueLabel: string, text: string): MarketError {
  if (TOO_MANY.test(text.slice(0, READ_CHARACTERS))) {
    const busy = message("market.candles-status", { host: venueLabel, status: TOO_MANY_STATUS });
    return new MarketError("candles_unavailable", busy);
  }
  return new MarketError("candles_malformed", message("market.no-candles", { venue: venueLabel }));
}

/** Time, open, high, low, close, volume, as a venue said it. */
export type CandleRow = readonly [number, number, number, number, number, number];

/**
 * The rows that can be bars, ascending by time and each time once; of two rows for one time the one listed
 * later stays.
 */
export function barsFromRows(rows: readonly CandleRow[]): readonly Bar[] {
  const bars = new Map<number, Bar>();
  for (const row of rows) {
    const bar = barOf(row);
    if (bar && bar[0] * 1000 >= EARLIEST_EXCHANGE_MS) bars.set(bar[0], bar);
  }
  return [...bars.values()].sort((a, b) => a[0] - b[0]);
}

/** A bar that anybody who listens can read; `undefined` for a row that is none. */
export function barOf(row: readonly unknown[]): Bar | undefined {
  try {
    return decodeBar(row);
  } catch {
    return undefined;
  }
}

/** Keeps what is in the range and on the resolution's grid: venues return rows outside it. */
export function withinRange(bars: readonly Bar[], range: CandleRange): readonly Bar[] {
  return bars.filter(
    ([time]) => time >= range.fromSeconds && time <= range.toSeconds && time % range.resolution === 0,
  );
}
