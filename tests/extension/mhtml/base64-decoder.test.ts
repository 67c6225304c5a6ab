import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Base64Decoder, NotBase64 } from "../../../shared/extension/mhtml/base64-decoder.ts";
import { cutInto, inLines } from "../../support/mhtml-document.ts";

function decoded(text: string, sizes: readonly number[] = [text.length || 1]): Buffer {
  const decoder = new Base64Decoder();
  const chunks = [...cutInto(Buffer.from(text, "latin1"), sizes)].map((chunk) => decoder.decode(chunk));
  decoder.end();
  return Buffer.concat(chunks);
}

describe("base64 that comes in chunks", () => {
  it("gives the bytes that were written, wherever it is cut", () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), sizes, (bytes, cuts) => {
        expect(decoded(inLines(bytes), cuts)).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it.each([
    ["a digit that is none", "AAAA!AAA"],
    ["a byte above ASCII", "AAAA\u00e9AAA"],
    ["the alphabet of addresses", "AA-_"],
    ["a space", "AAAA AAAA"],
    ["an end in the middle of a group", "AAAAAA"],
    ["one = too few", "AA="],
    ["one = too many", "AAAA="],
    ["three =", "A==="],
    ["more after its end", "AA==AAAA"],
    ["bits that no encoder leaves", "AB=="],
    ["bits that no encoder leaves, of three digits", "AAB="],
  ])("is refused whole for %s", (_, text) => {
    for (const sizes of [[1], [3], [text.length]]) expect(() => decoded(text, sizes)).toThrow(NotBase64);
  });

  it("takes what any encoder may write, whether or not it is told", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-D=\r\n]{0,12}$/), (text) => {
        const plain = text.replaceAll(/[\r\n]/g, "");
        const isRight = Buffer.from(plain, "base64").toString("base64") === plain;
        if (isRight) expect(decoded(text)).toEqual(Buffer.from(plain, "base64"));
        else expect(() => decoded(text)).toThrow(NotBase64);
      }),
      { numRuns: 2000 },
    );
  });
});
