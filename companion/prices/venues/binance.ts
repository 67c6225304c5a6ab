/**
 * Binance spot, by its hosts for market data alone, which answer from everywhere: `@trade`, `@ticker`, and klines.
 * https://github.com/binance/binance-spot-api-docs/blob/master/web-socket-streams.md
 */

import * as v from "valibot";
import { webFeed } from "../web/web-feed.ts";
import { webTexts } from "../web/web-texts.ts";
import { jsonOf } from "./candle-rows.ts";
import { candlesIn, decimal, field, halvesOf, splitPair, symbolsIn, tradeNumber } from "./frame-fields.ts";
import type { CandleRange, Venue, VenueEvent } from "./venue.ts";

const LABEL = "Binance";
/** What it quotes in, the longest first; dollars themselves it does not have. */
const QUOTES = [
  "FDUSD",
  "USDT",
  "USDC",
  "TUSD",
  "USDE",
  "EURI",
  "DAI",
  "EUR",
  "TRY",
  "BRL",
  "JPY",
  "ARS",
  "MXN",
  "PLN",
  "RON",
  "UAH",
  "ZAR",
  "CZK",
  "COP",
  "IDR",
  "BTC",
  "ETH",
  "BNB",
  "USD1",
  "DOGE",
];
const INTERVALS: Readonly<Record<number, string>> = {
  1: "1s",
  60: "1m",
  300: "5m",
  900: "15m",
  3600: "1h",
  14400: "4h",
  86400: "1d",
};

const pair = v.pipe(
  v.string(),
  v.transform((name) => splitPair(name, QUOTES)),
  v.check((symbol) => symbol !== undefined),
  v.transform((symbol) => symbol ?? ""),
);
const tradeFrame = v.object({ s: pair, t: tradeNumber, p: decimal, q: decimal, T: v.number() });
// `L` is the last trade's id; -1 where there was none in a day.
const tickerFrame = v.object({ s: pair, c: decimal, E: v.number(), L: v.pipe(v.number(), v.safeInteger()) });
const errorFrame = v.object({ code: v.number(), msg: v.string() });
const nestedError = v.object({ error: errorFrame });

export const binance: Venue = {
  name: "binance",
  label: LABEL,
  isSimulated: false,
  trades: (symbol) => QUOTES.includes(halvesOf(symbol)[1]),
  connect: (address = "wss://data-stream.binance.vision/stream") => webFeed(address),
  subscribe: (symbols) => [request("SUBSCRIBE", symbols)],
  unsubscribe: (symbols) => [request("UNSUBSCRIBE", symbols)],
  // A wrong name is no error here: it stays silent, and takes no other along.
  maxSubscribed: 50,
  // Five messages a second are allowed, pongs among them: one more ends the connection.
  framePace: { atOnce: 3, pauseMs: 300 },
  parse: (text) => [parseFrame(text)],
  // `@ticker` comes once a second.
  staleAfterMs: 10_000,
  // 0 gaps in 34,419 trades recorded.
  hasContiguousIds: true,
  texts: (address = "https://data-api.binance.vision") => webTexts(address),
  restPauseMs: 100,
  candleResolutions: [1, 60, 300, 900, 3600, 14_400, 86_400],
  maxCandles: 1000,
  candlesPath,
  parseCandles: (text) =>
    candlesIn(
      text,
      LABEL,
      (body) => body,
      (item) =>
        Array.isArray(item) && typeof item[0] === "number"
          ? [
              item[0] / 1000,
              Number(item[1]),
              Number(item[2]),
              Number(item[3]),
              Number(item[4]),
              Number(item[5]),
            ]
          : undefined,
    ),
  symbolsPath: "/api/v3/ticker/price",
  parseSymbols: (text) =>
    symbolsIn(
      text,
      (body) => body,
      (item) => splitPair(String(field(item, "symbol")), QUOTES),
    ),
};

/** The streams are named in small letters. */
function request(method: string, symbols: readonly string[]): string {
  const streams = symbols.flatMap((symbol) => {
    const name = halvesOf(symbol).join("").toLowerCase();
    return [`${name}@trade`, `${name}@ticker`];
  });
  return JSON.stringify({ method, params: streams, id: 1 });
}

function parseFrame(text: string): VenueEvent {
  const value = jsonOf(text);
  if (value === undefined) return { kind: "bad", reason: "not_json" };
  // The combined stream wraps what the raw one says.
  const data = field(value, "data") ?? value;
  switch (field(data, "e")) {
    case "trade":
      return tradeEvent(data);
    case "24hrTicker":
      return tickerEvent(data);
    case "serverShutdown":
      return { kind: "reconnect" };
    default:
      return otherEvent(value, data);
  }
}

function tradeEvent(data: unknown): VenueEvent {
  const frame = v.safeParse(tradeFrame, data);
  if (!frame.success) return { kind: "bad", reason: "trade_fields" };
  const { s, t, p, q, T } = frame.output;
  return { kind: "trade", trade: { symbol: s, price: p, size: Number(q), tradeId: t, timeMs: T } };
}

function tickerEvent(data: unknown): VenueEvent {
  const frame = v.safeParse(tickerFrame, data);
  if (!frame.success) return { kind: "bad", reason: "ticker_fields" };
  const { s, c, E, L } = frame.output;
  return { kind: "heartbeat", symbol: s, timeMs: E, lastPrice: c, lastTradeId: L > 0 ? L : undefined };
}

function otherEvent(value: unknown, data: unknown): VenueEvent {
  const error = v.safeParse(
    v.union([
      errorFrame,
      v.pipe(
        nestedError,
        v.transform(({ error }) => error),
      ),
    ]),
    value,
  );
  if (error.success) return { kind: "error", symbol: undefined, reason: error.output.msg };
  // An answer to a request, or a kind that appeared later.
  const isKnown = field(value, "result") !== undefined || typeof field(data, "e") === "string";
  return isKnown ? { kind: "ignored" } : { kind: "bad", reason: "no_event" };
}

function candlesPath({ symbol, resolution, fromSeconds, toSeconds }: CandleRange): string {
  const query = new URLSearchParams({
    symbol: halvesOf(symbol).join(""),
    interval: INTERVALS[resolution] ?? "1m",
    startTime: String(fromSeconds * 1000),
    endTime: String(toSeconds * 1000),
    limit: "1000",
  });
  return `/api/v3/klines?${query}`;
}
