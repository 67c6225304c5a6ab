import { describe, expect, it } from "vitest";
import { spokenVersion } from "../../../shared/protocol/install/versions.ts";

describe("two ends of different versions", () => {
  it.each([
    [1, 1, 1],
    [2, 1, 1],
    [1, 2, 1],
    [3, 1, undefined],
    [1, 3, undefined],
    [0, 1, undefined],
    [65_535, 1, undefined],
  ])("of which one is %i and the other %i speak %s", (theirs, own, spoken) => {
    expect(spokenVersion(theirs, own)).toBe(spoken);
  });
});
