/** A changed list of bars on its way into the chart: never more work than needed, never back in time. */

import { describe, expect, it } from "vitest";
import { addedBars, drawStep } from "../../../../entrypoints/sidepanel/chart/draw-step.ts";
import { mergeBars, rollTick } from "../../../../shared/extension/prices/bars.ts";
import { type Bar, utcSeconds } from "../../../../shared/protocol/price.ts";

const bar = (time: number, close = 10): Bar => [utcSeconds(time), 10, 12, 8, close, 1];
const tick = (timeMs: number, price: string) => ({ price, time: timeMs, venue: "coinbase" });
const shown = [bar(60), bar(120), bar(180)];

describe("the chart's next step", () => {
  it("is nothing where nothing changed", () => {
    expect(drawStep(shown, shown)).toEqual({ kind: "nothing" });
    expect(drawStep(shown, [...shown])).toEqual({ kind: "nothing" });
  });

  it("is one update for a tick, and two when a bar ends in the same frame", () => {
    const ticked = rollTick(shown, tick(181_000, "11"), 60);
    expect(drawStep(shown, ticked)).toEqual({ kind: "update", bars: [ticked[2]] });
    const next = rollTick(ticked, tick(240_000, "11"), 60);
    expect(drawStep(shown, next)).toEqual({ kind: "update", bars: [ticked[2], next[3]] });
    expect(drawStep(ticked, next)).toEqual({ kind: "update", bars: [next[3]] });
  });

  it("is a full redraw where an update would be older than the last bar", () => {
    expect(drawStep(shown, mergeBars(shown, [bar(120, 11)]))).toEqual({ kind: "redraw" });
    expect(drawStep(shown, mergeBars(shown, [bar(30)]))).toEqual({ kind: "redraw" });
    expect(drawStep(shown, shown.slice(1))).toEqual({ kind: "redraw" });
    expect(drawStep([], shown)).toEqual({ kind: "redraw" });
    expect(drawStep(shown, [bar(60), bar(120), bar(240)])).toEqual({ kind: "redraw" });
  });

  it("is a full redraw after a long time without frames", () => {
    const later = mergeBars(
      shown,
      [240, 300, 360, 420].map((time) => bar(time)),
    );
    expect(drawStep(shown, later)).toEqual({ kind: "redraw" });
  });
});

describe("the bars that were added", () => {
  it("are those after the newest that was drawn, whatever was cut or filled in before", () => {
    expect(addedBars(shown, shown)).toBe(0);
    expect(addedBars(shown, [bar(120), bar(180), bar(240), bar(300)])).toBe(2);
    expect(addedBars(shown, [bar(30), ...shown])).toBe(0);
    expect(addedBars([], shown)).toBe(0);
  });
});
