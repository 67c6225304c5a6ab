/**
 * Coinbase Exchange: the public feed's `ticker`, `matches` and `heartbeat`, and the public candles.
 * https://docs.cdp.coinbase.com/exchange/websocket-feed/channels
 */

import * as v from "valibot";
import type { Bar } from "../../../shared/protocol/price.ts";
import { webFeed } from "../web/web-feed.ts";
import { webTexts } from "../web/web-texts.ts";
import { jsonOf } from "./candle-rows.ts";
import {
  candlesIn,
  decimal,
  field,
  isoMs,
  symbolText as symbol,
  symbolsIn,
  tradeNumber as tradeId,
} from "./frame-fields.ts";
import type { CandleRange, Venue, VenueEvent } from "./venue.ts";

const LABEL = "Coinbase Exchange";
// Trades come twice, as `match` (every one) and as `ticker` (the last of a cascade): they share their
// trade ids, so the second is ignored, and there is a price even where one of the two is silent.
const CHANNELS = ["ticker", "matches", "heartbeat"] as const;

const matchFrame = v.object({
  trade_id: tradeId,
  product_id: symbol,
  price: decimal,
  size: decimal,
  time: v.string(),
});
const tickerFrame = v.object({
  trade_id: v.optional(tradeId),
  product_id: symbol,
  price: decimal,
  last_size: v.optional(decimal),
  time: v.string(),
});
const heartbeatFrame = v.object({
  product_id: symbol,
  time: v.optional(v.string()),
  last_trade_id: v.optional(tradeId),
});
const errorFrame = v.object({ message: v.optional(v.string(), ""), reason: v.optional(v.string(), "") });
const anyFrame = v.looseObject({ type: v.string() });

const row = v.tuple([v.number(), v.number(), v.number(), v.number(), v.number(), v.number()]);

export const coinbase: Venue = {
  name: "coinbase",
  label: LABEL,
  isSimulated: false,
  // Of all pairs, which ones its stream says: the list changes by the week.
  trades: (text) => text.includes("-"),
  connect: (address = "wss://ws-feed.exchange.coinbase.com") => webFeed(address),
  subscribe: (symbols) => [JSON.stringify({ type: "subscribe", product_ids: symbols, channels: CHANNELS })],
  unsubscribe: (symbols) => [
    JSON.stringify({ type: "unsubscribe", product_ids: symbols, channels: CHANNELS }),
  ],
  // A hundred messages a second are allowed to an address, eight requests.
  framePace: { atOnce: 20, pauseMs: 20 },
  parse: (text) => [parseFrame(text)],
  // It beats once a second per symbol.
  staleAfterMs: 5_000,
  // 0 gaps in 107 tickers and 97 matches recorded; `sequence` is the book's, and has some.
  hasContiguousIds: true,
  texts: (address = "https://api.exchange.coinbase.com") => webTexts(address),
  // Ten requests a second are allowed.
  restPauseMs: 150,
  // There are no candles shorter than a minute, and none of four hours.
  candleResolutions: [60, 300, 900, 3600, 86_400],
  maxCandles: 300,
  candlesPath,
  parseCandles,
  symbolsPath: "/products",
  parseSymbols: (text) =>
    symbolsIn(
      text,
      (body) => body,
      (item) =>
        v.is(v.string(), field(item, "id")) && field(item, "trading_disabled") !== true
          ? String(field(item, "id"))
          : undefined,
    ),
};

function parseFrame(text: string): VenueEvent {
  const value = jsonOf(text);
  if (value === undefined) return { kind: "bad", reason: "not_json" };
  const frame = v.safeParse(anyFrame, value);
  if (!frame.success) return { kind: "bad", reason: "no_type" };
  switch (frame.output.type) {
    case "match":
    case "last_match":
      return matchEvent(value);
    case "ticker":
      return tickerEvent(value);
    case "heartbeat":
      return heartbeatEvent(value);
    case "error":
      return errorEvent(value);
    default:
      return { kind: "ignored" };
  }
}

function matchEvent(value: unknown): VenueEvent {
  const frame = v.safeParse(matchFrame, value);
  if (!frame.success) return { kind: "bad", reason: "match_fields" };
  return tradeEvent({ ...frame.output, last_size: frame.output.size });
}

function tickerEvent(value: unknown): VenueEvent {
  const frame = v.safeParse(tickerFrame, value);
  return frame.success ? tradeEvent(frame.output) : { kind: "bad", reason: "ticker_fields" };
}

function tradeEvent(ticker: v.InferOutput<typeof tickerFrame>): VenueEvent {
  const { product_id, price, last_size, trade_id, time } = ticker;
  const timeMs = isoMs(time);
  if (timeMs === undefined) return { kind: "bad", reason: "time_form" };
  const size = Number(last_size ?? 0);
  return { kind: "trade", trade: { symbol: product_id, price, size, tradeId: trade_id, timeMs } };
}

function heartbeatEvent(value: unknown): VenueEvent {
  const frame = v.safeParse(heartbeatFrame, value);
  if (!frame.success) return { kind: "bad", reason: "heartbeat_fields" };
  const { product_id, time, last_trade_id } = frame.output;
  return {
    kind: "heartbeat",
    symbol: product_id,
    timeMs: time === undefined ? undefined : isoMs(time),
    // 0 is not said.
    lastTradeId: last_trade_id || undefined,
  };
}

function errorEvent(value: unknown): VenueEvent {
  const frame = v.safeParse(errorFrame, value);
  if (!frame.success) return { kind: "bad", reason: "error_fields" };
  const reason = frame.output.reason || frame.output.message || "no reason given";
  // The frame has no field for the product; the reason's text names it.
  return { kind: "error", symbol: /\b[A-Z0-9]{1,16}-[A-Z0-9]{1,16}\b/.exec(reason)?.[0], reason };
}

function candlesPath({ symbol, resolution, fromSeconds, toSeconds }: CandleRange): string {
  const query = new URLSearchParams({
    granularity: String(resolution),
    start: new Date(fromSeconds * 1000).toISOString(),
    end: new Date(toSeconds * 1000).toISOString(),
  });
  return `/products/${symbol}/candles?${query}`;
}

/** Newest first on the wire, and LOW before HIGH before OPEN. Single broken rows are left out. */
function parseCandles(text: string): readonly Bar[] {
  return candlesIn(
    text,
    LABEL,
    (body) => body,
    (item) => {
      const fields = v.safeParse(row, item);
      if (!fields.success) return undefined;
      const [time, low, high, open, close, volume] = fields.output;
      return [time, open, high, low, close, volume];
    },
  );
}
