/** The supervisor against a real WebSocket server: what it survives, notices, and never does. */

import { afterEach, describe, expect, it, vi } from "vitest";
import { VenueSupervisor } from "../../../../companion/prices/feed/supervisor.ts";
import {
  BLOCKED_RETRY_MS,
  FIRST_PRICE_MS,
  SILENT_CONNECTION_MS,
  SLEEP_JUMP_MS,
  VENUE_BACKOFF,
  WATCH_INTERVAL_MS,
} from "../../../../companion/prices/limits.ts";
import { coinbase } from "../../../../companion/prices/venues/coinbase.ts";
import type { VenueTrade } from "../../../../companion/prices/venues/venue.ts";
import { webFeed } from "../../../../companion/prices/web/web-feed.ts";
import type { Log } from "../../../../companion/process/log.ts";
import type { FeedStatus } from "../../../../shared/protocol/price.ts";
import { untilHolds } from "../../../support/until-holds.ts";
import { type FakeExchange, match, startFakeExchange } from "../fake-exchange.ts";
import { manualClock } from "../manual-clock.ts";

const t0 = Date.UTC(2026, 0, 5, 10, 0, 0);
const cleanups: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function setUp(options: Parameters<typeof startFakeExchange>[0] = {}, venue = coinbase) {
  const exchange = await startFakeExchange(options);
  cleanups.push(() => exchange.close());
  const clock = manualClock(t0);
  const log = vi.fn<Log>();
  const supervisor = new VenueSupervisor({
    venue,
    openFeed: webFeed(exchange.url),
    clock,
    random: () => 0.5,
    log,
  });
  cleanups.push(() => supervisor.close());
  const listen = (symbol: string) => {
    const trades: VenueTrade[] = [];
    const statuses: FeedStatus[] = [];
    const resumed: number[] = [];
    const leave = supervisor.subscribe(symbol, {
      trade: (trade) => trades.push(trade),
      status: (status) => statuses.push(status),
      resumed: (atMs) => resumed.push(atMs),
    });
    return { trades, statuses, resumed, leave, states: () => statuses.map(({ state }) => state) };
  };
  return { exchange, clock, log, supervisor, listen };
}

const subscribed = (exchange: FakeExchange, count = 1) =>
  untilHolds(() => expect(exchange.received.filter(({ type }) => type === "subscribe")).toHaveLength(count));

