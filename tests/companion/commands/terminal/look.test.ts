import { describe, expect, it } from "vitest";
import { lookOf, styled } from "../../../../companion/commands/terminal/look.ts";

const terminal = { isTTY: true, columns: 72 };

describe("colour", () => {
  it.each([
    [terminal, {}, true],
    [{}, {}, false],
    [terminal, { NO_COLOR: "1" }, false],
    [terminal, { NO_COLOR: "" }, true],
    [terminal, { TERM: "dumb" }, false],
    [{}, { FORCE_COLOR: "1" }, true],
    [{}, { FORCE_COLOR: "" }, true],
    [terminal, { FORCE_COLOR: "0" }, false],
    // Who forces it means this command; who forbids it means all.
    [{}, { FORCE_COLOR: "1", NO_COLOR: "1" }, true],
  ])("of %j with %j: %s", (stream, environment, isColoured) => {
    const look = lookOf(stream, environment);
    expect(look.isColoured).toBe(isColoured);
    expect(styled("x", "red", look)).toBe(isColoured ? "\u001b[31mx\u001b[39m" : "x");
  });

  it("is on nothing that has no style or no text", () => {
    const look = lookOf(terminal, {});
    expect(styled("x", undefined, look)).toBe("x");
    expect(styled("", "red", look)).toBe("");
  });
});

describe("the width", () => {
  it("is the terminal's, and no program's", () => {
    expect(lookOf(terminal, {}).columns).toBe(72);
    expect(lookOf({ isTTY: true, columns: 0 }, {}).columns).toBe(80);
    expect(lookOf({ columns: 72 }, {}).columns).toBeUndefined();
  });
});
