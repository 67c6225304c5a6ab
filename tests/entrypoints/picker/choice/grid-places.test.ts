import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  EDGE_PIXELS,
  GAP_PIXELS,
  gridIn,
  stepOf,
  tilesIn,
} from "../../../../entrypoints/picker/choice/grid-places.ts";

describe("a grid", () => {
  it("fills any room with whole tiles", () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 4_000 }), (room) => {
        const { columns, width } = gridIn(room);
        expect(columns).toBeGreaterThan(0);
        expect(columns * width + (columns - 1) * GAP_PIXELS).toBeCloseTo(room - 2 * EDGE_PIXELS, 3);
      }),
    );
    expect(gridIn(320).columns).toBe(2);
    expect(gridIn(1_280).columns).toBe(7);
  });

  it("says which tiles a box touches, and none between them", () => {
    const grid = gridIn(1_280);
    const left = EDGE_PIXELS + grid.width;
    expect(tilesIn(grid, { left: 0, top: 0, right: left + GAP_PIXELS + 5, bottom: 60 }, 20)).toEqual([0, 1]);
    expect(tilesIn(grid, { left: left + 2, top: 20, right: left + GAP_PIXELS - 2, bottom: 60 }, 20)).toEqual(
      [],
    );
    const below = EDGE_PIXELS + grid.rowHeight + 5;
    expect(tilesIn(grid, { left: 0, top: below, right: 60, bottom: below + 5 }, 8)).toEqual([7]);
    expect(tilesIn(grid, { left: 0, top: below, right: 1_280, bottom: below + 5 }, 8)).toEqual([7]);
  });

  it("leads the keys from tile to tile, and never out of itself", () => {
    const grid = gridIn(1_280);
    expect(stepOf("ArrowDown", 1, 20, grid, 3)).toBe(8);
    expect(stepOf("ArrowUp", 1, 20, grid, 3)).toBe(1);
    expect(stepOf("End", 1, 20, grid, 3)).toBe(19);
    expect(stepOf("x", 1, 20, grid, 3)).toBeUndefined();
    const keys = fc.constantFrom(
      "ArrowRight",
      "ArrowLeft",
      "ArrowDown",
      "ArrowUp",
      "PageDown",
      "PageUp",
      "Home",
      "End",
    );
    fc.assert(
      fc.property(keys, fc.integer({ min: 1, max: 50 }), fc.nat(49), (key, count, start) => {
        const to = stepOf(key, Math.min(start, count - 1), count, grid, 2) ?? -1;
        expect(to).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThan(count);
      }),
    );
  });
});
