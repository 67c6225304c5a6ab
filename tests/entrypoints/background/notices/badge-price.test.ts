import { describe, expect, it } from "vitest";
import { badgePrice } from "../../../../entrypoints/background/notices/badge-price.ts";

describe("a price on the badge", () => {
  it.each([
    ["0.0000012", "1e-6"],
    ["0.52", "0.52"],
    ["9.996", "10.0"],
    ["12.345", "12.3"],
    ["99.97", "100"],
    ["247.94", "248"],
    ["3120.5", "3121"],
    ["9999.6", "10k"],
    ["64012.50", "64k"],
    ["999600", "1.0M"],
    ["12345678", "12M"],
    ["1000000000000", "1e12"],
  ])("%s is %s", (price, shown) => {
    expect(badgePrice(price)).toBe(shown);
    expect(shown.length).toBeLessThanOrEqual(4);
  });
});
