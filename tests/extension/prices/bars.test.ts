/** Ticks and bars on their way into the chart: never back in time, never too many. */

import { describe, expect, it } from "vitest";
import { CUT_BARS, mergeBars, rollTick } from "../../../shared/extension/prices/bars.ts";
import { MAX_BARS } from "../../../shared/protocol/limits.ts";
import { type Bar, utcSeconds } from "../../../shared/protocol/price.ts";

const bar = (time: number, close = 10): Bar => [utcSeconds(time), 10, 12, 8, close, 1];
const tick = (timeMs: number, price: string) => ({ price, time: timeMs, venue: "coinbase" });
const times = (bars: readonly Bar[]) => bars.map(([time]) => time);

describe("a tick", () => {
  it("opens the first bar", () => {
    expect(rollTick([], tick(61_999, "9.50"), 60)).toEqual([[60, 9.5, 9.5, 9.5, 9.5, 0]]);
  });

  it("stretches and closes the bar it falls into", () => {
    expect(rollTick([bar(60)], tick(119_999, "13"), 60)).toEqual([[60, 10, 13, 8, 13, 1]]);
    expect(rollTick([bar(60)], tick(60_000, "7"), 60)).toEqual([[60, 10, 12, 7, 7, 1]]);
  });

  it("opens the next bar when its time has come", () => {
    expect(rollTick([bar(60)], tick(120_000, "13"), 60)).toEqual([bar(60), [120, 13, 13, 13, 13, 0]]);
  });

  it("older than the last bar changes nothing", () => {
    const bars = [bar(60), bar(120)];
    expect(rollTick(bars, tick(119_999, "99"), 60)).toBe(bars);
  });

  it("that brings its bar puts it in place, with the high and low of the ticks that were skipped", () => {
    const own: Bar = [utcSeconds(120), 10, 20, 5, 11, 3];
    expect(rollTick([bar(60), bar(120)], { ...tick(121_000, "11"), bar: own }, 60)).toEqual([bar(60), own]);
  });

  it("leaves the list it was given as it was", () => {
    const bars = [bar(60)];
    rollTick(bars, tick(60_000, "99"), 60);
    expect(bars).toEqual([bar(60)]);
  });

  it("beyond the most bars cuts the oldest, many at once", () => {
    const full = Array.from({ length: MAX_BARS }, (_, index) => bar((index + 1) * 60));
    const cut = rollTick(full, tick((MAX_BARS + 1) * 60_000, "9"), 60);
    expect(cut).toHaveLength(MAX_BARS - CUT_BARS);
    expect(cut.at(-1)?.[0]).toBe((MAX_BARS + 1) * 60);
  });
});

describe("bars", () => {
  it("replace those of their times and fit in between and before", () => {
    const merged = mergeBars([bar(120), bar(180), bar(300)], [bar(60), bar(180, 11), bar(240)]);
    expect(times(merged)).toEqual([60, 120, 180, 240, 300]);
    expect(merged[2]?.[4]).toBe(11);
  });

  it("that are none change nothing", () => {
    const bars = [bar(60)];
    expect(mergeBars(bars, [])).toBe(bars);
  });
});
