/** Each client's share of the symbols of a market, and who makes room where all of them are taken. */

import { afterEach, describe, expect, it } from "vitest";
import { MAX_CLIENT_SYMBOLS, MAX_SYMBOLS_PER_VENUE } from "../../../companion/prices/limits.ts";
import type { Market } from "../../../companion/prices/market.ts";
import type { PlaceHolder } from "../../../companion/prices/symbol-places.ts";
import { ears, marketOf } from "./one-market.ts";

/** A listener of a client's that writes down what it lost. */
function holderOf(client: string, isOwner = false): PlaceHolder & { readonly lost: number } {
  let lost = 0;
  return {
    client,
    isOwner,
    displaced: () => {
      lost += 1;
    },
    get lost() {
      return lost;
    },
  };
}

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

describe("a client's share of the symbols", () => {
  const closedMarket = (own: readonly string[] = []): Market => {
    // Nobody listens there: what is followed is counted all the same.
    const nowhere = { url: "ws://127.0.0.1:9", restUrl: "http://127.0.0.1:9" };
    const symbols = Object.fromEntries(own.map((symbol) => [symbol, symbol.toLowerCase()]));
    const { market, close } = marketOf({
      order: own.length > 0 ? ["own", "coinbase"] : ["coinbase"],
      venues: { coinbase: nowhere },
      streams: own.length > 0 ? [{ name: "own", url: nowhere.url, symbols, price: "p" }] : [],
    });
    cleanups.push(close);
    return market;
  };
  const follow = (market: Market, symbols: readonly string[], holder: PlaceHolder) =>
    Promise.all(symbols.map((symbol) => market.listen(symbol, 60, ears(), holder)));
  const named = (prefix: string, count: number): string[] =>
    Array.from({ length: count }, (_, index) => `${prefix}${index}-USD`);

  it("is well below all there are; what it has already, and the simulated market, are no more of it", async () => {
    const market = closedMarket();
    const greedy = holderOf("greedy");
    const stays = await follow(market, named("A", MAX_CLIENT_SYMBOLS), greedy);
    const refusal = { code: "too_many_symbols" };
    await expect(market.listen("B-USD", 60, ears(), greedy)).rejects.toMatchObject(refusal);
    await follow(market, ["A0-USD", "DEMO"], greedy);
    await follow(market, ["BTC-USD", "DEMO"], holderOf("other"));
    // It has listened to the first twice, to the second once.
    stays[0]?.leave();
    await expect(market.listen("B-USD", 60, ears(), greedy)).rejects.toMatchObject(refusal);
    stays[1]?.leave();
    await market.listen("B-USD", 60, ears(), greedy);
  });

  it("makes room for a newcomer where several together have taken all", async () => {
    const market = closedMarket();
    const owner = holderOf("owner", true);
    const few = holderOf("few");
    await follow(market, named("F", 2), few);
    await follow(market, named("O", MAX_CLIENT_SYMBOLS), owner);
    const greedy = ["one", "two", "three"].map((client) => holderOf(client));
    const taken = MAX_SYMBOLS_PER_VENUE - MAX_CLIENT_SYMBOLS - 2;
    const symbols = named("G", taken);
    const [shared = ""] = symbols;
    for (const [index, symbol] of symbols.entries()) await follow(market, [symbol], greedy[index % 3] ?? few);
    await follow(market, [shared], few);
    await follow(market, ["BTC-USD"], holderOf("newcomer"));
    expect(greedy.reduce((sum, { lost }) => sum + lost, 0)).toBe(1);
    // A greedy one that comes back at once takes from a greedy one again, or nothing.
    await follow(market, named("R", 10), greedy[0] ?? few).catch(() => undefined);
    expect([owner.lost, few.lost]).toEqual([0, 0]);
    await follow(market, named("N", 5), holderOf("newest"));
    expect([owner.lost, few.lost]).toEqual([0, 0]);
  });

  it("is counted at each venue alone: neither the simulated market nor another venue takes any of it", async () => {
    const own = named("OWN", MAX_CLIENT_SYMBOLS);
    const market = closedMarket(own);
    const clients = ["one", "two", "three", "four"].map((client) => holderOf(client));
    for (const client of clients) await follow(market, ["DEMO"], client);
    const quarter = MAX_SYMBOLS_PER_VENUE / clients.length;
    for (const client of clients) await follow(market, named(client.client.toUpperCase(), quarter), client);
    await follow(market, own, holderOf("elsewhere"));
    expect(clients.map(({ lost }) => lost)).toEqual([0, 0, 0, 0]);
  });

  it("is free as soon as its listeners have left, though their feeds still wait for them", async () => {
    const market = closedMarket();
    const stays = await Promise.all(
      ["one", "two", "three", "four"].map((client) =>
        follow(market, named(client.toUpperCase(), 25), holderOf(client)),
      ),
    );
    for (const stay of stays.flat()) stay.leave();
    const followed = await follow(market, named("N", MAX_CLIENT_SYMBOLS), holderOf("newcomer"));
    expect(followed).toHaveLength(MAX_CLIENT_SYMBOLS);
  });
});
