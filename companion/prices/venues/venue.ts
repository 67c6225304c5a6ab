/** What one venue's file has to know: what it trades, how it is reached, and how to read what it says. */

import type { Bar, Resolution, UtcSeconds } from "../../../shared/protocol/price.ts";
import type { FetchText, OpenFeed } from "../web/connections.ts";

/** A trade, checked for form but not yet for plausibility. */
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
  /** How many trades it stands for; the id is the last one's. One, unless it is said. */
  readonly count?: number;
}

/** A trade as a venue tells it: some say no time. */
export type ToldTrade = Omit<VenueTrade, "timeMs"> & { readonly timeMs: number | undefined };

/** A sign of life: of one symbol, or of the connection alone. What it names is what was traded last. */
export interface Beat {
  readonly symbol: string | undefined;
  readonly timeMs: number | undefined;
  readonly lastTradeId?: number | undefined;
  readonly lastPrice?: string | undefined;
}

/** What a frame means, or one part of it. */
export type VenueEvent =
  | { readonly kind: "trade"; readonly trade: ToldTrade }
  | ({ readonly kind: "heartbeat" } & Beat)
  /** The venue refuses a symbol, or the whole request when it names none. */
  | { readonly kind: "error"; readonly symbol: string | undefined; readonly reason: string }
  /** The venue wants a key, or another one. */
  | { readonly kind: "unauthorized" }
  /** The venue is about to close the connection: a new one is to be had now. */
  | { readonly kind: "reconnect" }
  /** The venue says that it is under maintenance. */
  | { readonly kind: "maintenance" }
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

/** What has to be said again and again so that the venue keeps the connection. */
export interface KeepAlive {
  readonly text: string;
  readonly everyMs: number;
}

/**
 * A venue without state: all of it can be tested with texts. Symbols are written our way, `BTC-USD`, on this side
 * of it; a venue that spells them differently translates in both directions.
 */
export interface Venue {
  /** Lower case: the key in the settings, the database and on the wire. */
  readonly name: string;
  /** For people. */
  readonly label: string;
  readonly isSimulated: boolean;
  /** Whether it may trade a symbol. That it refuses one after all, its stream says. */
  trades(symbol: string): boolean;

  /** Its stream, at another address where the settings name one. */
  connect(address?: string): OpenFeed;
  /** The frames that ask for symbols; with those of `inAddress` there are none. */
  subscribe(symbols: readonly string[]): readonly string[];
  unsubscribe(symbols: readonly string[]): readonly string[];
  /** The symbols stand in the address: others want another connection. */
  readonly inAddress?: boolean;
  /** How many symbols one request names: more than one only where a wrong one takes no other along. */
  readonly maxSubscribed?: number;
  /** How fast our own frames may follow each other, where the venue counts them. */
  readonly framePace?: { readonly atOnce: number; readonly pauseMs: number };
  readonly keepAlive?: KeepAlive;
  /** Reads one text frame, which may hold several trades; never throws. */
  parse(text: string): readonly VenueEvent[];
  /** A symbol without a trade or a heartbeat for this long is stale. */
  readonly staleAfterMs: number;
  /** A connection without any frame for this long is taken for half-open, where that is not 15 s. */
  readonly silentAfterMs?: number;
  /** Each trade's id is one more than the last one's of its symbol: what is missing is known. */
  readonly hasContiguousIds: boolean;

  /** Its REST interface, at another address where the settings name one. */
  texts(address?: string): FetchText;
  /** The least time between two requests. */
  readonly restPauseMs: number;
  /** The resolutions its candles come in. */
  readonly candleResolutions: readonly Resolution[];
  /** How many candles one reply holds at most. */
  readonly maxCandles: number;
  /** Nothing in its stream says that a trade was lost: what was heard is held against its candles, again and again. */
  readonly confirmsByCandles?: boolean;
  /** How many bars back its candles reach, where that is few. */
  readonly reachBars?: number;
  candlesPath(range: CandleRange): string;
  /** Ascending and free of repetition; throws `MarketError` with `candles_malformed` on anything else. */
  parseCandles(text: string): readonly Bar[];
  /** Where it lists the symbols it trades; a venue without it names them itself. */
  readonly symbolsPath?: string;
  /** Our symbols of that list, or of no list; never throws. */
  parseSymbols(text: string): readonly string[];
}
