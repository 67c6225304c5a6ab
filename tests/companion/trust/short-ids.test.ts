import { describe, expect, it } from "vitest";
import { digitsFor } from "../../../companion/trust/short-ids.ts";

describe("short ids", () => {
  it("have eight digits, and more where two begin alike", () => {
    expect(digitsFor([])).toBe(8);
    expect(digitsFor(["0123456789abcdef", "f123456789abcdef"])).toBe(8);
    expect(digitsFor(["0123456789abcdef", "0123456789fbcdef", "ff"])).toBe(11);
  });

  it("are no longer for an id that is there twice", () => {
    expect(digitsFor(["0123456789abcdef", "0123456789abcdef"])).toBe(8);
  });
});
