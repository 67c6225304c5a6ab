import { describe, expect, it } from "vitest";
import { shownTime } from "../../../../companion/commands/terminal/shown-time.ts";
import { localTime } from "../../../../companion/process/local-time.ts";

/** Local time, whatever the zone of the tests is. */
const at = (day: number, hours: number, minutes: number, seconds = 0): number =>
  new Date(2026, 10, day, hours, minutes, seconds).getTime();
const NOW = at(28, 14, 30);

describe("a moment in a list", () => {
  it.each([
    ["now", at(28, 14, 29, 10)],
    ["1 min", at(28, 14, 29)],
    ["59 min", at(28, 13, 31)],
    ["13:07", at(28, 13, 7)],
    ["00:00", at(28, 0, 0)],
    ["yesterday 14:07", at(27, 14, 7)],
    ["yesterday 23:59", at(27, 23, 59)],
    ["Nov 26, 2026", at(26, 23, 59)],
    ["Nov 3, 2025", new Date(2025, 10, 3).getTime()],
    // A clock that was put back.
    ["14:45", at(28, 14, 45)],
    ["?", Number.NaN],
  ])("is %s", (said, ms) => {
    expect(shownTime(ms, NOW)).toBe(said);
  });

  it("is minutes ago also just after midnight", () => {
    expect(shownTime(at(27, 23, 58), at(28, 0, 3))).toBe("5 min");
  });
});

describe("a moment for another program", () => {
  it("is whole, local, and sorts as time does", () => {
    expect(localTime(at(3, 4, 5, 6))).toBe("2026-11-03 04:05:06");
    expect(localTime(Number.NaN)).toBe("?");
  });
});
