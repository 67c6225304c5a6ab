/**
 * OKX, version 5, spot: `trades` and `tickers` of the public stream, and the candles of its REST interface.
 * https://www.okx.com/docs-v5/en/#order-book-trading-market-data
 */

import * as v from "valibot";
import type { Bar } from "../../../shared/protocol/price.ts";
import { webFeed } from "../web/web-feed.ts";
import { webTexts } from "../web/web-texts.ts";
import { jsonOf, noCandles } from "./candle-rows.ts";
import { candlesIn, decimal, field, symbolsIn, symbolText, tradeNumber } from "./frame-fields.ts";
import type { CandleRange, Venue, VenueEvent } from "./venue.ts";

const LABEL = "OKX";
/** A day's candles begin at midnight UTC only where that is said: else in Hong Kong. */
const BARS: Readonly<Record<number, string>> = {
  1: "1s",
  60: "1m",
  300: "5m",
  900: "15m",
  3600: "1H",
  14400: "4H",
  86400: "1Dutc",
};
const SERVICE_UPGRADE = "64008";

const millis = v.pipe(v.string(), v.regex(/^\d{10,16}$/), v.transform(Number));
const tradeRow = v.object({
  instId: symbolText,
  tradeId: tradeNumber,
  px: decimal,
  sz: decimal,
  ts: millis,
  count: v.optional(tradeNumber),
});
const tickerRow = v.object({ instId: symbolText, last: decimal, ts: millis });
const told = v.object({
  event: v.string(),
  code: v.optional(v.string(), ""),
  msg: v.optional(v.string(), ""),
});

export const okx: Venue = {
  name: "okx",
  label: LABEL,
  isSimulated: false,
  trades: (symbol) => symbol.includes("-"),
  connect: (address = "wss://ws.okx.com:8443/ws/v5/public") => webFeed(address),
  subscribe: (symbols) => [request("subscribe", symbols)],
  unsubscribe: (symbols) => [request("unsubscribe", symbols)],
  // 480 requests an hour are allowed: a reconnection asks for each symbol once.
  framePace: { atOnce: 20, pauseMs: 100 },
  // It hangs up after 30 s in which neither side says anything.
  keepAlive: { text: "ping", everyMs: 5_000 },
  parse,
  // The ticker comes with every change, and nothing where there is none.
  staleAfterMs: 60_000,
  // 74 of 74 recorded; several at once are counted.
  hasContiguousIds: true,
  texts: (address = "https://www.okx.com") => webTexts(address),
  restPauseMs: 150,
  candleResolutions: [1, 60, 300, 900, 3600, 14_400, 86_400],
  maxCandles: 300,
  candlesPath,
  parseCandles,
  symbolsPath: "/api/v5/public/instruments?instType=SPOT",
  parseSymbols: (text) =>
    symbolsIn(
      text,
      (body) => field(body, "data"),
      (item) => (field(item, "state") === "live" ? String(field(item, "instId")) : undefined),
    ),
};

function request(op: string, symbols: readonly string[]): string {
  const args = symbols.flatMap((instId) => [
    { channel: "trades", instId },
    { channel: "tickers", instId },
  ]);
  return JSON.stringify({ op, args });
}

function parse(text: string): readonly VenueEvent[] {
  if (text === "pong") return [{ kind: "heartbeat", symbol: undefined, timeMs: undefined }];
  const value = jsonOf(text);
  if (value === undefined) return [{ kind: "bad", reason: "not_json" }];
  const rows = field(value, "data");
  if (!Array.isArray(rows)) return [toldEvent(value)];
  switch (field(field(value, "arg"), "channel")) {
    case "trades":
      return rows.map(tradeEvent);
    case "tickers":
      return rows.map(tickerEvent);
    default:
      return [{ kind: "ignored" }];
  }
}

function tradeEvent(row: unknown): VenueEvent {
  const fields = v.safeParse(tradeRow, row);
  if (!fields.success) return { kind: "bad", reason: "trade_fields" };
  const { instId, tradeId, px, sz, ts, count } = fields.output;
  const trade = { symbol: instId, price: px, size: Number(sz), tradeId, timeMs: ts };
  return { kind: "trade", trade: count === undefined ? trade : { ...trade, count: Math.max(1, count) } };
}

function tickerEvent(row: unknown): VenueEvent {
  const fields = v.safeParse(tickerRow, row);
  if (!fields.success) return { kind: "bad", reason: "ticker_fields" };
  const { instId, last, ts } = fields.output;
  return { kind: "heartbeat", symbol: instId, timeMs: ts, lastPrice: last };
}

function toldEvent(value: unknown): VenueEvent {
  const frame = v.safeParse(told, value);
  if (!frame.success) return { kind: "bad", reason: "no_event" };
  const { event, code, msg } = frame.output;
  if (event === "notice") return { kind: code === SERVICE_UPGRADE ? "reconnect" : "ignored" };
  if (event !== "error") return { kind: "ignored" };
  const named = /instId:([A-Z0-9]{1,16}-[A-Z0-9]{1,16})\b/.exec(msg)?.[1];
  return { kind: "error", symbol: named, reason: msg === "" ? `code ${code}` : msg };
}

function candlesPath({ symbol, resolution, fromSeconds, toSeconds }: CandleRange): string {
  const query = new URLSearchParams({
    instId: symbol,
    bar: BARS[resolution] ?? "1m",
    // Of what is older than `after` and newer than `before`.
    after: String(toSeconds * 1000 + 1),
    before: String(fromSeconds * 1000 - 1),
    limit: "300",
  });
  return `/api/v5/market/history-candles?${query}`;
}

/** An error comes with HTTP 200 and a code. */
function parseCandles(text: string): readonly Bar[] {
  const body = jsonOf(text);
  if (field(body, "code") !== "0") throw noCandles(LABEL, text);
  return candlesIn(
    text,
    LABEL,
    (reply) => field(reply, "data"),
    (item) =>
      Array.isArray(item)
        ? [
            Number(item[0]) / 1000,
            Number(item[1]),
            Number(item[2]),
            Number(item[3]),
            Number(item[4]),
            Number(item[5]),
          ]
        : undefined,
  );
}
