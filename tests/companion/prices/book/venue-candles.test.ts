/** A venue's candles in use: bounded pages, in their turn, joined where a length is missing, and typed errors. */

import { afterEach, describe, expect, it } from "vitest";
import { VenueCandles } from "../../../../companion/prices/book/venue-candles.ts";
import { systemClock } from "../../../../companion/prices/clock.ts";
import { MAX_CANDLES_BYTES } from "../../../../companion/prices/limits.ts";
import { coinbase } from "../../../../companion/prices/venues/coinbase.ts";
import type { FetchText } from "../../../../companion/prices/web/connections.ts";
import { webTexts } from "../../../../companion/prices/web/web-texts.ts";
import { utcSeconds } from "../../../../shared/protocol/price.ts";
import { untilHolds } from "../../../support/until-holds.ts";
import { startFakeExchange } from "../fake-exchange.ts";
import { manualClock } from "../manual-clock.ts";

const t0 = Date.UTC(2026, 0, 5, 10, 0, 30);
const minute = (t0 - 30_000) / 1000;

describe("a request for candles", () => {
  const cleanups: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0)) await cleanup();
  });
  const range = {
    symbol: "BTC-USD",
    resolution: 60,
    fromSeconds: utcSeconds(minute - 600),
    toSeconds: utcSeconds(minute),
  } as const;
  async function ask(
    candles: Parameters<typeof startFakeExchange>[0],
    signal = new AbortController().signal,
  ) {
    const exchange = await startFakeExchange(candles);
    cleanups.push(() => exchange.close());
    const source = new VenueCandles(coinbase, webTexts(`${exchange.restUrl}/base/`), manualClock(t0));
    return await source.fetch(range, signal);
  }

  it("brings bars", async () => {
    const asked: string[] = [];
    const bars = await ask({
      candles: (url, response) => {
        asked.push(url.pathname);
        response.end(`[[${minute},1,3,2,2.5,7]]`);
      },
    });
    expect(bars).toEqual([[minute, 2, 3, 1, 2.5, 7]]);
    expect(asked).toEqual(["/base/products/BTC-USD/candles"]);
  });

  it.each([302, 403, 404, 429, 500])("answered with HTTP %d is a typed error", async (status) => {
    const asked = ask({
      candles: (url, response) => {
        // Whoever followed the redirect would be served.
        if (url.pathname === "/elsewhere") response.end("[]");
        else response.writeHead(status, { location: "/elsewhere" }).end("[]");
      },
    });
    await expect(asked).rejects.toMatchObject({ name: "MarketError", code: "candles_unavailable" });
  });

  it("answered with more than it may be is cut off", async () => {
    const asked = ask({ candles: (_url, response) => response.end(" ".repeat(MAX_CANDLES_BYTES + 1)) });
    await expect(asked).rejects.toMatchObject({ code: "candles_malformed" });
  });

  it("that nobody answers ends with its signal", async () => {
    const abort = new AbortController();
    const asked = ask({ candles: () => abort.abort(new Error("enough")) }, abort.signal);
    await expect(asked).rejects.toThrow("enough");
  });
});

describe("the queue of requests", () => {
  const signal = new AbortController().signal;
  const range = (resolution: 60 | 14_400) => ({
    symbol: "BTC-USD",
    resolution,
    fromSeconds: utcSeconds(Math.floor(minute / resolution) * resolution),
    toSeconds: utcSeconds(Math.floor(minute / resolution) * resolution),
  });

  it("lets one request go at a time, no faster than the venue allows", async () => {
    const clock = manualClock(t0);
    const asked: string[] = [];
    const fetchText = (path: string) => {
      asked.push(path);
      return Promise.resolve("[]");
    };
    const candles = new VenueCandles(coinbase, fetchText, clock);
    const three = Promise.all([1, 2, 3].map(() => candles.fetch(range(60), signal)));
    await untilHolds(() => expect(asked).toHaveLength(1));
    await untilHolds(() => expect(clock.pending()).toBe(1));
    expect(asked).toHaveLength(1);
    clock.advance(coinbase.restPauseMs);
    await untilHolds(() => expect(asked).toHaveLength(2));
    await untilHolds(() => expect(clock.pending()).toBe(1));
    clock.advance(coinbase.restPauseMs);
    await three;
    expect(asked).toHaveLength(3);
  });

  it("joins hours to four hours where a venue has none", async () => {
    const start = Math.floor(minute / 14_400) * 14_400;
    const rows = [3, 2, 1, 0].map((hour) => [start + hour * 3600, 1, 10 + hour, 2, 3 + hour, 5]);
    const asked: string[] = [];
    const fetchText = (path: string) => {
      asked.push(path);
      return Promise.resolve(JSON.stringify(rows));
    };
    const candles = new VenueCandles(coinbase, fetchText, systemClock);
    expect(await candles.fetch(range(14_400), signal)).toEqual([[start, 2, 13, 1, 6, 20]]);
    expect(asked[0]).toContain("granularity=3600");
    expect(candles.pageBars(14_400)).toBe(75);
    expect(candles.has(1)).toBe(false);
  });

  it("tells the next ones at once when a venue can't be reached", async () => {
    const clock = manualClock(t0);
    const nowhere = webTexts("http://127.0.0.1:9");
    let asked = 0;
    const fetchText: FetchText = (...words) => {
      asked += 1;
      return nowhere(...words);
    };
    const candles = new VenueCandles(coinbase, fetchText, clock);
    const tries = Array.from({ length: 40 }, () => candles.fetch(range(60), signal).catch(String));
    await tries[0];
    // The second waits for its turn already; nobody else waits for anything.
    clock.advance(coinbase.restPauseMs);
    expect(new Set(await Promise.all(tries)).size).toBe(1);
    expect(asked).toBe(1);
    expect(clock.pending()).toBe(0);
  });
});
