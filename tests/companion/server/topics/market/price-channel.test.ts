/** The price channel: the reply as promised, then status and ticks at a bearable pace, and nothing after the end. */

import { describe, expect, it } from "vitest";
import type { PriceListener } from "../../../../../companion/prices/feed/symbol-feed.ts";
import { TICK_INTERVAL_MS } from "../../../../../companion/prices/limits.ts";
import type { Market } from "../../../../../companion/prices/market.ts";
import { MarketError } from "../../../../../companion/prices/market-error.ts";
import type { PlaceHolder } from "../../../../../companion/prices/symbol-places.ts";
import { type JoinContext, JoinRefused } from "../../../../../companion/server/channels/channel.ts";
import { priceChannel } from "../../../../../companion/server/topics/market/price-channel.ts";
import { type Bar, type Resolution, type Tick, utcSeconds } from "../../../../../shared/protocol/price.ts";
import { message } from "../../../../../shared/texts/message.ts";
import { manualClock } from "../../../prices/manual-clock.ts";

const live = { state: "live", detail: "Live." } as const;
const tickOf = (price: number, bar?: Bar): Tick => {
  const tick = { price: price.toFixed(2), time: 1_790_000_000_000 + price, venue: "coinbase" };
  return bar === undefined ? tick : { ...tick, bar };
};
const barOf = (time: number, close: number): Bar => [utcSeconds(time), 1, 1000, 1, close, 1];

/** A market that hands out its listener, and counts who left. */
function setUp() {
  const listeners: PriceListener[] = [];
  const holders: PlaceHolder[] = [];
  const ended: string[] = [];
  const parts: number[][] = [];
  let left = 0;
  const market: Pick<Market, "listen"> = {
    listen(symbol, resolutionSeconds, listener, holder) {
      if (symbol === "QQQ-USD") return Promise.reject(new MarketError("closed", message("market.closed")));
      listeners.push(listener);
      holders.push(holder);
      listener.status({ state: "connecting", detail: "Dialling." });
      const history = {
        symbol,
        venue: "coinbase",
        venueLabel: "Coinbase Exchange",
        simulated: false,
        resolutionSeconds,
        bars: [barOf(60, 2)],
        gaps: [],
        filled: [],
      };
      const part = (length: Resolution, from: number, to: number) => {
        parts.push([length, from, to]);
        return Promise.resolve({
          venue: "coinbase",
          resolutionSeconds: length,
          bars: [barOf(60, 2)],
          gaps: [[120, 180] as const],
          filled: [],
        });
      };
      return Promise.resolve({ history, part, leave: () => (left += 1) });
    },
  };
  const clock = manualClock(1_790_000_000_000);
  const sent: [kind: "push" | "latest", event: string, payload: unknown][] = [];
  const context = (topic: string): JoinContext => ({
    topic,
    client: { id: "1", kind: "browser", name: "Test" },
    push: (event, payload) => sent.push(["push", event, payload]),
    pushLatest: (event, payload) => sent.push(["latest", event, payload]),
    drained: () => undefined,
    end: () => ended.push(topic),
  });
  const channel = priceChannel(market, clock);
  const join = async (topic = "price:BTC-USD", payload = {}) => {
    const joined = await channel.join(context(topic), payload);
    const listener = listeners.at(-1);
    if (listener === undefined) throw new Error("Nobody listens.");
    return { joined, listener };
  };
  return { channel, clock, sent, join, left: () => left, holders, ended };
}

