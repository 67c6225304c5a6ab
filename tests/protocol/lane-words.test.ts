import { describe, expect, it } from "vitest";
import { decodeLaneWord, encodeLaneWord, HOWS, type LaneWord } from "../../shared/protocol/lane-words.ts";
import { ProtocolError } from "../../shared/protocol/protocol-error.ts";

const ID = "00112233445566778899aabbccddeeff";
const SHA = "ab".repeat(32);
const OFFER = {
  type: "offer",
  id: ID,
  name: "café 🚀.png",
  bytes: 12,
  mediaType: "image/png",
  expects: "image",
  fidelity: "original",
  source: { url: "https://a.test/x.png", pageUrl: "https://a.test/", title: "T", alt: "A", at: 1 },
} as const satisfies LaneWord;

describe("decodeLaneWord", () => {
  it.each<LaneWord>([
    { type: "ask", id: ID },
    OFFER,
    { ...OFFER, bytes: null, sha256: SHA },
    ...HOWS.map((how) => ({ ...OFFER, how })),
    { type: "want", offset: 0 },
    { ...OFFER, digests: "parts" },
    { type: "want", offset: 5, credit: 67_108_864 },
    { type: "want", offset: 0, digests: "parts" },
    { type: "ack", offset: 5, credit: 0 },
    { type: "wait" },
    { type: "have", sha256: SHA, name: "x" },
    { type: "refuse", code: "disk_full", message: "Full." },
    { type: "piece", offset: 4_194_304, bytes: 1, sha256: SHA },
    { type: "piece", offset: 0, bytes: 524_289, sha256: [SHA, SHA] },
    { type: "ack", offset: Number.MAX_SAFE_INTEGER },
    { type: "end", bytes: 0 },
    { type: "done", sha256: SHA, name: "x (2).png" },
  ])("reads back what encodeLaneWord wrote: $type", (word) => {
    expect(decodeLaneWord(encodeLaneWord(word))).toEqual(word);
  });

  it("keeps nothing of an offer that the wire does not know", () => {
    expect(decodeLaneWord(JSON.stringify({ ...OFFER, path: "/etc/passwd" }))).toEqual(OFFER);
  });

  it.each(["teleported", "", "toString", "Drawn", 5, null, {}, ["cut"]])(
    "takes a file whose sender had it in a way that is not known here, and knows none: %j",
    (how) => {
      expect(decodeLaneWord(JSON.stringify({ ...OFFER, how }))).toStrictEqual(OFFER);
    },
  );

  it.each([
    ["no JSON", "offer", "malformed_frame"],
    ["a list", "[]", "malformed_frame"],
    ["an unknown word", '{"type":"delete"}', "unknown_word"],
    ["an inherited word", '{"type":"toString"}', "unknown_word"],
    ["a negative offset", '{"type":"want","offset":-1}', "field_wrong"],
    ["a fraction", '{"type":"ack","offset":1.5}', "field_wrong"],
    ["an offset no double can hold", '{"type":"ack","offset":9007199254740992}', "field_wrong"],
    ["more credit than there is", '{"type":"want","offset":0,"credit":67108865}', "field_wrong"],
    ["negative credit", '{"type":"ack","offset":0,"credit":-1}', "field_wrong"],
    ["credit of null", '{"type":"ack","offset":0,"credit":null}', "field_wrong"],
    ["an offer of a size in words", JSON.stringify({ ...OFFER, bytes: "12" }), "field_wrong"],
    [
      "an offer that does not speak of its size",
      JSON.stringify({ ...OFFER, bytes: undefined }),
      "field_missing",
    ],
    ["an offer of half a hash", JSON.stringify({ ...OFFER, sha256: SHA.slice(1) }), "field_wrong"],
    ["a missing field", '{"type":"end"}', "field_missing"],
    [
      "a digest in capitals",
      `{"type":"piece","offset":0,"bytes":1,"sha256":"${SHA.toUpperCase()}"}`,
      "field_wrong",
    ],
    [
      "a piece with the digest of one part and two parts",
      `{"type":"piece","offset":0,"bytes":524289,"sha256":["${SHA}"]}`,
      "field_wrong",
    ],
    [
      "a piece of which the digest of a part is none",
      `{"type":"piece","offset":0,"bytes":524289,"sha256":["${SHA}",5]}`,
      "field_wrong",
    ],
    ["an empty piece", `{"type":"piece","offset":0,"bytes":0,"sha256":"${SHA}"}`, "field_wrong"],
    ["a piece of 17 MiB", `{"type":"piece","offset":0,"bytes":17825792,"sha256":"${SHA}"}`, "field_wrong"],
    ["a short id", '{"type":"ask","id":"00"}', "field_wrong"],
    ["a name that is too long", JSON.stringify({ ...OFFER, name: "é".repeat(2049) }), "field_too_large"],
    ["a source that is a text", JSON.stringify({ ...OFFER, source: "https://a.test" }), "field_wrong"],
    [
      "a source of a time that no date can hold",
      JSON.stringify({ ...OFFER, source: { url: "https://a.test", at: 8_640_000_000_000_001 } }),
      "field_wrong",
    ],
    ["an unknown fidelity", JSON.stringify({ ...OFFER, fidelity: "perfect" }), "field_wrong"],
    [
      "a word of more than 64 KiB",
      JSON.stringify({ type: "ask", id: "x".repeat(70_000) }),
      "frame_too_large",
    ],
  ])("refuses %s", (_, text, code) => {
    const decode = (): unknown => decodeLaneWord(text);
    expect(decode).toThrow(ProtocolError);
    expect(decode).toThrow(expect.objectContaining({ code }));
  });
});
