/** Alerts: when they fire and when they wait again, and that they outlive a restart. */

import { DatabaseSync } from "node:sqlite";
import { afterEach, describe, expect, it } from "vitest";
import { AlertRule, HYSTERESIS } from "../../../../companion/prices/alerts/alert-rule.ts";
import { AlertStore } from "../../../../companion/prices/alerts/alert-store.ts";
import { PriceAlerts } from "../../../../companion/prices/alerts/price-alerts.ts";
import { mustBeTraded } from "../../../../companion/prices/alerts/traded-symbol.ts";
import type { PriceListener } from "../../../../companion/prices/feed/symbol-feed.ts";
import type { Listening } from "../../../../companion/prices/feed/symbol-route.ts";
import type { FoundSymbols } from "../../../../companion/prices/symbols/symbol-search.ts";
import { alertsChannel } from "../../../../companion/server/topics/market/alerts-channel.ts";
import type { AlertWish, PriceAlert } from "../../../../shared/protocol/market/alerts.ts";
import { untilHolds } from "../../../support/until-holds.ts";

const t0 = Date.UTC(2026, 0, 5);
const above = (price: string, repeats = false): AlertWish => ({
  symbol: "BTC-USD",
  kind: "above",
  price,
  repeats,
});

/** The indices of the prices it fires at, a second apart. */
function firings(wish: AlertWish, prices: readonly number[]): number[] {
  const rule = new AlertRule(wish, true);
  return prices.flatMap((price, index) => (rule.take(price, t0 + index * 1_000) ? [index] : []));
}

describe("a rule", () => {
  it("fires at or above its price, once", () => {
    expect(firings(above("100"), [99, 100, 101, 50, 101])).toEqual([1]);
    expect(firings({ ...above("100"), kind: "below" }, [101, 100, 99, 200, 99])).toEqual([1]);
  });

  it("that repeats waits until the price has gone back beyond the mark, not only to it", () => {
    const back = 100 * (1 - HYSTERESIS) - 0.01;
    expect(firings(above("100", true), [101, 99.9, 101, back, 99.9, 101])).toEqual([0, 5]);
  });

  it("of a change fires either way, within its time and not beyond", () => {
    const wish: AlertWish = {
      symbol: "BTC-USD",
      kind: "change",
      percent: "5",
      withinSeconds: 60,
      repeats: false,
    };
    expect(firings(wish, [100, 102, 104.9, 105])).toEqual([3]);
    expect(firings(wish, [100, 98, 95])).toEqual([2]);
    const slow = Array.from({ length: 600 }, (_, index) => 100 + index * 0.02);
    expect(firings(wish, slow)).toEqual([]);
  });
});

