/** Coinbase's words: what each documented frame means, and that no frame at all can hurt. */

import { describe, expect, it } from "vitest";
import { MarketError } from "../../../../companion/prices/market-error.ts";
import { withinRange } from "../../../../companion/prices/venues/candle-rows.ts";
import { coinbase } from "../../../../companion/prices/venues/coinbase.ts";
import { utcSeconds } from "../../../../shared/protocol/price.ts";
import { match } from "../fake-exchange.ts";

const timeMs = Date.UTC(2026, 4, 6, 7, 8, 9, 123);
const parseText = (text: string) => {
  const events = coinbase.parse(text);
  expect(events).toHaveLength(1);
  return events[0];
};
const parse = (frame: unknown) => parseText(JSON.stringify(frame));

describe("a frame", () => {
  it.each(["match", "last_match"])("of type %s is a trade in the venue's own digits", (type) => {
    expect(parse(match(17, "64000.10", timeMs, { type, size: "0.00250000" }))).toEqual({
      kind: "trade",
      trade: { symbol: "BTC-USD", price: "64000.10", size: 0.0025, tradeId: 17, timeMs },
    });
  });

  it("of type ticker is the same trade, told a second time", () => {
    const frame = {
      type: "ticker",
      sequence: 5,
      product_id: "BTC-USD",
      price: "64000.10",
      best_bid: "64000.09",
      best_ask: "64000.11",
      side: "buy",
      time: "2026-05-06T07:08:09.123456Z",
      trade_id: 17,
      last_size: "0.0025",
    };
    expect(parse(frame)).toEqual({
      kind: "trade",
      trade: { symbol: "BTC-USD", price: "64000.10", size: 0.0025, tradeId: 17, timeMs },
    });
    const { trade_id: _id, last_size: _size, ...bare } = frame;
    expect(parse(bare)).toMatchObject({ kind: "trade", trade: { tradeId: undefined, size: 0 } });
  });

  it("of type heartbeat names its symbol and the exchange's time", () => {
    const frame = { type: "heartbeat", sequence: 90, last_trade_id: 20, product_id: "BTC-USD" };
    expect(parse({ ...frame, time: "2026-05-06T07:08:09.123456Z" })).toEqual({
      kind: "heartbeat",
      symbol: "BTC-USD",
      timeMs,
      lastTradeId: 20,
    });
  });

  it("of type error leads to the symbol its reason names", () => {
    const frame = { type: "error", message: "Failed to subscribe" };
    expect(parse({ ...frame, reason: "QQQ-USD is not a valid product" })).toEqual({
      kind: "error",
      symbol: "QQQ-USD",
      reason: "QQQ-USD is not a valid product",
    });
    expect(parse(frame)).toEqual({ kind: "error", symbol: undefined, reason: "Failed to subscribe" });
  });

  it.each([{ type: "subscriptions", channels: [] }, { type: "a_kind_of_next_year" }])(
    "of no interest is ignored: %j",
    (frame) => {
      expect(parse(frame)).toEqual({ kind: "ignored" });
    },
  );

  it.each([
    ["", "not_json"],
    ["<html><body>502 Bad Gateway</body></html>", "not_json"],
    ["Unauthorized", "not_json"],
    ["null", "no_type"],
    ["[1,2]", "no_type"],
    ['{"price":"1"}', "no_type"],
    ['{"type":7}', "no_type"],
    ["[".repeat(100_000), "not_json"],
  ])("that is none is bad: %.20j", (text, reason) => {
    expect(parseText(text)).toEqual({ kind: "bad", reason });
  });

  it.each([
    ["a price that is a number", { price: 64000.1 }],
    ["a negative price", { price: "-1.5" }],
    ["a price of zero", { price: "0.00" }],
    ["no price", { price: undefined }],
    ["NaN for a price", { price: "NaN" }],
    ["an endless price", { price: `1${"0".repeat(400)}` }],
    ["a negative size", { size: "-3" }],
    ["a malformed symbol", { product_id: "BTC/USD" }],
    ["a trade id beyond what a number holds", { trade_id: 2 ** 60 }],
    ["a fractional trade id", { trade_id: 1.5 }],
  ])("with %s is bad", (_what, change) => {
    expect(parse({ ...match(1, "1", timeMs), ...change })).toEqual({ kind: "bad", reason: "match_fields" });
  });

  it.each(["", "yesterday", "1", "2026-13-45T99:99:99Z", "2026-05-06 07:08:09", "1770000000"])(
    "with the time %j is bad",
    (time) => {
      expect(parse({ ...match(1, "1", timeMs), time })).toEqual({ kind: "bad", reason: "time_form" });
    },
  );
});

describe("a request", () => {
  it("subscribes trades, tickers and heartbeats", () => {
    expect(JSON.parse(coinbase.subscribe(["BTC-USD"])[0] ?? "")).toEqual({
      type: "subscribe",
      product_ids: ["BTC-USD"],
      channels: ["ticker", "matches", "heartbeat"],
    });
  });

  it("for candles names granularity, start and end", () => {
    const range = {
      symbol: "BTC-USD",
      resolution: 60,
      fromSeconds: utcSeconds(0),
      toSeconds: utcSeconds(600),
    } as const;
    expect(coinbase.candlesPath(range)).toBe(
      "/products/BTC-USD/candles?granularity=60&start=1970-01-01T00%3A00%3A00.000Z&end=1970-01-01T00%3A10%3A00.000Z",
    );
  });
});

describe("candles", () => {
  it("come newest first with low before high before open, and leave in order", () => {
    const rows = [
      [1_770_000_120, 9, 12, 10, 11, 5],
      [1_770_000_060, 8, 11, 9, 10, 4],
    ];
    expect(coinbase.parseCandles(JSON.stringify(rows))).toEqual([
      [1_770_000_060, 9, 11, 8, 10, 4],
      [1_770_000_120, 10, 12, 9, 11, 5],
    ]);
  });

  it("that cannot be true are left out one by one", () => {
    const rows = [
      [1_770_000_060, 8, 11, 9, 10, 4],
      [1_770_000_120, 12, 9, 10, 11, 5],
      [1_770_000_180, -1, 9, 2, 3, 5],
      [1_770_000_240, "9", 12, 10, 11, 5],
      [1_770_000_300_000, 9, 12, 10, 11, 5],
      [1, 9, 12, 10, 11, 5],
      [1_770_000_360, 9, 12, 10, 11],
      null,
      [1_770_000_060, 8, 11, 9, 10, 4],
    ];
    expect(coinbase.parseCandles(JSON.stringify(rows))).toEqual([[1_770_000_060, 9, 11, 8, 10, 4]]);
  });

  it.each(["<html>", '{"message":"NotFound"}', "null", ""])(
    "in a reply like %j are a typed error",
    (text) => {
      expect(() => coinbase.parseCandles(text)).toThrow(MarketError);
    },
  );

  it("outside the range asked for, or off the grid, are dropped", () => {
    const bars = coinbase.parseCandles(
      JSON.stringify([60, 120, 150, 180, 240].map((at) => [1_770_000_000 + at, 1, 1, 1, 1, 1])),
    );
    const kept = withinRange(bars, {
      symbol: "BTC-USD",
      resolution: 60,
      fromSeconds: utcSeconds(1_770_000_120),
      toSeconds: utcSeconds(1_770_000_180),
    });
    expect(kept.map(([time]) => time - 1_770_000_000)).toEqual([120, 180]);
  });
});
