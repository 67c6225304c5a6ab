import { describe, expect, it } from "vitest";
import { SpeedMeter } from "../../../../entrypoints/background/sending/speed-meter.ts";

describe("the speed of a file", () => {
  it("counts from where the companion began, not from zero", () => {
    const meter = new SpeedMeter();
    expect(meter.take(1_000_000_000, 0)).toBeUndefined();
    expect(meter.take(1_001_000_000, 500)).toBe(2_000_000);
  });

  it("smooths pieces that come in bursts", () => {
    const meter = new SpeedMeter();
    meter.take(0, 0);
    const speeds = Array.from({ length: 40 }, (_, tick) => {
      // Four megabytes in every fourth tick of a quarter of a second: 4 MB/s.
      return meter.take(Math.floor((tick + 1) / 4) * 4_000_000, (tick + 1) * 250) ?? 0;
    });
    const last = speeds.slice(-8);
    expect(Math.min(...last)).toBeGreaterThan(2_500_000);
    expect(Math.max(...last)).toBeLessThan(6_000_000);
  });

  it("falls to nothing while nothing is acknowledged, and never below", () => {
    const meter = new SpeedMeter();
    meter.take(0, 0);
    meter.take(10_000_000, 1_000);
    let speed: number | undefined;
    for (let now = 2_000; now <= 30_000; now += 1_000) speed = meter.take(9_000_000, now);
    expect(speed).toBeGreaterThanOrEqual(0);
    expect(speed).toBeLessThan(100);
  });
});