describe("the price channel", () => {
  it("replies with the history and sends the status once, after the reply", async () => {
    const { channel, clock, sent, join } = setUp();
    expect(channel.topics).toBe("price:*");
    const { joined } = await join("price:BTC-USD", { resolutionSeconds: 3600 });
    expect(joined.reply).toEqual({
      symbol: "BTC-USD",
      venue: "coinbase",
      venueLabel: "Coinbase Exchange",
      simulated: false,
      resolutionSeconds: 3600,
      bars: [[60, 1, 1000, 1, 2, 1]],
      gaps: [],
      filled: [],
    });
    expect(sent).toEqual([]);
    clock.advance(0);
    expect(sent).toEqual([["push", "status", { state: "connecting", detail: "Dialling." }]]);
  });

  it("sends the first tick at once and of the rest the newest ten a second", async () => {
    const { clock, sent, join } = setUp();
    const { listener } = await join();
    clock.advance(0);
    listener.status(live);
    for (let price = 1; price <= 1000; price++) {
      listener.tick(tickOf(price));
      clock.advance(1);
    }
    clock.advance(TICK_INTERVAL_MS);
    const ticks = sent.filter(([, event]) => event === "tick");
    expect(ticks.length).toBeLessThanOrEqual(12);
    expect(ticks.length).toBeGreaterThanOrEqual(10);
    expect(ticks.every(([kind]) => kind === "latest")).toBe(true);
    expect(ticks[0]?.[2]).toMatchObject({ price: "1.00" });
    expect(ticks.at(-1)?.[2]).toMatchObject({ price: "1000.00" });
    const before = sent.length;
    clock.advance(60_000);
    expect(sent).toHaveLength(before);
  });

  it("loses no bar to the pace: those that changed after the last tick go before it", async () => {
    const { clock, sent, join } = setUp();
    const { listener } = await join();
    clock.advance(0);
    listener.tick(tickOf(1, barOf(60, 1)));
    sent.length = 0;
    listener.tick(tickOf(2, barOf(60, 2)));
    listener.bars([barOf(60, 2)]);
    listener.tick(tickOf(3, barOf(120, 3)));
    listener.bars([barOf(120, 3)]);
    listener.tick(tickOf(4, barOf(180, 4)));
    clock.advance(TICK_INTERVAL_MS);
    expect(sent).toEqual([
      ["push", "bars", { bars: [barOf(60, 2), barOf(120, 3)] }],
      ["latest", "tick", tickOf(4, barOf(180, 4))],
    ]);
  });

  it("sends no price after the news that the feed is no longer live", async () => {
    const { clock, sent, join } = setUp();
    const { listener } = await join();
    clock.advance(0);
    listener.tick(tickOf(1));
    listener.tick(tickOf(2));
    listener.status({ state: "stale", detail: "Quiet." });
    clock.advance(TICK_INTERVAL_MS * 5);
    expect(sent.at(-1)).toEqual(["push", "status", { state: "stale", detail: "Quiet." }]);
    expect(sent.at(-2)?.[2]).toMatchObject({ price: "2.00" });
  });

  it("says what is left of the wait for the next try, whoever comes when, and nothing once it is over", async () => {
    const { clock, sent, join } = setUp();
    const { listener } = await join();
    const waiting = { state: "connecting", detail: "Trying again." } as const;
    listener.status({ ...waiting, dialAtMs: clock.monotonicMs() + 12_000 });
    clock.advance(0);
    expect(sent.at(-1)).toEqual(["push", "status", { ...waiting, retryInMs: 12_000 }]);
    const { listener: later } = await join();
    later.status({ ...waiting, dialAtMs: clock.monotonicMs() + 7_000 });
    clock.advance(0);
    expect(sent.at(-1)).toEqual(["push", "status", { ...waiting, retryInMs: 7_000 }]);
    const dialAtMs = clock.monotonicMs() + 1_000;
    clock.advance(2_000);
    later.status({ ...waiting, dialAtMs });
    expect(sent.at(-1)).toEqual(["push", "status", waiting]);
  });

  it("lets go of everything when the client leaves", async () => {
    const { clock, sent, join, left } = setUp();
    const { joined, listener } = await join();
    listener.tick(tickOf(1));
    joined.leave?.();
    listener.tick(tickOf(2));
    listener.status(live);
    clock.advance(1000);
    expect(sent).toEqual([]);
    expect(left()).toBe(1);
    expect(clock.pending()).toBe(0);
  });

  it("says why and ends the stay where the symbol makes room for another client's", async () => {
    const { clock, sent, join, holders, ended } = setUp();
    await join();
    clock.advance(0);
    expect(holders).toMatchObject([{ client: "1", isOwner: false }]);
    holders[0]?.displaced();
    expect(sent.at(-1)).toMatchObject(["push", "status", { state: "blocked" }]);
    expect(ended).toEqual(["price:BTC-USD"]);
  });

  it.each([
    ["price:btc", {}, "field_wrong"],
    ["price:BTC-USD", { resolutionSeconds: 7 }, "field_wrong"],
    ["price:BTC-USD", new Uint8Array(3), "malformed_frame"],
    ["price:QQQ-USD", {}, "closed"],
  ])("refuses %s with %j", async (topic, payload, reason) => {
    const { join } = setUp();
    const refused = join(topic, payload).catch((error: unknown) => error);
    await expect(refused).resolves.toBeInstanceOf(JoinRefused);
    await expect(refused).resolves.toMatchObject({ reason, message: expect.stringMatching(/\.$/) });
  });
});
