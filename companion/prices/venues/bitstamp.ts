/**
 * Bitstamp, version 2 of its WebSocket: `live_trades` and its own heartbeat; and the OHLC of its REST interface.
 * https://www.bitstamp.net/websocket/v2/
 */

import * as v from "valibot";
import { webFeed } from "../web/web-feed.ts";
import { webTexts } from "../web/web-texts.ts";
import { jsonOf } from "./candle-rows.ts";
import { candlesIn, decimal, field, halvesOf, splitPair, symbolsIn, tradeNumber } from "./frame-fields.ts";
import type { CandleRange, Venue, VenueEvent } from "./venue.ts";

const LABEL = "Bitstamp";
const CHANNEL = "live_trades_";
/** What it quotes in, the longest first. */
const QUOTES = ["USDT", "USDC", "PYUSD", "USD", "EUR", "GBP", "BTC", "ETH"];

// The numbers beside the texts have noise: 3651.3000000000002.
const tradeData = v.object({
  id: tradeNumber,
  price_str: decimal,
  amount_str: decimal,
  microtimestamp: v.pipe(v.string(), v.regex(/^\d{10,17}$/)),
});

export const bitstamp: Venue = {
  name: "bitstamp",
  label: LABEL,
  isSimulated: false,
  trades: (symbol) => QUOTES.includes(halvesOf(symbol)[1]),
  connect: (address = "wss://ws.bitstamp.net") => webFeed(address),
  subscribe: (symbols) => symbols.map((symbol) => request("bts:subscribe", symbol)),
  unsubscribe: (symbols) => symbols.map((symbol) => request("bts:unsubscribe", symbol)),
  framePace: { atOnce: 20, pauseMs: 50 },
  keepAlive: { text: '{"event":"bts:heartbeat"}', everyMs: 5_000 },
  parse: (text) => [parseFrame(text)],
  // Its beats are of the connection alone, and nothing else says whether a symbol trades: one that is quiet for
  // longer is told as such.
  staleAfterMs: 60_000,
  // The ids are those of all pairs together.
  hasContiguousIds: false,
  confirmsByCandles: true,
  texts: (address = "https://www.bitstamp.net") => webTexts(address),
  restPauseMs: 150,
  candleResolutions: [60, 300, 900, 3600, 14_400, 86_400],
  maxCandles: 1000,
  candlesPath,
  parseCandles: (text) =>
    candlesIn(
      text,
      LABEL,
      (body) => field(field(body, "data"), "ohlc"),
      (item) => [
        Number(field(item, "timestamp")),
        Number(field(item, "open")),
        Number(field(item, "high")),
        Number(field(item, "low")),
        Number(field(item, "close")),
        Number(field(item, "volume")),
      ],
    ),
  symbolsPath: "/api/v2/trading-pairs-info/",
  parseSymbols: (text) =>
    symbolsIn(
      text,
      (body) => body,
      (item) => String(field(item, "name")).replace("/", "-"),
    ),
};

function request(event: string, symbol: string): string {
  return JSON.stringify({ event, data: { channel: CHANNEL + halvesOf(symbol).join("").toLowerCase() } });
}

function parseFrame(text: string): VenueEvent {
  const value = jsonOf(text);
  if (value === undefined) return { kind: "bad", reason: "not_json" };
  const event = field(value, "event");
  if (typeof event !== "string") return { kind: "bad", reason: "no_event" };
  switch (event) {
    case "trade":
      return tradeEvent(value);
    case "bts:request_reconnect":
      return { kind: "reconnect" };
    case "bts:error":
      return errorEvent(value);
    default:
      return { kind: "ignored" };
  }
}

function tradeEvent(value: unknown): VenueEvent {
  const symbol = symbolOfChannel(field(value, "channel"));
  const frame = v.safeParse(tradeData, field(value, "data"));
  if (!frame.success || symbol === undefined) return { kind: "bad", reason: "trade_fields" };
  const { id, price_str, amount_str, microtimestamp } = frame.output;
  const timeMs = Math.floor(Number(microtimestamp) / 1000);
  return {
    kind: "trade",
    trade: { symbol, price: price_str, size: Number(amount_str), tradeId: id, timeMs },
  };
}

function errorEvent(value: unknown): VenueEvent {
  const said = field(field(value, "data"), "message");
  const channel = field(value, "channel") ?? field(field(value, "data"), "channel");
  const reason = typeof said === "string" && said !== "" ? said : "no reason given";
  return { kind: "error", symbol: symbolOfChannel(channel) ?? symbolOfChannel(reason), reason };
}

function symbolOfChannel(text: unknown): string | undefined {
  const name = typeof text === "string" ? /live_trades_([a-z0-9]{2,32})/.exec(text)?.[1] : undefined;
  return name === undefined ? undefined : splitPair(name, QUOTES);
}

function candlesPath({ symbol, resolution, fromSeconds, toSeconds }: CandleRange): string {
  const query = new URLSearchParams({
    step: String(resolution),
    limit: "1000",
    start: String(fromSeconds),
    end: String(toSeconds),
  });
  return `/api/v2/ohlc/${halvesOf(symbol).join("").toLowerCase()}/?${query}`;
}
