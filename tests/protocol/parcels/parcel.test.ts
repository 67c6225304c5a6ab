import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { decodeParcel, encodeParcel, type ParcelHead } from "../../../shared/protocol/parcels/parcel.ts";
import { decodeWord, encodeParcelWord, isOfParcels } from "../../../shared/protocol/parcels/parcel-words.ts";
import { ProtocolError } from "../../../shared/protocol/protocol-error.ts";

const SHA256 = "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81";
const ID = "00112233445566778899aabbccddeeff";
const HEAD: ParcelHead = {
  type: "offer",
  id: ID,
  name: "cat.png",
  bytes: 3,
  mediaType: "image/png",
  expects: "any",
  fidelity: "original",
  sha256: SHA256,
};
const BYTES = new Uint8Array([1, 2, 3]);
const FRAME = Buffer.from(encodeParcel(HEAD, BYTES));

const framed = (head: string, body: Uint8Array = BYTES, length = Buffer.byteLength(head)): Buffer => {
  const prefix = Buffer.alloc(4);
  prefix.writeUInt32BE(length);
  return Buffer.concat([prefix, Buffer.from(head), body]);
};
const framedAs = (fields: Readonly<Record<string, unknown>>, body?: Uint8Array): Buffer =>
  framed(JSON.stringify({ ...HEAD, ...fields }), body);

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof ProtocolError) return error.code;
  }
  return "none";
};

describe("a parcel", () => {
  it("is its head behind the length of that, and the file's bytes", () => {
    const page = readFileSync(path.join(import.meta.dirname, "../../../shared/protocol/README.md"), "utf8");
    expect(page).toContain(FRAME.toString("hex"));
    const { head, parts } = decodeParcel([FRAME]);
    expect(head).toEqual(HEAD);
    expect(Buffer.concat(parts ?? [])).toEqual(Buffer.from(BYTES));
  });

  it("asks without its bytes, and is whole without any where its file is empty", () => {
    expect(decodeParcel([encodeParcel(HEAD)]).parts).toBeUndefined();
    expect(decodeParcel([encodeParcel({ ...HEAD, bytes: 0 })]).parts).toEqual([]);
  });

  it("is the same in however many parts it comes", () => {
    for (let at = 0; at <= FRAME.length; at += 1) {
      const { head, parts } = decodeParcel([FRAME.subarray(0, at), FRAME.subarray(at)]);
      expect(head).toEqual(HEAD);
      expect(Buffer.concat(parts ?? [])).toEqual(Buffer.from(BYTES));
    }
    const single = [...FRAME].map((byte) => new Uint8Array([byte]));
    expect(Buffer.concat(decodeParcel(single).parts ?? [])).toEqual(Buffer.from(BYTES));
  });

  it("is refused where it is cut, but where nothing is left of its bytes", () => {
    const whole = FRAME.length;
    for (let at = 0; at < whole; at += 1) {
      const expected = at < whole - 3 ? "malformed_frame" : at === whole - 3 ? "none" : "field_wrong";
      expect(codeOf(() => decodeParcel([FRAME.subarray(0, at)]))).toBe(expected);
    }
  });

  it.each<[string, Buffer, string]>([
    ["a head longer than the frame", framed(JSON.stringify(HEAD), BYTES, 5_000), "malformed_frame"],
    ["a head of four gigabytes", framed(JSON.stringify(HEAD), BYTES, 0xffff_ffff), "frame_too_large"],
    ["a head above what a word may be", framedAs({ mediaType: "m".repeat(70_000) }), "frame_too_large"],
    ["a head shorter than it is", framed(JSON.stringify(HEAD), BYTES, 20), "malformed_frame"],
    ["no head", framed(""), "malformed_frame"],
    ["a head that is a list", framed("[]"), "malformed_frame"],
    ["a head that is a number", framed("1"), "malformed_frame"],
    ["a head that is half a character", framed(String.raw`{"type":"\ud800"}`), "unknown_word"],
    ["another word", framed('{"type":"wait"}'), "unexpected_word"],
    ["a word about parcels", framed(`{"type":"seek","sha256":["${SHA256}"]}`), "unknown_word"],
    ["more bytes than it says", framedAs({}, new Uint8Array(4)), "field_wrong"],
    ["fewer bytes than it says", framedAs({}, new Uint8Array(2)), "field_wrong"],
    ["bytes of a file that is empty", framedAs({ bytes: 0 }), "field_wrong"],
    ["a size nobody knows", framedAs({ bytes: null }), "field_missing"],
    ["a size below zero", framedAs({ bytes: -3 }), "field_wrong"],
    ["a size that is a text", framedAs({ bytes: "3" }), "field_wrong"],
    ["a size above what a parcel may be", framedAs({ bytes: 4 * 2 ** 20 + 1 }), "field_wrong"],
    ["no digest", framedAs({ sha256: undefined }), "field_missing"],
    ["a digest that is none", framedAs({ sha256: "x".repeat(64) }), "field_wrong"],
    ["a digest in capitals", framedAs({ sha256: SHA256.toUpperCase() }), "field_wrong"],
    ["an id that is a path", framedAs({ id: "../../../../etc/cron.d/x" }), "field_wrong"],
    ["a name that is a list", framedAs({ name: ["x"] }), "field_wrong"],
    ["a name of 5,000 bytes", framedAs({ name: "n".repeat(5_000) }), "field_too_large"],
  ])("is refused with its code: %s", (_, frame, code) => {
    expect(codeOf(() => decodeParcel([frame]))).toBe(code);
  });
});

