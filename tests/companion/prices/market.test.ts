/** The market as a whole: real sockets, a real database, the exchange played by a server of our own. */

import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Clock, systemClock } from "../../../companion/prices/clock.ts";
import { JOIN_PATIENCE_MS, LINGER_MS } from "../../../companion/prices/limits.ts";
import { Market } from "../../../companion/prices/market.ts";
import { barStart } from "../../../shared/protocol/price.ts";
import { untilHolds } from "../../support/until-holds.ts";
import { type FakeExchange, match, startFakeExchange } from "./fake-exchange.ts";
import { ears, HOLDER } from "./one-market.ts";

// Real timers under a wall clock of our own: 20 s into a minute, so that no test crosses its end.
const startedMs = performance.now();
const minute = barStart(Date.UTC(2026, 0, 5, 10, 0, 0), 60);
const testClock: Clock = {
  ...systemClock,
  wallMs: () => minute * 1000 + 20_000 + performance.now() - startedMs,
};

let database: DatabaseSync;
const cleanups: (() => unknown)[] = [];
beforeEach(() => {
  database = new DatabaseSync(":memory:");
});
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  database.close();
});

async function exchangeOf(options?: Parameters<typeof startFakeExchange>[0]): Promise<FakeExchange> {
  const exchange = await startFakeExchange(options);
  cleanups.push(() => exchange.close());
  return exchange;
}
function marketOn(exchange: { url: string; restUrl: string }, clock: Clock = testClock): Market {
  const { url, restUrl } = exchange;
  const market = new Market({
    database,
    settings: { order: ["coinbase"], venues: { coinbase: { url, restUrl } } },
    log: () => undefined,
    clock,
  });
  cleanups.push(() => market.close());
  return market;
}
const subscribed = (exchange: FakeExchange) =>
  untilHolds(() => expect(exchange.received.some(({ type }) => type === "subscribe")).toBe(true));

