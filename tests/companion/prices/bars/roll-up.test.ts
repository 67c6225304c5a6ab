/** The roll-up: the same bars whatever the order of arrival, and nothing counted twice. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RollUp } from "../../../../companion/prices/bars/roll-up.ts";
import { LATE_TRADE_GRACE_MS, OPEN_BARS } from "../../../../companion/prices/limits.ts";
import { utcSeconds } from "../../../../shared/protocol/price.ts";

const t0 = Date.UTC(2026, 0, 5, 10, 0, 0);
const minute = t0 / 1000;
const trade = (tradeId: number, price: number, offsetMs: number, size = 1) => ({
  tradeId,
  price,
  size,
  timeMs: t0 + offsetMs,
});
function hearing(): RollUp {
  const rollUp = new RollUp();
  rollUp.resume(t0 - 1);
  return rollUp;
}
const over = (seconds: number) => t0 + seconds * 1000 + LATE_TRADE_GRACE_MS;

describe("a bar", () => {
  it("covers its start and not its end", () => {
    const rollUp = hearing();
    rollUp.add(trade(1, 10, 0));
    rollUp.add(trade(2, 11, 59_999));
    rollUp.add(trade(3, 12, 60_000));
    expect(rollUp.barAt(60, t0)).toEqual([minute, 10, 11, 10, 11, 2]);
    expect(rollUp.barAt(60, t0 + 60_000)).toEqual([minute + 60, 12, 12, 12, 12, 1]);
    expect(rollUp.barAt(3600, t0)).toEqual([minute, 10, 12, 10, 12, 3]);
  });

  it("opens and closes by time and id, not by arrival", () => {
    const rollUp = hearing();
    rollUp.add(trade(5, 15, 500));
    rollUp.add(trade(3, 13, 100));
    rollUp.add(trade(7, 17, 500));
    rollUp.add(trade(6, 16, 500));
    rollUp.add(trade(2, 12, 100));
    expect(rollUp.barAt(60, t0)).toEqual([minute, 12, 17, 12, 17, 5]);
  });

  it("is the same for any order of the same trades, each told any number of times", () => {
    const trades = fc.array(
      fc.record({
        tradeId: fc.integer({ min: 1, max: 60 }),
        offsetMs: fc.integer({ min: 0, max: 100_000 }),
        price: fc.integer({ min: 1, max: 500 }),
      }),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(trades, fc.infiniteStream(fc.nat()), (list, shuffle) => {
        const once = [...new Map(list.map((item) => [item.tradeId, item])).values()];
        const sorted = [...once].sort((a, b) => a.offsetMs - b.offsetMs || a.tradeId - b.tradeId);
        const keyed = [...once, ...once].map((item) => ({ item, key: shuffle.next().value ?? 0 }));
        const mixed = keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
        const [a, b] = [hearing(), hearing()];
        for (const { tradeId, price, offsetMs } of sorted) a.add(trade(tradeId, price, offsetMs));
        for (const { tradeId, price, offsetMs } of mixed) b.add(trade(tradeId, price, offsetMs));
        const inOrder = (rollUp: RollUp) =>
          rollUp.takeChanged(over(200)).sort((x, y) => x.resolution - y.resolution || x.bar[0] - y.bar[0]);
        expect(inOrder(b)).toEqual(inOrder(a));
      }),
      { numRuns: 200 },
    );
  });

  it("counts a trade once, however often it is told", () => {
    const rollUp = hearing();
    expect(rollUp.add(trade(1, 10, 0))).toBe("new");
    expect(rollUp.add(trade(1, 10, 0))).toBe("repeated");
    expect(rollUp.barAt(60, t0)?.[5]).toBe(1);
  });

  it("older than all in memory is left to the history", () => {
    const rollUp = hearing();
    for (let step = 0; step <= OPEN_BARS; step++) rollUp.add(trade(step, 10, step * 86_400_000));
    expect(rollUp.add(trade(9999, 10, -86_400_000))).toBe("too-late");
  });

  it("pushed out of memory before it was taken is still handed over", () => {
    const rollUp = hearing();
    const bars = OPEN_BARS + 50;
    for (let step = 0; step < bars; step++) rollUp.add(trade(step, 10, step * 1000));
    const taken = rollUp.takeChanged(over(bars)).filter(({ resolution }) => resolution === 1);
    expect(taken).toHaveLength(bars);
    expect(taken.every(({ isComplete }) => isComplete)).toBe(true);
  });
});

describe("completeness", () => {
  const minuteBars = (rollUp: RollUp, nowMs: number) =>
    rollUp.takeChanged(nowMs).filter(({ resolution }) => resolution === 60);

  it("comes with the end of a bar that was heard whole, even if nothing more is traded", () => {
    const rollUp = hearing();
    rollUp.add(trade(1, 10, 5));
    expect(minuteBars(rollUp, t0 + 1000)).toMatchObject([{ isComplete: false }]);
    expect(minuteBars(rollUp, over(60) - 1)).toEqual([]);
    expect(minuteBars(rollUp, over(60))).toMatchObject([{ isComplete: true }]);
    expect(minuteBars(rollUp, over(90))).toEqual([]);
  });

  it("is denied to the bar during which the listening began or broke", () => {
    const rollUp = new RollUp();
    rollUp.resume(t0 + 30_000);
    rollUp.add(trade(1, 10, 30_000));
    rollUp.add(trade(2, 10, 60_000));
    rollUp.resume(t0 + 90_000);
    rollUp.add(trade(3, 10, 90_000));
    rollUp.add(trade(4, 10, 120_000));
    expect(minuteBars(rollUp, over(180)).map(({ isComplete }) => isComplete)).toEqual([false, false, true]);
  });
});

describe("a venue's candle", () => {
  const candle = [utcSeconds(minute), 9, 20, 5, 11, 100] as const;

  it("gives a bar heard in part what it missed, and keeps the newer close", () => {
    const rollUp = new RollUp();
    rollUp.resume(t0 + 30_000);
    rollUp.add(trade(8, 10, 30_000));
    rollUp.add(trade(9, 21, 31_000));
    expect(rollUp.merge(60, candle, t0 + 40_000)).toBe(true);
    expect(rollUp.barAt(60, t0)).toEqual([minute, 9, 21, 5, 21, 100]);
    rollUp.add(trade(10, 12, 41_000, 2));
    expect(rollUp.barAt(60, t0)).toEqual([minute, 9, 21, 5, 12, 102]);
  });

  it("cannot change a bar that was heard whole", () => {
    const rollUp = hearing();
    rollUp.add(trade(8, 10, 0));
    expect(rollUp.merge(60, candle, over(60))).toBe(true);
    expect(rollUp.barAt(60, t0)).toEqual([minute, 10, 10, 10, 10, 1]);
  });

  it("of a bar that still runs is gone on from; of one that is over it is history's", () => {
    const rollUp = hearing();
    expect(rollUp.merge(60, candle, over(60))).toBe(false);
    expect(rollUp.barAt(60, t0)).toBeUndefined();
    expect(rollUp.merge(60, candle, t0 + 40_000)).toBe(true);
    rollUp.add(trade(7, 11, 10_000, 3));
    expect(rollUp.barAt(60, t0), "the trade retold after a subscription is in the candle").toEqual([
      ...candle,
    ]);
    rollUp.add(trade(8, 12, 41_000, 3));
    expect(rollUp.barAt(60, t0)).toEqual([minute, 9, 20, 5, 12, 103]);
  });
});
