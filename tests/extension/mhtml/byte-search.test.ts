import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ByteSearch } from "../../../shared/extension/mhtml/byte-search.ts";

describe("a search for bytes", () => {
  it("finds what a slow search finds, from any place on", () => {
    const wanted = fc.stringMatching(/^[ab-]{1,6}$/);
    const text = fc.stringMatching(/^[ab-]{0,60}$/);
    fc.assert(
      fc.property(wanted, text, fc.nat(60), (needle, hay, start) => {
        const bytes = Buffer.from(hay);
        expect(new ByteSearch(needle).find(bytes, start)).toBe(
          start > hay.length ? -1 : hay.indexOf(needle, start),
        );
      }),
      { numRuns: 2000 },
    );
  });
});