describe("listening", () => {
  it("answers with the venue's candles, then tells ticks with the bar they belong to", async () => {
    const candles = `[[${minute},90,110,95,105,10],[${minute - 60},80,100,85,95,9]]`;
    const exchange = await exchangeOf({
      candles: (url, response) =>
        response.end(Number(Date.parse(url.searchParams.get("end") ?? "")) / 1000 >= minute ? candles : "[]"),
    });
    const heard = ears();
    const { history } = await marketOn(exchange).listen("BTC-USD", 60, heard, HOLDER);
    expect(history).toMatchObject({
      symbol: "BTC-USD",
      venue: "coinbase",
      venueLabel: "Coinbase Exchange",
      simulated: false,
      resolutionSeconds: 60,
    });
    expect(history.bars[0]).toEqual([minute - 60, 85, 100, 80, 95, 9]);
    expect(history.bars.at(-1)?.[0]).toBe(minute);
    expect(heard.statuses.map(({ state }) => state)).toEqual(["connecting"]);
    await subscribed(exchange);
    exchange.send(match(1, "120.50", minute * 1000 + 100));
    await untilHolds(() => expect(heard.ticks).toHaveLength(1));
    expect(heard.ticks[0]).toEqual({
      price: "120.50",
      time: minute * 1000 + 100,
      venue: "coinbase",
      bar: [minute, 95, 120.5, 90, 120.5, 10],
    });
    expect(heard.statuses.at(-1)?.state).toBe("live");
  });

  it("tells the others what one listener fails at", async () => {
    const exchange = await exchangeOf();
    const market = marketOn(exchange);
    const fails = (): never => {
      throw new Error("Nothing is taken.");
    };
    await market.listen("BTC-USD", 60, { ...ears(), tick: fails }, HOLDER);
    const heard = ears();
    await market.listen("BTC-USD", 60, heard, HOLDER);
    await subscribed(exchange);
    exchange.send(match(1, "10", minute * 1000));
    exchange.send(match(2, "11", minute * 1000 + 1));
    await untilHolds(() => expect(heard.ticks.map(({ price }) => price)).toEqual(["10", "11"]));
    expect(heard.statuses.at(-1)?.state).toBe("live");
  });

  it("counts a trade told as match and as ticker, and again after a reconnect, only once", async () => {
    const exchange = await exchangeOf();
    const heard = ears();
    await marketOn(exchange).listen("BTC-USD", 60, heard, HOLDER);
    await subscribed(exchange);
    exchange.send(match(1, "10", minute * 1000));
    const ticker = { type: "ticker", product_id: "BTC-USD", trade_id: 1, price: "10", last_size: "0.5" };
    exchange.send({ ...ticker, time: new Date(minute * 1000).toISOString() });
    exchange.send(match(1, "10", minute * 1000, { type: "last_match" }));
    exchange.send(match(2, "11", minute * 1000 + 1));
    await untilHolds(() => expect(heard.ticks.at(-1)?.price).toBe("11"));
    expect(heard.ticks).toHaveLength(2);
    expect(heard.ticks.at(-1)?.bar?.[5]).toBe(1);
  });

  it("tells a late trade as an amended bar, never as the last price", async () => {
    const exchange = await exchangeOf();
    const heard = ears();
    await marketOn(exchange).listen("BTC-USD", 1, heard, HOLDER);
    await subscribed(exchange);
    exchange.send(match(5, "10", minute * 1000 + 5000));
    exchange.send(match(6, "11", minute * 1000 + 6000));
    exchange.send(match(4, "99", minute * 1000 + 5500));
    await untilHolds(() => expect(heard.barLists).toHaveLength(2));
    expect(heard.barLists[0]).toEqual([[minute + 5, 10, 10, 10, 10, 0.5]]);
    expect(heard.barLists[1]).toEqual([[minute + 5, 10, 99, 10, 99, 1]]);
    expect(heard.ticks.map(({ price }) => price)).not.toContain("99");
  });

  it("shares one connection, and gives a second listener the last price at once", async () => {
    const exchange = await exchangeOf();
    const market = marketOn(exchange);
    const [first, second] = [ears(), ears()];
    await market.listen("BTC-USD", 60, first, HOLDER);
    await subscribed(exchange);
    exchange.send(match(1, "10.50", minute * 1000));
    await untilHolds(() => expect(first.ticks).toHaveLength(1));
    const { history } = await market.listen("BTC-USD", 1, second, HOLDER);
    expect(second.ticks).toMatchObject([{ price: "10.50", bar: [minute, 10.5, 10.5, 10.5, 10.5, 0.5] }]);
    expect(second.statuses.map(({ state }) => state)).toEqual(["live"]);
    expect(history.bars).toEqual([[minute, 10.5, 10.5, 10.5, 10.5, 0.5]]);
    expect(exchange.connections()).toBe(1);
  });

  it("hangs up a few seconds after the last listener left, and not if one comes back", async () => {
    const exchange = await exchangeOf();
    const linger: (() => void)[] = [];
    const clock: Clock = {
      ...testClock,
      after(delayMs, run) {
        if (delayMs !== LINGER_MS) return systemClock.after(delayMs, run);
        linger.push(run);
        return () => linger.splice(linger.indexOf(run), 1);
      },
    };
    const market = marketOn(exchange, clock);
    const first = await market.listen("BTC-USD", 60, ears(), HOLDER);
    const second = await market.listen("BTC-USD", 60, ears(), HOLDER);
    await subscribed(exchange);
    first.leave();
    first.leave();
    expect(linger).toHaveLength(0);
    second.leave();
    expect(linger).toHaveLength(1);
    const third = await market.listen("BTC-USD", 60, ears(), HOLDER);
    expect(linger).toHaveLength(0);
    third.leave();
    linger[0]?.();
    await untilHolds(() => expect(exchange.open()).toBe(0));
  });

  it("is answered in time by a venue that never answers, and hears the candles when they come", async () => {
    let answer: (() => void) | undefined;
    const exchange = await exchangeOf({
      candles: (_url, response) => {
        answer ??= () => response.end(`[[${minute},90,110,95,105,10]]`);
      },
    });
    const heard = ears();
    const joinedMs = performance.now();
    const { history } = await marketOn(exchange).listen("BTC-USD", 60, heard, HOLDER);
    expect(performance.now() - joinedMs).toBeLessThan(JOIN_PATIENCE_MS + 1000);
    expect(history.bars).toEqual([]);
    answer?.();
    await untilHolds(() => expect(heard.barLists).toEqual([[[minute, 95, 110, 90, 105, 10]]]));
  });

  it("works without any internet: history from the database, no exception, no hanging", async () => {
    const exchange = await exchangeOf();
    const first = marketOn(exchange);
    const before = ears();
    await first.listen("BTC-USD", 1, before, HOLDER);
    await subscribed(exchange);
    exchange.send(match(1, "10", minute * 1000 - 5000));
    exchange.send(match(2, "11", minute * 1000 - 4000));
    await untilHolds(() => expect(before.ticks).toHaveLength(2));
    await first.close();
    await exchange.close();
    const heard = ears();
    const { history } = await marketOn(exchange).listen("BTC-USD", 1, heard, HOLDER);
    expect(history.bars.map(([time]) => time)).toEqual([minute - 5, minute - 4]);
    expect(heard.statuses.at(-1)?.state).toBe("connecting");
    expect(heard.ticks).toEqual([]);
  });

  it.each(["btc-usd", "BTC", "", "DEMO-"])("refuses the symbol %j with one sentence", async (symbol) => {
    const market = marketOn({ url: "ws://127.0.0.1:1", restUrl: "http://127.0.0.1:1" });
    await expect(market.listen(symbol, 60, ears(), HOLDER)).rejects.toMatchObject({
      code: "unknown_symbol",
      message: expect.stringMatching(/^A symbol is written like BTC-USD.*\.$/),
    });
  });

  it("ends with the market, even in the middle of a join", async () => {
    const exchange = await exchangeOf({ candles: () => undefined });
    const market = marketOn(exchange);
    const joining = market.listen("BTC-USD", 60, ears(), HOLDER);
    const refused = expect(joining).rejects.toMatchObject({ code: "closed" });
    await untilHolds(() => expect(exchange.asked).toHaveLength(1));
    await market.close();
    await refused;
    await expect(market.listen("BTC-USD", 60, ears(), HOLDER)).rejects.toMatchObject({ code: "closed" });
    await untilHolds(() => expect(exchange.open()).toBe(0));
  });
});

describe("the simulated market", () => {
  it("goes the same way as any: history, live ticks, labelled as simulated", async () => {
    const market = marketOn({ url: "ws://127.0.0.1:1", restUrl: "http://127.0.0.1:1" });
    const heard = ears();
    const { history } = await market.listen("DEMO", 1, heard, HOLDER);
    expect(history).toMatchObject({ symbol: "DEMO", venue: "demo", simulated: true });
    expect(history.bars.length).toBeGreaterThan(100);
    await untilHolds(() => expect(heard.ticks.length).toBeGreaterThan(2));
    expect(heard.statuses.at(-1)?.state).toBe("live");
    expect(new Set(heard.ticks.map(({ price }) => price)).size).toBeGreaterThan(1);
    const told = new Map(history.bars.map((bar) => [bar[0], bar] as const));
    const again = await market.listen("DEMO", 1, ears(), HOLDER);
    const shared = again.history.bars.filter(([time]) => told.has(time)).slice(0, -2);
    expect(shared.length).toBeGreaterThan(50);
    for (const bar of shared) expect(bar).toEqual(told.get(bar[0]));
  });
});
