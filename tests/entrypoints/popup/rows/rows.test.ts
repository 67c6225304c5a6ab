import { describe, expect, it } from "vitest";
import { shortKind } from "../../../../entrypoints/popup/rows/kinds.ts";
import { headingText, shownWhen } from "../../../../entrypoints/popup/rows/when.ts";
import { partsOf } from "../../../../shared/extension/look/FileName.tsx";

const NOW = new Date(2026, 10, 28, 14, 0).getTime();
const MINUTE = 60_000;

describe("a moment in a list", () => {
  it.each([
    [NOW - 1_000, "just now"],
    [NOW - 2 * MINUTE, "2 min"],
    [NOW - 59 * MINUTE, "59 min"],
    [new Date(2026, 10, 28, 9, 7).getTime(), "9:07 AM"],
    [new Date(2026, 10, 25, 9, 7).getTime(), "9:07 AM"],
    [new Date(2026, 10, 3).getTime(), "Nov 3"],
    [new Date(2024, 1, 3).getTime(), "Feb 3, 2024"],
    [Number.NaN, "?"],
    [NOW + 10 * MINUTE, "Nov 28"],
  ])("%d is %s", (at, words) => {
    expect(shownWhen(at, NOW).replace(/\s/g, " ")).toBe(words);
  });
});

describe("a heading", () => {
  const day = (of: number): number => new Date(2026, 10, of).getTime();
  it.each([
    [`day ${day(28)}`, "today"],
    [`day ${day(27)}`, "yesterday"],
    [`day ${day(24)}`, "Tuesday"],
    [`month ${day(1)}`, "November 2026"],
    ["needs", "Needs you"],
  ] as const)("%s is %s", (heading, words) => {
    expect(headingText(heading, NOW)).toBe(words);
  });
});

describe("a name that is too long", () => {
  it("keeps its end, whole letters of it", () => {
    expect(partsOf("short.png")).toEqual(["short.png", ""]);
    const [start, end] = partsOf("A very long file name, final (2).png");
    expect(end).toBe("inal (2).png");
    expect(start + end).toBe("A very long file name, final (2).png");
    const [, flags] = partsOf(`${"x".repeat(30)}${"🇩🇪".repeat(20)}`);
    expect(flags).toBe("🇩🇪".repeat(12));
  });

  it("is not parted where it is read from right to left", () => {
    expect(partsOf("תמונה ארוכה מאוד מהחופשה שלנו.png")[1]).toBe("");
  });
});

describe("a word for what a file is", () => {
  it.each([
    ["a.csv", "text/plain", "CSV"],
    ["noending", "video/webm", "WebM video"],
    ["a.tar.gz", "application/gzip", "GZ"],
    ["a.longending", "application/pdf", "PDF document"],
  ])("of %s, %s, is %s", (name, mediaType, word) => {
    expect(shortKind({ name, mediaType })).toBe(word);
  });
});
