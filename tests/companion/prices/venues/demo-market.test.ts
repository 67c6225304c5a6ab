/** The simulated market: one function of time, whoever asks, whenever, in whatever resolution. */

import { describe, expect, it } from "vitest";
import { RollUp } from "../../../../companion/prices/bars/roll-up.ts";
import { demo } from "../../../../companion/prices/venues/demo.ts";
import { demoCandles } from "../../../../companion/prices/venues/demo-exchange.ts";
import { demoBar, demoTrade, demoTradeId } from "../../../../companion/prices/venues/demo-market.ts";
import { type Resolution, utcSeconds } from "../../../../shared/protocol/price.ts";

const hour = utcSeconds(1_790_000_000 - (1_790_000_000 % 3600));

describe("the simulated market", () => {
  it("tells the same trade to whoever asks for it", () => {
    const id = demoTradeId(hour * 1000);
    expect(demoTrade(id)).toEqual(demoTrade(id));
    expect(demoTrade(id).timeMs).toBe(hour * 1000);
    expect(demo.parse(JSON.stringify({ type: "trade", symbol: "DEMO", ...demoTrade(id) }))).toMatchObject([
      { kind: "trade" },
    ]);
  });

  it("moves with nearly every trade, and never far", () => {
    const prices = Array.from({ length: 2000 }, (_, step) => Number(demoTrade(hour * 4 + step).price));
    const moves = prices.slice(1).map((price, index) => Math.abs(price - (prices[index] ?? 0)));
    expect(moves.filter((move) => move > 0).length).toBeGreaterThan(1600);
    expect(Math.max(...moves)).toBeLessThan(1);
    expect(Math.min(...prices)).toBeGreaterThan(50);
  });

  it.each<Resolution>([1, 60, 3600])("has the bars of %d s that its own trades roll up to", (resolution) => {
    const rollUp = new RollUp();
    rollUp.resume(0);
    for (let id = hour * 4; id < (hour + 3600) * 4; id++) {
      const { price, size, timeMs } = demoTrade(id);
      rollUp.add({ price: Number(price), size: Number(size), tradeId: id, timeMs });
    }
    const last = hour + 3600 - resolution;
    const [time, open, high, low, close, volume] = rollUp.barAt(resolution, last * 1000) ?? [];
    const bar = demoBar(utcSeconds(last), resolution, Number.POSITIVE_INFINITY);
    expect(bar.slice(0, 5)).toEqual([time, open, high, low, close]);
    expect(bar[5]).toBeCloseTo(volume ?? 0, 6);
  });

  it("tells a bar that still runs only as far as time has come", () => {
    const nowMs = hour * 1000 + 90_000;
    const path = demo.candlesPath({
      symbol: "DEMO",
      resolution: 60,
      fromSeconds: hour,
      toSeconds: utcSeconds(hour + 600),
    });
    const bars = demo.parseCandles(demoCandles(path, nowMs));
    expect(bars.map(([time]) => time - hour)).toEqual([0, 60]);
    expect(bars[1]?.[4]).toBe(Number(demoTrade(demoTradeId(nowMs)).price));
    expect(bars[1]?.[5]).toBeLessThan(bars[0]?.[5] ?? 0);
  });
});
