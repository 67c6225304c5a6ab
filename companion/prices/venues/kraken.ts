/**
 * Kraken, version 2 of its WebSocket: `trade`, `ticker`, the status and heartbeats; and the OHLC of its REST interface.
 * https://docs.kraken.com/api/docs/websocket-v2/trade
 */

import * as v from "valibot";
import type { Bar } from "../../../shared/protocol/price.ts";
import { webFeed } from "../web/web-feed.ts";
import { webTexts } from "../web/web-texts.ts";
import { jsonOf, noCandles } from "./candle-rows.ts";
import {
  candlesIn,
  exactDecimal,
  exactJsonOf,
  field,
  halvesOf,
  isoMs,
  symbolsIn,
  tradeNumber,
} from "./frame-fields.ts";
import type { CandleRange, ToldTrade, Venue, VenueEvent } from "./venue.ts";

const LABEL = "Kraken";
const PING_MS = 30_000;
/** The REST interface still says these two the old way. */
const OLD_NAMES: Readonly<Record<string, string>> = { XBT: "BTC", XDG: "DOGE" };

const slashed = v.pipe(
  v.string(),
  v.regex(/^[A-Z0-9]{1,16}\/[A-Z0-9]{1,16}$/),
  v.transform((name) => name.replace("/", "-")),
);
// Numbers come as the texts they were written in: see `exactJsonOf`.
const tradeRow = v.object({
  symbol: slashed,
  price: exactDecimal,
  qty: exactDecimal,
  trade_id: tradeNumber,
  timestamp: v.string(),
});
const tickerRow = v.object({ symbol: slashed, last: exactDecimal, timestamp: v.optional(v.string()) });
const refusal = v.object({ error: v.string(), success: v.literal(false), symbol: v.optional(slashed) });
const answer = v.object({ time_out: v.string() });
const statusRow = v.object({ system: v.string() });

export const kraken: Venue = {
  name: "kraken",
  label: LABEL,
  isSimulated: false,
  // Which pairs there are, its stream says.
  trades: (symbol) => symbol.includes("-"),
  connect: (address = "wss://ws.kraken.com/v2") => webFeed(address),
  subscribe: (symbols) => requests("subscribe", symbols),
  unsubscribe: (symbols) => requests("unsubscribe", symbols),
  framePace: { atOnce: 20, pauseMs: 50 },
  keepAlive: { text: '{"method":"ping"}', everyMs: PING_MS },
  parse,
  // Its beats are of the connection alone; a symbol that says nothing for longer is told as quiet.
  staleAfterMs: 60_000,
  hasContiguousIds: true,
  texts: (address = "https://api.kraken.com") => webTexts(address),
  // About one public request a second is allowed.
  restPauseMs: 1_100,
  candleResolutions: [60, 300, 900, 3600, 14_400, 86_400],
  maxCandles: 720,
  // Older candles are not to be had, whatever is asked.
  reachBars: 720,
  candlesPath,
  parseCandles,
  symbolsPath: "/0/public/AssetPairs",
  parseSymbols: (text) =>
    symbolsIn(
      text,
      (body) => Object.values(field(body, "result") ?? {}),
      (item) => symbolOfPair(field(item, "wsname")),
    ),
};

/** One answer per symbol comes to each. */
function requests(method: string, symbols: readonly string[]): readonly string[] {
  const symbol = symbols.map((name) => name.replace("-", "/"));
  // Only subscriptions take a snapshot: the last 50 trades.
  const wants = method === "subscribe" ? { snapshot: true } : {};
  return [
    JSON.stringify({ method, params: { channel: "trade", symbol, ...wants } }),
    JSON.stringify({
      method,
      params: { channel: "ticker", symbol, event_trigger: "trades", ...wants },
    }),
  ];
}

function parse(text: string): readonly VenueEvent[] {
  const value = exactJsonOf(text);
  if (value === undefined) return [{ kind: "bad", reason: "not_json" }];
  const rows = field(value, "data");
  switch (field(value, "channel")) {
    case "trade":
      return Array.isArray(rows) ? rows.map(tradeEvent) : [{ kind: "bad", reason: "trade_fields" }];
    case "ticker":
      return Array.isArray(rows) ? rows.map(tickerEvent) : [{ kind: "bad", reason: "ticker_fields" }];
    case "heartbeat":
      return [{ kind: "heartbeat", symbol: undefined, timeMs: undefined }];
    case "status":
      return [statusEvent(rows)];
    default:
      return [answerEvent(value)];
  }
}

function tradeEvent(row: unknown): VenueEvent {
  const fields = v.safeParse(tradeRow, row);
  if (!fields.success) return { kind: "bad", reason: "trade_fields" };
  const { symbol, price, qty, trade_id, timestamp } = fields.output;
  const timeMs = isoMs(timestamp);
  if (timeMs === undefined) return { kind: "bad", reason: "time_form" };
  const trade: ToldTrade = { symbol, price, size: Number(qty), tradeId: trade_id, timeMs };
  return { kind: "trade", trade };
}

function tickerEvent(row: unknown): VenueEvent {
  const fields = v.safeParse(tickerRow, row);
  if (!fields.success) return { kind: "bad", reason: "ticker_fields" };
  const { symbol, last } = fields.output;
  // Its time is the last trade's: as old as that, it says nothing of the clock.
  return { kind: "heartbeat", symbol, timeMs: undefined, lastPrice: last };
}

function statusEvent(rows: unknown): VenueEvent {
  const fields = v.safeParse(statusRow, Array.isArray(rows) ? rows[0] : undefined);
  if (!fields.success) return { kind: "bad", reason: "status_fields" };
  return { kind: fields.output.system === "maintenance" ? "maintenance" : "ignored" };
}

function answerEvent(value: unknown): VenueEvent {
  const refused = v.safeParse(refusal, value);
  if (refused.success) {
    const { error, symbol } = refused.output;
    return {
      kind: "error",
      symbol: symbol ?? /[A-Z0-9]{1,16}\/[A-Z0-9]{1,16}/.exec(error)?.[0]?.replace("/", "-"),
      reason: error,
    };
  }
  const told = v.safeParse(answer, value);
  if (told.success) return { kind: "heartbeat", symbol: undefined, timeMs: isoMs(told.output.time_out) };
  return field(value, "channel") === undefined && field(value, "method") === undefined
    ? { kind: "bad", reason: "no_channel" }
    : { kind: "ignored" };
}

function candlesPath({ symbol, resolution, fromSeconds }: CandleRange): string {
  const query = new URLSearchParams({
    pair: halvesOf(symbol).join("/"),
    interval: String(resolution / 60),
    // Of what is later than that.
    since: String(fromSeconds - 1),
  });
  return `/0/public/OHLC?${query}`;
}

/** An error comes with HTTP 200. The list is named for the pair, in whatever spelling. */
function parseCandles(text: string): readonly Bar[] {
  const body = jsonOf(text);
  const errors = field(body, "error");
  if (Array.isArray(errors) && errors.length > 0) throw noCandles(LABEL, text);
  return candlesIn(
    text,
    LABEL,
    (reply) => Object.values(field(reply, "result") ?? {}).find(Array.isArray),
    (item) =>
      Array.isArray(item)
        ? [
            Number(item[0]),
            Number(item[1]),
            Number(item[2]),
            Number(item[3]),
            Number(item[4]),
            Number(item[6]),
          ]
        : undefined,
  );
}

function symbolOfPair(name: unknown): string | undefined {
  if (typeof name !== "string") return undefined;
  return name
    .split("/")
    .map((coin) => OLD_NAMES[coin] ?? coin)
    .join("-");
}
