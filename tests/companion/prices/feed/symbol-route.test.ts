/** The way through the user's venues, over real sockets: who is asked, who is told, and that no two are one series. */

import { afterEach, describe, expect, it } from "vitest";
import type { Market } from "../../../../companion/prices/market.ts";
import type { PriceSettings } from "../../../../companion/prices/settings/price-settings.ts";
import { untilHolds } from "../../../support/until-holds.ts";
import { match, startFakeExchange } from "../fake-exchange.ts";
import { ears, HOLDER, marketOf } from "../one-market.ts";

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function openMarket(settings: PriceSettings): Market {
  const { market, close } = marketOf(settings);
  cleanups.push(close);
  return market;
}

describe("a symbol's venues", () => {
  it("give way to the next when one is blocked, which is told with the reason", async () => {
    const blocked = await startFakeExchange({ refuseWith: 451 });
    const other = await startFakeExchange();
    cleanups.push(
      () => blocked.close(),
      () => other.close(),
    );
    const market = openMarket({
      order: ["kraken", "coinbase"],
      venues: {
        kraken: { url: blocked.url, restUrl: blocked.restUrl },
        coinbase: { url: other.url, restUrl: other.restUrl },
      },
    });
    const heard = ears();
    await market.listen("BTC-USD", 60, heard, HOLDER);
    await untilHolds(() => expect(other.received.some(({ type }) => type === "subscribe")).toBe(true));
    other.send(match(1, "64000.10", Date.now()));
    await untilHolds(() => expect(heard.statuses.at(-1)?.state).toBe("live"));
    expect(heard.statuses.at(-1)?.detail).toBe(
      "Live from Coinbase Exchange instead. Kraken refuses connections from this network (HTTP 451).",
    );
    expect(new Set(heard.ticks.map(({ venue }) => venue))).toEqual(new Set(["coinbase"]));
    const { history } = await market.listen("BTC-USD", 60, ears(), HOLDER);
    expect(history.venue).toBe("coinbase");
    expect(heard.told.map(({ venue }) => venue).every((venue) => venue === "coinbase")).toBe(true);
  });

  it("are none where nobody trades a symbol", async () => {
    const market = openMarket({ order: ["binance"] });
    await expect(market.listen("BTC-USD", 60, ears(), HOLDER)).rejects.toMatchObject({
      code: "unknown_symbol",
    });
  });
});

describe("a stream of the user's own", () => {
  it("is heard as the settings describe it: here a map of names to prices", async () => {
    const server = await startFakeExchange();
    cleanups.push(() => server.close());
    const market = openMarket({
      streams: [
        {
          name: "my-feed",
          url: `${server.url}/prices?assets={symbol}`,
          symbols: { "BTC-USD": "bitcoin" },
          price: "{symbol}",
        },
      ],
      order: ["my-feed"],
    });
    const heard = ears();
    const { history } = await market.listen("BTC-USD", 1, heard, HOLDER);
    expect(history.venue).toBe("my-feed");
    await untilHolds(() => expect(server.open()).toBe(1));
    server.sendRaw('{"bitcoin":"6929.82"}');
    await untilHolds(() => expect(heard.ticks.at(-1)).toMatchObject({ price: "6929.82", venue: "my-feed" }));
    expect(heard.statuses.at(-1)?.state).toBe("live");
  });
});
