import { describe, expect, it } from "vitest";
import { toHex } from "../../shared/protocol/hex.ts";
import {
  decodeProveWord,
  encodeProveWord,
  type Transcript,
  transcriptBytes,
} from "../../shared/protocol/proof.ts";
import { ProtocolError } from "../../shared/protocol/protocol-error.ts";

const TRANSCRIPT: Transcript = {
  version: 1,
  mode: "client",
  id: "id",
  companionId: "co",
  clientNonce: "n1",
  companionNonce: "n2",
  origin: "chrome-extension://x",
  address: "127.0.0.1:1",
  clientFeatures: ["a"],
  companionFeatures: [],
};

describe("transcriptBytes", () => {
  it("writes golden bytes: every field behind its length", () => {
    expect(toHex(transcriptBytes("browser", TRANSCRIPT))).toBe(
      [
        "0000000e" + "70616765776972652070726f6f66",
        "00000007" + "62726f77736572",
        "00000001" + "31",
        "00000006" + "636c69656e74",
        "00000002" + "6964",
        "00000002" + "636f",
        "00000002" + "6e31",
        "00000002" + "6e32",
        "00000014" + "6368726f6d652d657874656e73696f6e3a2f2f78",
        "0000000b" + "3132372e302e302e313a31",
        "00000001" + "31" + "00000001" + "61",
        "00000001" + "30",
      ].join(""),
    );
  });

  it("differs between the roles, so that no proof can be played back to the one who gave it", () => {
    const roles = (["companion", "browser", "key"] as const).map((role) =>
      toHex(transcriptBytes(role, TRANSCRIPT)),
    );
    expect(new Set(roles).size).toBe(3);
  });

  it.each(Object.keys(TRANSCRIPT) as (keyof Transcript)[])("changes when %s changes", (field) => {
    const changed = {
      ...TRANSCRIPT,
      [field]: field === "version" ? 2 : field === "mode" ? "pair" : ["other"],
    };
    expect(toHex(transcriptBytes("browser", changed))).not.toBe(
      toHex(transcriptBytes("browser", TRANSCRIPT)),
    );
  });

  it("tells two lists apart that only divide the same features differently", () => {
    const one = transcriptBytes("browser", {
      ...TRANSCRIPT,
      clientFeatures: ["a", "b"],
      companionFeatures: ["c"],
    });
    const other = transcriptBytes("browser", {
      ...TRANSCRIPT,
      clientFeatures: ["a"],
      companionFeatures: ["b", "c"],
    });
    expect(toHex(one)).not.toBe(toHex(other));
  });
});

describe("decodeProveWord", () => {
  it("reads back a hello", () => {
    const hello = {
      type: "hello",
      version: 1,
      mode: "pair",
      id: "00".repeat(16),
      nonce: "11".repeat(32),
      features: ["lanes"],
    } as const;
    expect(decodeProveWord(encodeProveWord(hello))).toEqual(hello);
  });

  it.each([
    ["nothing", ""],
    ["an unknown word", '{"type":"open sesame"}'],
    [
      "a short nonce",
      `{"type":"hello","version":1,"mode":"client","id":"${"00".repeat(16)}","nonce":"00","features":[]}`,
    ],
    ["more than 4 KiB", JSON.stringify({ type: "answer", proof: "0".repeat(5000) })],
  ])("refuses %s", (_, text) => {
    expect(() => decodeProveWord(text)).toThrow(ProtocolError);
  });
});
