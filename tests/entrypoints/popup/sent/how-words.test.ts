import { describe, expect, it } from "vitest";
import { howWords } from "../../../../entrypoints/popup/sent/how-words.ts";
import type { Fidelity, How } from "../../../../shared/protocol/lane-words.ts";

describe("how a sent file's bytes were had, in words", () => {
  it.each<[How, Fidelity, string]>([
    ["document", "original", "exactly as on the page"],
    ["page-copy", "original", "exactly as on the page"],
    ["page-capture", "original", "exactly as on the page"],
    ["page-request", "original", "asked from the site again"],
    ["request", "original", "asked from the site again"],
    ["drawn", "re-encoded", "a copy, drawn again"],
    ["cut", "screenshot", "screenshot"],
  ])("%s, %s", (how, fidelity, words) => {
    expect(howWords({ how, fidelity, expects: "image" })).toBe(words);
  });

  it("are none where it is not known, and never promise more than the file's label", () => {
    expect(howWords({ fidelity: "original", expects: "image" })).toBeUndefined();
    expect(howWords({ how: "page-copy", fidelity: "re-encoded", expects: "image" })).toBeUndefined();
  });

  it("are none of what no page shows, such as a link's file", () => {
    expect(howWords({ how: "request", fidelity: "original", expects: "any" })).toBeUndefined();
  });
});
