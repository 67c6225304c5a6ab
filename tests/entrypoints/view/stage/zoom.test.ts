import { describe, expect, it } from "vitest";
import { fittingZoom, wheelFactor, ZOOM_STEP, zoomedBy } from "../../../../entrypoints/view/stage/zoom.ts";

describe("a picture's size", () => {
  it.each([
    ["wide", { width: 2000, height: 500 }, 0.5],
    ["high", { width: 500, height: 2000 }, 0.25],
    ["small", { width: 10, height: 10 }, 1],
  ])("fits the room: %s", (_, picture, zoom) => {
    expect(fittingZoom(picture, { width: 1000, height: 500 })).toBe(zoom);
  });

  it("stops at the actual one on its way up and down", () => {
    expect(zoomedBy(0.9, ZOOM_STEP)).toBe(1);
    expect(zoomedBy(1, ZOOM_STEP)).toBe(ZOOM_STEP);
    expect(zoomedBy(1.1, 1 / ZOOM_STEP)).toBe(1);
  });

  it("has a least and a most", () => {
    expect(zoomedBy(30, 100)).toBe(zoomedBy(30, 1_000));
    expect(zoomedBy(0.1, 0.0001)).toBeGreaterThan(0);
  });

  it("grows when the wheel is turned away, and shrinks as much when it is turned back", () => {
    expect(wheelFactor(-100, false)).toBeGreaterThan(1);
    expect(wheelFactor(-100, false) * wheelFactor(100, false)).toBeCloseTo(1);
    expect(wheelFactor(-10, true)).toBeGreaterThan(wheelFactor(-10, false));
  });
});
