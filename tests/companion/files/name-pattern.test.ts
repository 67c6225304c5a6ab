import { describe, expect, it } from "vitest";
import { fitsPattern } from "../../../companion/files/name-pattern.ts";

describe("a pattern of file names", () => {
  it.each([
    ["a.bak", "*.bak", true],
    ["A.BAK", "*.bak", true],
    ["a.bak.txt", "*.bak", false],
    ["aab", "*ab", true],
    ["abab", "a*b?b", true],
    ["ababa", "a*b?b", false],
    ["abcab", "a*b", true],
    ["x", "?", true],
    ["", "?", false],
    ["", "*", true],
    ["v.mp4.part-Frag3", "*.part-frag*", true],
    ["a.sb-1a2b3c4d-AbCdEf", "*.sb-????????-??????", true],
    ["plain", "plain", true],
    ["plainer", "plain", false],
  ])("%s against %s: %s", (name, pattern, fits) => {
    expect(fitsPattern(name, pattern)).toBe(fits);
  });

  it("takes no longer where almost everything fits", () => {
    const began = performance.now();
    expect(fitsPattern("a".repeat(4000), `${"*a".repeat(100)}b`)).toBe(false);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
