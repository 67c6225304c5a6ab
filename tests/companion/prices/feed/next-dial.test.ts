/** When a venue is dialled next: sooner where somebody asks, and never in a storm, however often. */

import { afterEach, describe, expect, it } from "vitest";
import { NextDial } from "../../../../companion/prices/feed/next-dial.ts";
import { ASKED_DIAL_MS, BLOCKED_RETRY_MS, VENUE_BACKOFF } from "../../../../companion/prices/limits.ts";
import { untilHolds } from "../../../support/until-holds.ts";
import { startFakeExchange } from "../fake-exchange.ts";
import { manualClock } from "../manual-clock.ts";
import { ears, HOLDER, marketOf } from "../one-market.ts";

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function setUp() {
  const clock = manualClock(0);
  const startMs = clock.monotonicMs();
  const dials: number[] = [];
  const next = new NextDial({
    clock,
    random: () => 0.5,
    dial: () => dials.push(clock.monotonicMs() - startMs),
  });
  return { clock, dials, next };
}

describe("the next dial", () => {
  it("comes at once where somebody asks, but not before the shortest pause after a failure", () => {
    const { clock, dials, next } = setUp();
    next.after(BLOCKED_RETRY_MS);
    expect(next.hasten()).toBe(true);
    clock.advance(VENUE_BACKOFF.floorMs - 1);
    expect(dials).toEqual([]);
    clock.advance(1);
    expect(dials).toEqual([VENUE_BACKOFF.floorMs]);
    expect(next.isSet).toBe(false);
    expect(clock.pending(), "the one that was waited for is no other dial").toBe(0);
  });

  it("is not to be had by asking where none is waited for, or where it comes no sooner for it", () => {
    const { clock, dials, next } = setUp();
    expect(next.hasten()).toBe(false);
    next.after(VENUE_BACKOFF.floorMs);
    expect(next.hasten()).toBe(false);
    clock.advance(VENUE_BACKOFF.floorMs);
    expect(dials).toEqual([VENUE_BACKOFF.floorMs]);
  });

  it("comes no oftener than every few seconds, however often somebody asks", () => {
    const { clock, dials, next } = setUp();
    // Each dial fails at once, and each millisecond somebody asks.
    const spanMs = 60_000;
    let failed = 0;
    next.after(BLOCKED_RETRY_MS);
    for (let passedMs = 0; passedMs < spanMs; passedMs++) {
      next.hasten();
      clock.advance(1);
      if (dials.length > failed) {
        failed = dials.length;
        next.after(next.pauseMs(false, true));
      }
    }
    expect(dials.length).toBeGreaterThan(5);
    expect(dials.length).toBeLessThanOrEqual(1 + spanMs / ASKED_DIAL_MS);
    for (const [index, atMs] of dials.entries())
      expect(atMs - (dials[index - 1] ?? -VENUE_BACKOFF.floorMs)).toBeGreaterThanOrEqual(
        VENUE_BACKOFF.floorMs,
      );
  });
});

describe("a client that joins again", () => {
  it("has a venue dialled that would be asked in a minute only, and hears when the next try is", async () => {
    let refusal: number | undefined = 403;
    const exchange = await startFakeExchange({ refusal: () => refusal });
    const { market, close } = marketOf({
      order: ["coinbase"],
      venues: { coinbase: { url: exchange.url, restUrl: exchange.restUrl } },
    });
    cleanups.push(() => exchange.close(), close);
    const heard = ears();
    const first = await market.listen("BTC-USD", 60, heard, HOLDER);
    await untilHolds(() => expect(heard.statuses.at(-1)?.state).toBe("blocked"));
    expect(exchange.connections()).toBe(1);
    refusal = undefined;
    first.leave();
    const again = ears();
    await market.listen("BTC-USD", 60, again, HOLDER);
    await untilHolds(() => expect(exchange.connections()).toBe(2));
    await untilHolds(() => expect(again.statuses.at(-1)?.state).toBe("connecting"));
  });

  it("makes no storm of it in a loop", async () => {
    const exchange = await startFakeExchange({ refuseWith: 403 });
    const { market, close } = marketOf({
      order: ["coinbase"],
      venues: { coinbase: { url: exchange.url, restUrl: exchange.restUrl } },
    });
    cleanups.push(() => exchange.close(), close);
    const heard = ears();
    await market.listen("BTC-USD", 60, heard, HOLDER);
    await untilHolds(() => expect(heard.statuses.at(-1)?.state).toBe("blocked"));
    const joinOften = async (): Promise<void> => {
      for (let join = 0; join < 50; join++) (await market.listen("BTC-USD", 60, ears(), HOLDER)).leave();
    };
    await joinOften();
    await untilHolds(() => expect(exchange.connections()).toBe(2));
    await joinOften();
    expect(exchange.connections()).toBe(2);
  });
});
