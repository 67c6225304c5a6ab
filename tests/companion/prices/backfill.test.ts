/** Filling history: newest first, deep once, gently, and never in anybody's way. */

import { afterEach, describe, expect, it, vi } from "vitest";
import { Backfill } from "../../../companion/prices/backfill.ts";
import { candleSource, fetchWebText } from "../../../companion/prices/candle-source.ts";
import { coinbase } from "../../../companion/prices/coinbase.ts";
import { CANDLE_PAGES, CANDLES_PAUSE_MS, MAX_CANDLES_BYTES } from "../../../companion/prices/limits.ts";
import type { CandleRange } from "../../../companion/prices/venue.ts";
import { type Bar, utcSeconds } from "../../../shared/protocol/price.ts";
import { untilHolds } from "../../support/until-holds.ts";
import { startFakeExchange } from "./fake-exchange.ts";
import { manualClock } from "./manual-clock.ts";

const t0 = Date.UTC(2026, 0, 5, 10, 0, 30);
const minute = (t0 - 30_000) / 1000;

function setUp(deep = new Set<string>(), lastComplete?: number) {
  const clock = manualClock(t0);
  const ranges: CandleRange[] = [];
  const pages: ((bars: readonly Bar[]) => void)[] = [];
  const failures: ((error: Error) => void)[] = [];
  const taken: (readonly Bar[])[] = [];
  const log = vi.fn();
  const backfill = new Backfill({
    ...{ venue: coinbase, symbol: "BTC-USD", clock, log, deep },
    fetchCandles: (range, signal) =>
      new Promise((resolve, reject) => {
        ranges.push(range);
        pages.push(resolve);
        failures.push(reject);
        signal.addEventListener("abort", () => reject(signal.reason));
      }),
    lastCompleteSeconds: () => lastComplete,
    take: (_resolution, bars) => taken.push(bars),
  });
  return { backfill, clock, ranges, pages, failures, taken, log };
}
const bar = (time: number): Bar => [utcSeconds(time), 1, 1, 1, 1, 1];

describe("filling history", () => {
  it("asks for the newest page first, answers with it, and goes on behind", async () => {
    const { backfill, ranges, pages, taken } = setUp();
    const first = backfill.ensure(60);
    expect(ranges).toMatchObject([{ fromSeconds: minute - 299 * 60, toSeconds: minute }]);
    pages[0]?.([bar(minute)]);
    await first;
    expect(taken).toHaveLength(1);
    for (let page = 1; page < CANDLE_PAGES; page++) {
      await untilHolds(() => expect(ranges).toHaveLength(page + 1));
      expect(ranges[page]?.toSeconds).toBe(minute - page * 300 * 60);
      pages[page]?.([]);
    }
    await backfill.close();
    expect(ranges).toHaveLength(CANDLE_PAGES);
  });

  it("asks only for what came since, once a series was fetched in depth", async () => {
    const { backfill, ranges, pages } = setUp(new Set(["coinbase BTC-USD 60"]), minute - 600);
    const first = backfill.ensure(60);
    expect(ranges).toMatchObject([{ fromSeconds: minute - 600, toSeconds: minute }]);
    pages[0]?.([]);
    await first;
    await backfill.close();
    expect(ranges).toHaveLength(1);
  });

  it("does not ask a venue for candles it does not have", async () => {
    const { backfill, ranges } = setUp();
    await backfill.ensure(1);
    expect(ranges).toEqual([]);
  });

  it("lets two joins share one fetch", async () => {
    const { backfill, ranges, pages } = setUp();
    const both = [backfill.ensure(60), backfill.ensure(60)];
    pages[0]?.([]);
    await Promise.all(both);
    expect(ranges.filter(({ toSeconds }) => toSeconds === minute)).toHaveLength(1);
    await backfill.close();
  });

  it("resolves when there is nothing to be had, says so, and tries again after a pause", async () => {
    const { backfill, clock, ranges, failures, log } = setUp();
    const first = backfill.ensure(60);
    failures[0]?.(new Error("no route"));
    await first;
    expect(log).toHaveBeenCalledWith("price_candles_failed", expect.objectContaining({ reason: "no route" }));
    await backfill.ensure(60);
    expect(ranges).toHaveLength(1);
    clock.advance(CANDLES_PAUSE_MS);
    void backfill.ensure(60);
    expect(ranges).toHaveLength(2);
    await backfill.close();
  });

  it("fills again after each pause of the stream, however often it breaks, but not in a rush", async () => {
    const { backfill, clock, ranges, failures } = setUp();
    const first = backfill.ensure(60);
    failures[0]?.(new Error("no"));
    await first;
    for (let step = 0; step < 5; step++) backfill.refill(60);
    clock.advance(CANDLES_PAUSE_MS - 1);
    expect(ranges).toHaveLength(1);
    clock.advance(1);
    expect(ranges).toHaveLength(2);
    await backfill.close();
    expect(clock.pending()).toBe(0);
  });

  it("ends with its owner, in the middle of a request", async () => {
    const { backfill, clock, taken, log } = setUp();
    const first = backfill.ensure(60);
    backfill.refill(60);
    await backfill.close();
    await first;
    expect(taken).toEqual([]);
    expect(log).not.toHaveBeenCalled();
    expect(clock.pending()).toBe(0);
  });
});

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
    return await candleSource(coinbase, exchange.restUrl, fetchWebText)(range, signal);
  }

  it("brings bars", async () => {
    const bars = await ask({ candles: (_url, response) => response.end(`[[${minute},1,3,2,2.5,7]]`) });
    expect(bars).toEqual([[minute, 2, 3, 1, 2.5, 7]]);
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
