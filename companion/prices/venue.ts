/** What one venue's file has to know: its addresses, its words, and how to read what it says. */

import type { Bar, Resolution, UtcSeconds } from "../../shared/protocol/price.ts";

/** A trade as a venue tells it, checked for form but not yet for plausibility. */
export interface VenueTrade {
  readonly symbol: string;
  /** A positive decimal in the venue's own digits. */
  readonly price: string;
  /** In units of the base currency; 0 when the venue does not say. */
  readonly size: number;
  /** Counts up per symbol; what tells a repeated trade from a new one. */
  readonly tradeId: number | undefined;
  /** The exchange's clock, milliseconds since 1970. */
  readonly timeMs: number;
}

/** One frame's meaning. */
export type VenueEvent =
  | { readonly kind: "trade"; readonly trade: VenueTrade }
  /** The symbol's feed is alive, though nothing was traded. */
  | { readonly kind: "heartbeat"; readonly symbol: string; readonly timeMs: number | undefined }
  /** The venue refuses a symbol, or the whole request when it names none. */
  | { readonly kind: "error"; readonly symbol: string | undefined; readonly reason: string }
  /** Well-formed, and of no interest here: acknowledgements, kinds that appeared later. */
  | { readonly kind: "ignored" }
  /** Not what the venue documents; the reason is a word for counting. */
  | { readonly kind: "bad"; readonly reason: string };

/** Which candles are wanted: of `[fromSeconds, toSeconds]`, both bar starts. */
export interface CandleRange {
  readonly symbol: string;
  readonly resolution: Resolution;
  readonly fromSeconds: UtcSeconds;
  readonly toSeconds: UtcSeconds;
}

/** A venue without state: all of it can be tested with texts. */
export interface Venue {
  /** Lower case: the key in the settings, the database and on the wire. */
  readonly name: string;
  /** For people. */
  readonly label: string;
  readonly simulated: boolean;
  readonly url: string;
  readonly restUrl: string;
  subscribe(symbols: readonly string[]): string;
  unsubscribe(symbols: readonly string[]): string;
  /** Reads one text frame; never throws. */
  parse(text: string): VenueEvent;
  /** The resolutions its candles come in. */
  readonly candleResolutions: readonly Resolution[];
  /** How many candles one reply holds at most. */
  readonly maxCandles: number;
  candlesUrl(restUrl: string, range: CandleRange): URL;
  /** Ascending and free of repetition; throws `MarketError` with `candles_malformed` on anything else. */
  parseCandles(text: string): readonly Bar[];
}
