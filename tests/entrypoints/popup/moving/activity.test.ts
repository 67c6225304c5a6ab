import { describe, expect, it } from "vitest";
import { Speeds } from "../../../../entrypoints/popup/moving/activity.ts";

describe("the speed of what is coming", () => {
  it("is measured from its second look on, smoothed, and begins anew for a file that came back", () => {
    const speeds = new Speeds();
    const at = (storedBytes: number, now: number) => speeds.of({ id: "a", storedBytes }, now);
    expect(at(0, 0)).toBeUndefined();
    expect(at(0, 500)).toBeUndefined();
    expect(at(1_000, 1_000)).toBe(1_000);
    expect(at(1_000, 1_500)).toBe(1_000);
    expect(at(4_000, 2_000)).toBeCloseTo(1_600);
    speeds.keepOnly([]);
    expect(at(5_000, 3_000)).toBeUndefined();
  });
});
