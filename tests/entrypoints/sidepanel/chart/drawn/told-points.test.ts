/** A series beside the bars is told what has changed, and never something older than its last. */

import { describe, expect, it } from "vitest";
import { type Point, ToldPoints } from "../../../../../entrypoints/sidepanel/chart/drawn/told-points.ts";

const point = (time: number, value?: number) =>
  (value === undefined ? { time } : { time, value }) as unknown as Point;

function setUp() {
  const calls: string[] = [];
  const series = {
    setData: (points: Point[]) => void calls.push(`set ${points.length}`),
    update: ({ time, value }: Point) => void calls.push(`${time} ${value}`),
  };
  const told = new ToldPoints();
  return { tell: (...points: Point[]) => told.tell(series, points), calls };
}

describe("told points", () => {
  it("are one update for a tick, two when a bar ends, and nothing for nothing", () => {
    const { tell, calls } = setUp();
    tell(point(1, 5), point(2, 6));
    tell(point(1, 5), point(2, 6));
    tell(point(1, 5), point(2, 7));
    tell(point(1, 5), point(2, 8), point(3, 9));
    expect(calls).toEqual(["set 2", "2 7", "2 8", "3 9"]);
  });

  it("are set anew where an older one has changed, some are gone, or too many are new", () => {
    const { tell, calls } = setUp();
    tell(point(1, 5), point(2, 6));
    tell(point(1, 4), point(2, 6));
    tell(point(1, 4));
    tell(point(0), point(1, 4));
    tell(point(0), point(1, 4), point(2), point(3), point(4), point(5));
    expect(calls).toEqual(["set 2", "set 2", "set 1", "set 2", "set 6"]);
  });
});
