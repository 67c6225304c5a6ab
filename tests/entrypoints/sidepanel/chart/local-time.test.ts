/** What a bar begins on the time axis: by the clock on the viewer's wall, except for days. */

import type { Time } from "lightweight-charts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LocalTime } from "../../../../entrypoints/sidepanel/chart/local-time.ts";

const zone = process.env.TZ;
beforeAll(() => {
  // Half an hour off: neither its days nor its hours begin with those of UTC.
  process.env.TZ = "Asia/Kolkata";
});
afterAll(() => {
  process.env.TZ = zone;
});

const [SECOND, QUARTER_MINUTE, MINUTE, QUARTER_HOUR, HOUR, DAY] = [10, 12, 20, 21.5, 30, 50];

function weights(times: readonly number[], isUtc = false, start = 0): number[] {
  const axis = new LocalTime(() => isUtc);
  const points = times.map((time) => ({
    time: axis.convertHorzItemToInternal(time as Time),
    timeWeight: 0 as Parameters<typeof axis.fillWeightsForPoints>[0][number]["timeWeight"],
    originalTime: time,
  }));
  axis.fillWeightsForPoints(points, start);
  return points.map(({ timeWeight }) => Number(timeWeight));
}

const at = (hour: number, minute: number, second = 0): number =>
  new Date(2026, 0, 6, hour, minute, second).getTime() / 1000;

describe("a bar on the time axis", () => {
  it("begins an hour and a day where the viewer's clock does, and keeps its time", () => {
    expect(weights([at(0, -1), at(0, 0), at(0, 1)]).slice(1)).toEqual([DAY, MINUTE]);
    expect(weights([at(9, 59), at(10, 0)])[1]).toBe(HOUR);
    expect(weights([at(5, 29), at(5, 30)])[1], "midnight in UTC").not.toBe(DAY);
  });

  it("that is a day is one of UTC", () => {
    const midnight = Date.UTC(2026, 0, 7) / 1000;
    expect(weights([midnight - 86_400, midnight], true)[1]).toBe(DAY);
  });

  it("begins a quarter of an hour or of a minute rather than any minute or second", () => {
    expect(weights([at(10, 14), at(10, 15), at(10, 16)]).slice(1)).toEqual([QUARTER_HOUR, MINUTE]);
    expect(weights([at(10, 14, 14), at(10, 14, 15), at(10, 14, 16)]).slice(1)).toEqual([
      QUARTER_MINUTE,
      SECOND,
    ]);
  });

  it("that comes later is told from the one before it", () => {
    expect(weights([at(10, 13), at(10, 14), at(10, 15)], false, 2)).toEqual([0, 0, QUARTER_HOUR]);
  });
});