describe("a word about parcels", () => {
  it.each([
    { type: "seek", sha256: [SHA256] },
    { type: "known", sha256: [] },
    {
      type: "receipts",
      of: [
        { id: ID, type: "done", sha256: SHA256, name: "cat.png" },
        { id: ID, type: "have", sha256: SHA256, name: "cat.png" },
        { id: ID, type: "refuse", code: "busy", message: "no" },
        { id: ID, type: "wanted" },
      ],
    },
  ] as const)("is read as it was written: $type", (word) => {
    const read = decodeWord(encodeParcelWord(word));
    expect(read).toEqual(word);
    expect(isOfParcels(read)).toBe(true);
  });

  it("stands beside the words of a lane", () => {
    const read = decodeWord('{"type":"want","offset":3}');
    expect(read).toEqual({ type: "want", offset: 3 });
    expect(isOfParcels(read)).toBe(false);
  });

  it.each<[string, unknown, string]>([
    ["a digest that is none", { type: "seek", sha256: ["x"] }, "field_wrong"],
    ["a digest of another length", { type: "seek", sha256: [`${SHA256}00`] }, "field_too_large"],
    ["digests that are no list", { type: "seek", sha256: SHA256 }, "field_wrong"],
    ["65 digests", { type: "seek", sha256: Array(65).fill(SHA256) }, "field_wrong"],
    ["no digests", { type: "known" }, "field_wrong"],
    ["receipts that are no list", { type: "receipts", of: {} }, "field_wrong"],
    ["65 receipts", { type: "receipts", of: Array(65).fill({ id: ID, type: "wanted" }) }, "field_wrong"],
    ["a receipt that is a text", { type: "receipts", of: ["done"] }, "field_wrong"],
    ["a receipt of nothing", { type: "receipts", of: [{ type: "wanted" }] }, "field_missing"],
    [
      "a receipt that says an offset",
      { type: "receipts", of: [{ id: ID, type: "want", offset: 0 }] },
      "unexpected_word",
    ],
    ["a receipt nobody knows", { type: "receipts", of: [{ id: ID, type: "lost" }] }, "unknown_word"],
    ["a word nobody knows", { type: "parcels" }, "unknown_word"],
  ])("is refused with its code: %s", (_, word, code) => {
    expect(codeOf(() => decodeWord(JSON.stringify(word)))).toBe(code);
  });
});
