/** The search for symbols: what fits best comes first, lists are asked for seldom, and no venue keeps another's back. */

import { describe, expect, it } from "vitest";
import {
  SEARCH_PATIENCE_MS,
  SYMBOLS_LAST_MS,
  SYMBOLS_RETRY_MS,
} from "../../../../companion/prices/limits.ts";
import { type ListedVenue, SymbolSearch } from "../../../../companion/prices/symbols/symbol-search.ts";
import { binance } from "../../../../companion/prices/venues/binance.ts";
import { bitstamp } from "../../../../companion/prices/venues/bitstamp.ts";
import { coinbase } from "../../../../companion/prices/venues/coinbase.ts";
import type { Venue } from "../../../../companion/prices/venues/venue.ts";
import { untilHolds } from "../../../support/until-holds.ts";
import { manualClock } from "../manual-clock.ts";

const COINBASE = ["ETH-USD", "BTC-USD", "BTC-EUR", "WBTC-USD", "SOL-USD", "BTCX-USD"];
const LISTS: Readonly<Record<string, string>> = {
  coinbase: JSON.stringify([
    ...COINBASE.map((id) => ({ id, trading_disabled: false })),
    { id: "OLD-USD", trading_disabled: true },
    { id: "not a symbol" },
    null,
  ]),
  binance: JSON.stringify([
    { symbol: "BTCUSDT", price: "1" },
    { symbol: "ETHBTC", price: "1" },
    { symbol: 5 },
  ]),
  bitstamp: JSON.stringify([{ name: "BTC/USD" }, { name: "ETH/EUR" }]),
};

function setUp(
  answer: (name: string, signal: AbortSignal) => Promise<string> = (name) =>
    Promise.resolve(LISTS[name] ?? "[]"),
) {
  const clock = manualClock(Date.UTC(2026, 0, 5));
  const asked: string[] = [];
  const listed = (venue: Venue): ListedVenue => ({
    venue,
    candles: {
      text: (_path, signal) => {
        asked.push(venue.name);
        return answer(venue.name, signal);
      },
    },
  });
  const search = new SymbolSearch([coinbase, binance, bitstamp].map(listed), clock, () => undefined);
  const found = async (query: string, only?: string) =>
    (await search.find(query, only)).symbols.map(({ symbol }) => symbol);
  return { clock, asked, search, found };
}

describe("a search for symbols", () => {
  it("puts the symbol itself first, then the coin in dollars, then what begins so or holds it", async () => {
    const { found } = setUp();
    expect(await found("btc")).toEqual(["BTC-USD", "BTC-EUR", "BTC-USDT", "BTCX-USD", "ETH-BTC", "WBTC-USD"]);
    expect((await found("BTC-EUR"))[0]).toBe("BTC-EUR");
    expect(await found("zzz")).toEqual([]);
    expect(await found("  eth-usd ")).toEqual(["ETH-USD"]);
  });

  it("knows coins by their names, and says how what was typed is written", async () => {
    const { search } = setUp();
    expect(await search.find("bitcoin", undefined)).toMatchObject({ completed: "BTC-USD" });
    expect(await search.find("sol", undefined)).toMatchObject({ completed: "SOL-USD" });
    expect(await search.find("BTC-USD", undefined)).not.toHaveProperty("completed");
    expect(await search.find("zzz", undefined)).not.toHaveProperty("completed");
  });

  it("names a symbol's venues in their order, and leaves out what is not traded any more", async () => {
    const { search, found } = setUp();
    const { symbols } = await search.find("btc-usd", undefined);
    expect(symbols[0]).toEqual({ symbol: "BTC-USD", venues: ["coinbase", "bitstamp"] });
    expect(await found("old")).toEqual([]);
    expect(await found("btc", "binance")).toEqual(["BTC-USDT", "ETH-BTC"]);
  });

  it("asks for each list once in hours, and again soon where there was none", async () => {
    let isDown = true;
    const { asked, found, clock } = setUp((name) =>
      isDown && name === "binance" ? Promise.reject(new Error("down")) : Promise.resolve(LISTS[name] ?? "[]"),
    );
    await Promise.all([found("btc"), found("eth")]);
    expect(asked).toEqual(["coinbase", "binance", "bitstamp"]);
    isDown = false;
    clock.advance(SYMBOLS_RETRY_MS - 1);
    expect(await found("usdt")).toEqual([]);
    clock.advance(1);
    expect(await found("usdt")).toEqual(["BTC-USDT"]);
    expect(asked).toHaveLength(4);
    clock.advance(SYMBOLS_LAST_MS);
    await found("btc");
    expect(asked).toHaveLength(7);
  });

  it("names the venues without a list: of an error, of a page, and of one that lets us wait", async () => {
    const waits = Promise.withResolvers<string>();
    const { search, clock, found } = setUp((name) => {
      if (name === "coinbase") return Promise.resolve("<html>Sign in</html>");
      return name === "binance" ? waits.promise : Promise.resolve(LISTS[name] ?? "[]");
    });
    const first = search.find("btc", undefined);
    await new Promise((resolve) => setImmediate(resolve));
    clock.advance(SEARCH_PATIENCE_MS);
    const { symbols, unavailable } = await first;
    expect(symbols).toEqual([{ symbol: "BTC-USD", venues: ["bitstamp"] }]);
    expect(unavailable.map(({ venue }) => venue)).toEqual(["coinbase", "binance"]);
    expect(unavailable[1]?.message).toBe("Binance did not say which symbols it trades.");
    waits.resolve(LISTS.binance ?? "");
    await untilHolds(async () => expect(await found("btc", "binance")).toEqual(["BTC-USDT", "ETH-BTC"]));
    expect(clock.pending()).toBe(0);
  });

  it("ends what it has asked for with its market", async () => {
    const signals: AbortSignal[] = [];
    const { search } = setUp((_name, signal) => {
      signals.push(signal);
      return new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    });
    const search_ = search.find("btc", undefined);
    await untilHolds(() => expect(signals).toHaveLength(3));
    search.close();
    expect((await search_).unavailable).toHaveLength(3);
  });
});