describe("the alerts", () => {
  let database = new DatabaseSync(":memory:");
  afterEach(() => {
    database.close();
    database = new DatabaseSync(":memory:");
  });

  /** Which symbols are traded, and which venues can't be asked. */
  const found = (symbols: readonly string[], unavailable: readonly string[] = []): FoundSymbols => ({
    symbols: symbols.map((symbol) => ({ symbol, venues: ["coinbase"] })),
    unavailable: unavailable.map((venue) => ({ venue, message: "It does not answer." })),
  });

  const of = (traded: FoundSymbols) => ({ find: () => Promise.resolve(traded) });

  function open() {
    const listeners: PriceListener[] = [];
    let left = 0;
    const listen = (symbol: string, resolution: number, listener: PriceListener): Promise<Listening> => {
      listeners.push(listener);
      const history = {
        symbol,
        venue: "x",
        venueLabel: "X",
        simulated: false,
        bars: [],
        gaps: [],
        filled: [],
      };
      return Promise.resolve({
        history: { ...history, resolutionSeconds: resolution === 60 ? 60 : 1 },
        part: () => Promise.reject(new Error("Nobody asks.")),
        leave: () => {
          left += 1;
        },
      });
    };
    const log = () => undefined;
    const alerts = new PriceAlerts({
      store: new AlertStore(database, log),
      market: { listen },
      log,
      now: () => t0,
    });
    const fired: PriceAlert[] = [];
    alerts.listen({ alerts: () => undefined, fired: (alert) => fired.push(alert) });
    const tick = (price: string, time = t0) => {
      for (const listener of listeners) listener.tick({ price, time, venue: "coinbase" });
    };
    return { alerts, fired, tick, listeners, left: () => left };
  }

  it("are of symbols that some venue trades, or that one which can't be asked may trade", async () => {
    const refused = mustBeTraded(of(found(["NOPE-USDT"])), "NOPE-USD");
    await expect(refused).rejects.toMatchObject({
      code: "unknown_symbol",
      message: "No venue trades NOPE-USD.",
    });
    await expect(mustBeTraded(of(found(["NOPE-USD"])), "NOPE-USD")).resolves.toBeUndefined();
    await expect(mustBeTraded(of(found([], ["okx"])), "NOPE-USD")).resolves.toBeUndefined();
    await expect(mustBeTraded(of(found([])), "DEMO")).resolves.toBeUndefined();
  });

  it("are not added where no venue trades their symbol", async () => {
    const { alerts } = open();
    const joined = await alertsChannel(alerts, of(found([]))).join(
      {
        ...{ topic: "alerts", client: { id: "1", kind: "owner", name: "o" } },
        push: () => undefined,
        pushLatest: () => undefined,
        drained: () => undefined,
        end: () => undefined,
      },
      {},
    );
    const added = (symbol: string) => joined.handle?.("add", { ...above("100"), symbol }, () => undefined);
    expect(await added("NOPE-USD")).toMatchObject({
      status: "error",
      response: { reason: "unknown_symbol", message: "No venue trades NOPE-USD." },
    });
    expect(alerts.list).toEqual([]);
    expect(await added("DEMO")).toMatchObject({ status: "ok" });
    alerts.close();
  });

  it("that repeat do not fire again after a restart before the price has gone back", async () => {
    const first = open();
    const { id } = first.alerts.add(above("100", true));
    await untilHolds(() => expect(first.listeners).toHaveLength(1));
    first.tick("101");
    expect(first.fired).toMatchObject([{ id, state: "waiting", armed: false, firedPrice: "101" }]);
    first.alerts.close();
    const second = open();
    await untilHolds(() => expect(second.listeners).toHaveLength(1));
    second.tick("102", t0 + 1);
    expect(second.fired, "it was told already").toEqual([]);
    second.tick("99", t0 + 2);
    second.alerts.close();
    const third = open();
    await untilHolds(() => expect(third.listeners).toHaveLength(1));
    expect(third.alerts.list[0]?.armed).toBeUndefined();
    third.tick("101", t0 + 3);
    expect(third.fired).toHaveLength(1);
    third.alerts.close();
  });

  it("fire once, are kept as fired, and leave their symbol", async () => {
    const { alerts, fired, tick, listeners, left } = open();
    const { id } = alerts.add(above("100"));
    await untilHolds(() => expect(listeners).toHaveLength(1));
    tick("99.99");
    expect(fired).toEqual([]);
    tick("100.01", t0 + 1);
    tick("100.02", t0 + 2);
    expect(fired).toMatchObject([
      { id, state: "fired", firedPrice: "100.01", venue: "coinbase", seen: false },
    ]);
    expect(left()).toBe(1);
    alerts.close();
    const again = open();
    expect(again.alerts.list).toEqual(fired);
    expect(again.listeners, "what has fired is followed no more").toEqual([]);
    expect(again.alerts.seen(id.slice(0, 6)).seen).toBe(true);
    expect(again.alerts.change(id, { price: "120" })).toMatchObject({ state: "waiting", price: "120" });
    await untilHolds(() => expect(again.listeners).toHaveLength(1));
    again.tick("121", t0 + 3);
    expect(again.fired).toHaveLength(1);
    again.alerts.close();
  });

  it("say which one is meant, or that none is", () => {
    const { alerts } = open();
    const { id } = alerts.add(above("100"));
    expect(() => alerts.remove("zz")).toThrow(/No alert has the id zz/);
    expect(alerts.remove(id.slice(0, 8))).toBe(id);
    expect(alerts.list).toEqual([]);
    alerts.close();
  });
});
