/** What each venue's file makes of odd frames and numbers; recorded frames where they are at hand. */

import * as v from "valibot";
import { describe, expect, it } from "vitest";
import {
  type OwnStream,
  OwnStreamSchema,
} from "../../../../companion/prices/settings/own-stream-settings.ts";
import { PriceSettingsSchema } from "../../../../companion/prices/settings/price-settings.ts";
import { venuesOf } from "../../../../companion/prices/symbols/venue-order.ts";
import { coincap } from "../../../../companion/prices/venues/coincap.ts";
import { plainDecimal } from "../../../../companion/prices/venues/frame-fields.ts";
import { ownStream } from "../../../../companion/prices/venues/own-stream.ts";
import { recordedLines } from "../played/trades.ts";

describe("a decimal", () => {
  it.each([
    ["83744.30", "83744.30"],
    ["1e-12", "0.000000000001"],
    ["1e12", "1000000000000"],
    ["1.5E+3", "1500"],
    ["0.00000123", "0.00000123"],
    ["007", "7"],
    ["6929.8217756835584756", "6929.8217756835584756"],
    [`0.${"1".repeat(40)}`, `0.${"1".repeat(18)}`],
  ])("%s is %s", (text, decimal) => {
    expect(plainDecimal(text)).toBe(decimal);
  });

  it.each([
    "",
    "-1",
    "NaN",
    "Infinity",
    "0",
    "0.0",
    "1e-40",
    "1e99",
    "1".repeat(40),
    "1.2.3",
    "1e",
    "e5",
    "0x10",
  ])("%j is none", (text) => {
    expect(plainDecimal(text)).toBeUndefined();
  });
});

describe("any frame at all", () => {
  const FRAMES = [
    "",
    "null",
    "[]",
    "{}",
    "0",
    '"x"',
    "{",
    '{"e":"trade"}',
    '{"data":[{}]}',
    '{"channel":"trade"}',
  ];
  it.each(venuesOf({ venues: { coincap: { key: "k" } } }).map((venue) => [venue.name, venue] as const))(
    "hurts %s not",
    (_name, venue) => {
      for (const frame of FRAMES) {
        const kinds = venue.parse(frame).map(({ kind }) => kind);
        expect(kinds.includes("trade"), frame).toBe(false);
      }
      expect(venue.parseSymbols("{")).toBeDefined();
    },
  );
});

describe("CoinCap", () => {
  it("is asked with its key, and says when that is a wrong one", () => {
    expect(coincap(undefined).trades("BTC-USD")).toBe(false);
    const venue = coincap("secret");
    expect(venue.trades("BTC-USD")).toBe(true);
    expect(venue.parse("Unauthorized: no key")).toEqual([{ kind: "unauthorized" }]);
    const [event] = venue.parse('{"bitcoin":"6929.8217756835584756"}');
    expect(event).toMatchObject({
      kind: "trade",
      trade: { symbol: "BTC-USD", price: "6929.8217756835584756" },
    });
  });
});

describe("the settings", () => {
  const own = { name: "mine", url: "wss://x/y", symbols: { "BTC-USD": "btc" }, price: "p" };
  it.each([
    [{ order: ["kraken", "kraken"] }, /names kraken twice/],
    [{ order: ["mtgox"] }, /known ones are/],
    [{ streams: [{ ...own, name: "kraken" }] }, /name of another venue/],
    [{ streams: [own, own] }, /name of another venue/],
    [{ streams: [{ ...own, price: "a..b" }] }, /must be a path/],
    [{ streams: [{ ...own, symbols: { btc: "x" } }] }, /must name the symbols/],
    [{ venues: { coincap: { key: "two words" } } }, /one word/],
  ])("%j are refused in a sentence", (settings, sentence) => {
    const { issues = [] } = v.safeParse(PriceSettingsSchema, settings);
    expect(issues[0]?.message).toMatch(sentence);
  });

  it("say when nothing fits a stream's paths", () => {
    const stream: OwnStream = v.parse(OwnStreamSchema, { ...own, price: "data.0.p", time: "data.0.t" });
    const venue = ownStream(stream);
    expect(venue.parse('{"x":1}')).toEqual([{ kind: "bad", reason: "no_match" }]);
    expect(venue.parse('{"data":[{"p":1e-7,"t":1700000000}]}')).toMatchObject([
      { kind: "trade", trade: { price: "0.0000001", timeMs: 1_700_000_000_000 } },
    ]);
  });
});

describe("recorded frames, where they are at hand", () => {
  it.for([
    ["okx", "okx-tickers-trades-20220513.cryptofeed.txt", 74],
    ["bitstamp", "bitstamp-livetrades-20220105.cryptofeed.txt", 10],
    ["coinbase", "coinbase-exchange-ticker-matches-20210417.cryptofeed.txt", 214],
  ] as const)("of %s are read", ([name, file, trades], { skip }) => {
    const lines = recordedLines(file);
    const venue = venuesOf().find((one) => one.name === name);
    if (!lines || !venue) return skip();
    const frames = lines.filter((line) => /^\d/.test(line)).map((line) => line.slice(line.indexOf(": ") + 2));
    const events = frames.flatMap((frame) => venue.parse(frame));
    // Of OKX also futures are recorded, whose names are no symbols of ours.
    const read = events.filter(({ kind }) => kind === "trade").length;
    if (name === "okx") expect(read).toBeGreaterThan(0);
    else expect(read).toBe(trades);
    if (name !== "okx") expect(events.filter(({ kind }) => kind === "bad")).toEqual([]);
  });
});
