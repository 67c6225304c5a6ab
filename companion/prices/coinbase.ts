/**
 * Coinbase Exchange: the public feed's `ticker`, `matches` and `heartbeat`, and the public candles.
 * https://docs.cdp.coinbase.com/exchange/websocket-feed/channels
 */

import * as v from "valibot";
import { type Bar, isDecimal, parseSymbol } from "../../shared/protocol/price.ts";
import { barsFromRows, type CandleRow, parseCandleJson } from "./candles.ts";
import { MarketError } from "./market-error.ts";
import type { Venue, VenueEvent } from "./venue.ts";

const LABEL = "Coinbase Exchange";
// Trades come twice, as `match` (every one) and as `ticker` (the last of a cascade): they share their
// trade ids, so the second is dropped, and a price stands even where one of the two stays silent.
const CHANNELS = ["ticker", "matches", "heartbeat"] as const;

const decimal = v.pipe(v.string(), v.check(isDecimal));
const symbol = v.pipe(
  v.string(),
  v.check((text) => isSymbol(text)),
);
const tradeId = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

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
const heartbeatFrame = v.object({ product_id: symbol, time: v.optional(v.string()) });
const errorFrame = v.object({ message: v.optional(v.string(), ""), reason: v.optional(v.string(), "") });
const anyFrame = v.looseObject({ type: v.string() });

const row = v.tuple([v.number(), v.number(), v.number(), v.number(), v.number(), v.number()]);

export const coinbase: Venue = {
  name: "coinbase",
  label: LABEL,
  simulated: false,
  url: "wss://ws-feed.exchange.coinbase.com",
  restUrl: "https://api.exchange.coinbase.com",
  subscribe: (symbols) => JSON.stringify({ type: "subscribe", product_ids: symbols, channels: CHANNELS }),
  unsubscribe: (symbols) => JSON.stringify({ type: "unsubscribe", product_ids: symbols, channels: CHANNELS }),
  parse: parseFrame,
  // There are no candles shorter than a minute.
  candleResolutions: [60, 3600, 86_400],
  maxCandles: 300,
  candlesUrl(restUrl, range) {
    const url = new URL(`${restUrl.replace(/\/+$/, "")}/products/${range.symbol}/candles`);
    url.searchParams.set("granularity", String(range.resolution));
    url.searchParams.set("start", new Date(range.fromSeconds * 1000).toISOString());
    url.searchParams.set("end", new Date(range.toSeconds * 1000).toISOString());
    return url;
  },
  parseCandles,
};

function parseFrame(text: string): VenueEvent {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: "bad", reason: "not_json" };
  }
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
  const { product_id, price, size, trade_id, time } = frame.output;
  const timeMs = isoMs(time);
  if (timeMs === undefined) return { kind: "bad", reason: "time_form" };
  return {
    kind: "trade",
    trade: { symbol: product_id, price, size: Number(size), tradeId: trade_id, timeMs },
  };
}

function tickerEvent(value: unknown): VenueEvent {
  const frame = v.safeParse(tickerFrame, value);
  if (!frame.success) return { kind: "bad", reason: "ticker_fields" };
  const { product_id, price, last_size, trade_id, time } = frame.output;
  const timeMs = isoMs(time);
  if (timeMs === undefined) return { kind: "bad", reason: "time_form" };
  return {
    kind: "trade",
    trade: { symbol: product_id, price, size: Number(last_size ?? 0), tradeId: trade_id, timeMs },
  };
}

function heartbeatEvent(value: unknown): VenueEvent {
  const frame = v.safeParse(heartbeatFrame, value);
  if (!frame.success) return { kind: "bad", reason: "heartbeat_fields" };
  const { product_id, time } = frame.output;
  return { kind: "heartbeat", symbol: product_id, timeMs: time === undefined ? undefined : isoMs(time) };
}

function errorEvent(value: unknown): VenueEvent {
  const frame = v.safeParse(errorFrame, value);
  if (!frame.success) return { kind: "bad", reason: "error_fields" };
  const reason = frame.output.reason || frame.output.message || "no reason given";
  // The frame has no field for the product; the reason's text names it.
  return { kind: "error", symbol: /\b[A-Z0-9]+-[A-Z0-9]+\b/.exec(reason)?.[0], reason };
}

/** Newest first on the wire, and LOW before HIGH before OPEN. Single broken rows are left out. */
function parseCandles(text: string): readonly Bar[] {
  const body = parseCandleJson(text, LABEL);
  if (!Array.isArray(body)) {
    throw new MarketError("candles_malformed", `${LABEL} answered without candles.`);
  }
  const rows = body.flatMap((item: unknown): CandleRow[] => {
    const fields = v.safeParse(row, item);
    if (!fields.success) return [];
    const [time, low, high, open, close, volume] = fields.output;
    return [[time, open, high, low, close, volume]];
  });
  return barsFromRows(rows);
}

/** `2014-11-07T08:19:28.464459Z`; `Date.parse` alone would take "1" or "March" for a date too. */
function isoMs(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/.test(text)) return undefined;
  const ms = Date.parse(text);
  return Number.isFinite(ms) ? ms : undefined;
}

function isSymbol(text: string): boolean {
  try {
    parseSymbol(text);
    return true;
  } catch {
    return false;
  }
}
