/** What a change is told against: the price a day before, or as long before as is known. */

import { describe, expect, it } from "vitest";
import { dayBefore } from "../../../shared/extension/prices/day-before.ts";
import { type Bar, type Resolution, utcSeconds } from "../../../shared/protocol/price.ts";

const NOW = 1_767_600_000;
const DAY = 86_400;
const bars = (count: number, resolution: Resolution): Bar[] =>
  Array.from({ length: count }, (_, index) => {
    const time = NOW - (count - 1 - index) * resolution;
    return [utcSeconds(time), index + 1, index + 2, index + 0.5, index + 1.5, 1];
  });

describe("the price a day before", () => {
  it("is that of the bar it fell into", () => {
    expect(dayBefore(bars(2000, 60), 60, NOW)).toEqual({ price: 2000 - DAY / 60, spanSeconds: DAY });
    expect(dayBefore(bars(30, 3600), 3600, NOW)).toEqual({ price: 6, spanSeconds: DAY });
    expect(dayBefore(bars(30, 3600), 3600, NOW + 3000), "nearer to the bar's end").toEqual({
      price: 6.5,
      spanSeconds: DAY,
    });
  });

  it("is that of the first bar where history is shorter, with the span it is of", () => {
    expect(dayBefore(bars(61, 60), 60, NOW)).toEqual({ price: 1, spanSeconds: 3600 });
  });

  it("does not come from the other side of a hole", () => {
    const old: Bar = [utcSeconds(NOW - 3 * DAY), 900, 900, 900, 900, 1];
    expect(dayBefore([old, ...bars(61, 60)], 60, NOW)).toEqual({ price: 1, spanSeconds: 3600 });
  });

  it("is none where there is nothing before", () => {
    expect(dayBefore([], 60, NOW)).toBeUndefined();
    expect(dayBefore(bars(1, 60), 60, NOW)).toBeUndefined();
  });
});
