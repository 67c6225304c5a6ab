import { describe, expect, it } from "vitest";
import { textOf } from "../../../../entrypoints/view/reading/text-bytes.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("a file's text", () => {
  it.each([
    ["UTF-8", utf8("Grüße 🙂"), "Grüße 🙂"],
    ["UTF-8 with its mark", utf8("\uFEFFa"), "a"],
    ["UTF-16, little end first", Uint8Array.of(0xff, 0xfe, 0x61, 0, 0xfc, 0), "aü"],
    ["UTF-16, big end first", Uint8Array.of(0xfe, 0xff, 0, 0x61, 0, 0xfc), "aü"],
    ["Windows-1252", Uint8Array.of(0x47, 0x72, 0xfc, 0xdf, 0x65, 0x20, 0x80), "Grüße €"],
    ["nothing", new Uint8Array(), ""],
  ])("is read as %s", (_, bytes, text) => {
    expect(textOf(bytes, false)).toBe(text);
  });

  it("may be cut within a character", () => {
    const cut = utf8("aü").subarray(0, 2);
    expect(textOf(cut, true)).toBe("a");
    expect(textOf(cut, false)).toBe("aÃ");
  });

  it("is none where there are bytes that no text has", () => {
    expect(textOf(Uint8Array.of(0x61, 0, 0x62), false)).toBeUndefined();
  });
});