describe("the supervisor", () => {
  it("dials only when somebody listens, and hangs up when nobody does", async () => {
    const { exchange, clock, listen } = await setUp();
    expect(exchange.connections()).toBe(0);
    const btc = listen("BTC-USD");
    await subscribed(exchange);
    const eth = listen("ETH-USD");
    await subscribed(exchange, 2);
    expect(exchange.connections()).toBe(1);
    eth.leave();
    await untilHolds(() => expect(exchange.received.at(-1)).toMatchObject({ type: "unsubscribe" }));
    expect(exchange.open()).toBe(1);
    btc.leave();
    await untilHolds(() => expect(exchange.open()).toBe(0));
    expect(clock.pending()).toBe(0);
  });

  it("is live from the first price on, not from the connection or a heartbeat", async () => {
    const { exchange, listen } = await setUp();
    const { trades, states, resumed } = listen("BTC-USD");
    await subscribed(exchange);
    exchange.send({ type: "heartbeat", product_id: "BTC-USD", time: new Date(t0).toISOString() });
    exchange.send(match(1, "64000.10", t0 - 3_600_000, { type: "last_match" }));
    await untilHolds(() => expect(trades).toHaveLength(1));
    expect(states()).toEqual(["connecting", "connecting", "live"]);
    expect(resumed, "it was the last one: nothing was traded since").toEqual([t0 - 3_600_000]);
  });

  it("takes no harm from what no venue should send", async () => {
    const { exchange, supervisor, listen, log } = await setUp();
    const { trades } = listen("BTC-USD");
    await subscribed(exchange);
    const bad = [
      "",
      "<html>502</html>",
      "Unauthorized",
      "null",
      "[]",
      '{"type":"match"}',
      JSON.stringify(match(1, "NaN", t0)),
      JSON.stringify(match(2, "-5", t0)),
      JSON.stringify(match(3, "1e9", t0)),
      JSON.stringify({ ...match(4, "5", t0), time: "0001-01-01T00:00:00.000000Z" }),
      JSON.stringify(match(5, "5", t0 + 60_000)),
      JSON.stringify(match(6, "5", Date.UTC(2008, 1, 1))),
      JSON.stringify(match(7, "5", t0, { product_id: "ETH-USD" })),
      `{"type":"${"x".repeat(100_000)}"}`,
    ];
    for (const frame of bad) exchange.sendRaw(frame);
    exchange.sendRaw(new Uint8Array([1, 2, 3]));
    exchange.send(match(8, "64000.10", t0));
    await untilHolds(() => expect(trades).toHaveLength(1));
    expect(trades[0]?.price).toBe("64000.10");
    const { ignored } = supervisor;
    expect(ignored.of("not_json")).toBe(3);
    expect(ignored.of("time_out_of_range")).toBe(3);
    expect(ignored.of("wrong_symbol")).toBe(1);
    expect(ignored.of("match_fields")).toBe(4);
    expect(ignored.of("binary")).toBe(1);
    expect(log).toHaveBeenCalledWith("venue.frame-ignored", {
      venue: "coinbase",
      reason: "not_json",
      count: 1,
    });
    expect(exchange.connections()).toBe(1);
  });

  it("drops a connection with a frame beyond the limit, and dials anew", async () => {
    const { exchange, clock, listen } = await setUp();
    const { states } = listen("BTC-USD");
    await subscribed(exchange);
    exchange.sendRaw("x".repeat(300 * 1024));
    await untilHolds(() => expect(exchange.open()).toBe(0));
    await untilHolds(() => expect(states()).toHaveLength(3));
    clock.advance(VENUE_BACKOFF.ceilingMs);
    await subscribed(exchange, 2);
    expect(exchange.connections()).toBe(2);
  });

  it("takes a frame's other events when something stumbles over one, and stays connected", async () => {
    const parse = (text: string) => text.split("\n").flatMap((line) => coinbase.parse(line));
    const { exchange, supervisor, log } = await setUp({}, { ...coinbase, parse });
    const prices: string[] = [];
    supervisor.subscribe("BTC-USD", {
      trade: ({ price }) => {
        prices.push(price);
        if (price === "5") throw new Error("of no use");
      },
      status: () => undefined,
      resumed: () => undefined,
    });
    await subscribed(exchange);
    exchange.sendRaw([match(1, "5", t0), match(2, "6", t0)].map((frame) => JSON.stringify(frame)).join("\n"));
    await untilHolds(() => expect(prices).toEqual(["5", "6"]));
    expect(supervisor.ignored.of("failed")).toBe(1);
    expect(log).toHaveBeenCalledWith("venue.frame-failed", {
      venue: "coinbase",
      error: new Error("of no use"),
    });
    expect(exchange.open()).toBe(1);
  });

  it("corrects for a clock of its own that is slow, but not for one wild time", async () => {
    const { exchange, listen } = await setUp();
    const { trades } = listen("BTC-USD");
    await subscribed(exchange);
    for (let id = 1; id <= 40; id++) exchange.send(match(id, "5", t0 + 600_000 + id));
    exchange.send(match(41, "9", t0 + 3_600_000));
    exchange.send(match(42, "7", t0 + 600_100));
    await untilHolds(() => expect(trades.at(-1)?.price).toBe("7"));
    expect(trades.map(({ price }) => price)).not.toContain("9");
    expect(trades.length).toBeGreaterThan(20);
  });

  it("says connecting when the stream is cut, subscribes again, and is live again", async () => {
    const { exchange, clock, listen } = await setUp();
    const { trades, states, resumed } = listen("BTC-USD");
    await subscribed(exchange);
    exchange.send(match(1, "5", t0));
    await untilHolds(() => expect(states().at(-1)).toBe("live"));
    exchange.cut();
    await untilHolds(() => expect(states().at(-1)).toBe("connecting"));
    clock.advance(VENUE_BACKOFF.ceilingMs);
    await subscribed(exchange, 2);
    exchange.send(match(2, "6", t0 + 100));
    await untilHolds(() => expect(trades).toHaveLength(2));
    expect(states().at(-1)).toBe("live");
    expect(resumed, "no trade was missed").toHaveLength(1);
    exchange.cut();
    await untilHolds(() => expect(states().at(-1)).toBe("connecting"));
    clock.advance(VENUE_BACKOFF.ceilingMs);
    await subscribed(exchange, 3);
    exchange.send(match(5, "6", t0 + 200));
    await untilHolds(() => expect(resumed).toHaveLength(2));
  });

  it("calls a symbol stale when its data ends, though other symbols go on", async () => {
    const { exchange, clock, listen } = await setUp();
    const btc = listen("BTC-USD");
    const eth = listen("ETH-USD");
    await subscribed(exchange, 2);
    exchange.send(match(1, "5", t0));
    exchange.send(match(1, "6", t0, { product_id: "ETH-USD" }));
    await untilHolds(() =>
      expect([...btc.states(), ...eth.states()].filter((s) => s === "live")).toHaveLength(2),
    );
    clock.advance(coinbase.staleAfterMs - 1000);
    exchange.send(match(2, "7", t0, { product_id: "ETH-USD" }));
    await untilHolds(() => expect(eth.trades).toHaveLength(2));
    clock.advance(1000 + WATCH_INTERVAL_MS);
    expect(btc.states().at(-1)).toBe("stale");
    expect(eth.states().at(-1)).toBe("live");
    expect(btc.statuses.filter(({ state }) => state === "stale")).toHaveLength(1);
  });

  it("calls a symbol stale that never gets a price, and blocked when the venue says so", async () => {
    const { exchange, clock, listen } = await setUp();
    const quiet = listen("QQQ-USD");
    const refused = listen("ZZZ-USD");
    await subscribed(exchange, 2);
    exchange.send({
      type: "error",
      message: "Failed to subscribe",
      reason: "ZZZ-USD is not a valid product",
    });
    await untilHolds(() => expect(refused.states().at(-1)).toBe("blocked"));
    expect(refused.statuses.at(-1)?.detail).toContain("ZZZ-USD is not a valid product");
    clock.advance(FIRST_PRICE_MS + WATCH_INTERVAL_MS);
    expect(quiet.states().at(-1)).toBe("stale");
    expect(refused.states().at(-1)).toBe("blocked");
  });

  it("dials anew when the whole connection went silent, and after a sleep", async () => {
    const { exchange, clock, listen } = await setUp();
    const { states } = listen("BTC-USD");
    await subscribed(exchange);
    clock.advance(SILENT_CONNECTION_MS + WATCH_INTERVAL_MS);
    expect(states().at(-1)).toBe("connecting");
    clock.advance(VENUE_BACKOFF.ceilingMs);
    await subscribed(exchange, 2);
    exchange.send(match(1, "5", t0));
    await untilHolds(() => expect(states().at(-1)).toBe("live"));
    clock.jumpWall(SLEEP_JUMP_MS + 1000);
    clock.advance(WATCH_INTERVAL_MS);
    expect(states().at(-1)).toBe("connecting");
  });

  it.each([403, 451])(
    "is blocked when the handshake is answered with %d, and asks again later",
    async (status) => {
      const { exchange, clock, listen } = await setUp({ refuseWith: status });
      const { states, statuses } = listen("BTC-USD");
      await untilHolds(() => expect(states().at(-1)).toBe("blocked"));
      expect(statuses.at(-1)?.detail).toContain(String(status));
      clock.advance(BLOCKED_RETRY_MS - 1);
      expect(exchange.connections()).toBe(1);
      clock.advance(1);
      await untilHolds(() => expect(exchange.connections()).toBe(2));
    },
  );

  it.each([429, 503])("goes on trying when the handshake is answered with %d", async (status) => {
    const { exchange, clock, listen, log } = await setUp({ refuseWith: status });
    const { states } = listen("BTC-USD");
    await untilHolds(() => expect(log).toHaveBeenCalledWith("venue.lost", expect.anything()));
    expect(states().at(-1)).toBe("connecting");
    clock.advance(VENUE_BACKOFF.ceilingMs);
    await untilHolds(() => expect(exchange.connections()).toBe(2));
  });

  it("says that the network leads elsewhere when the handshake is answered with a redirect", async () => {
    const { clock, exchange, listen } = await setUp({ refuseWith: 302 });
    const { statuses } = listen("BTC-USD");
    await untilHolds(() => expect(statuses.at(-1)?.state).toBe("blocked"));
    expect(statuses.at(-1)?.detail).toContain("leads connections to Coinbase Exchange elsewhere");
    clock.advance(VENUE_BACKOFF.ceilingMs);
    await untilHolds(() => expect(exchange.connections()).toBe(2));
  });

  it("waits longer with each failure, up to the ceiling", async () => {
    const { exchange, clock, listen, log } = await setUp();
    await exchange.close();
    listen("BTC-USD");
    const waits = () =>
      log.mock.calls
        .filter(([event]) => event === "venue.lost")
        .map(([, fields]) => Number(fields?.retryInMs));
    for (let failure = 1; failure <= 9; failure++) {
      await untilHolds(() => expect(waits()).toHaveLength(failure));
      clock.advance(waits().at(-1) ?? 0);
    }
    expect(waits().slice(0, 3)).toEqual([750, 1250, 2250]);
    expect(waits().at(-1)).toBe((500 + VENUE_BACKOFF.ceilingMs) / 2);
  });
});
