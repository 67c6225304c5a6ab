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

describe("what a companion says of itself", () => {
  it("is behind the transcript, under a role of its own, so that no other proof vouches for it", () => {
    const plain = toHex(transcriptBytes("runs-as", TRANSCRIPT));
    expect(toHex(transcriptBytes("runs-as", TRANSCRIPT, ["ada", "/h"]))).toBe(
      `${plain}00000003616461000000022f68`,
    );
  });

  it("has the golden proof of the wire's page", async () => {
    const words = transcriptBytes("runs-as", TRANSCRIPT, ["ada", "/h"]);
    const algorithm = { name: "HMAC", hash: "SHA-256" };
    const secret = new Uint8Array(32).fill(1);
    const key = await crypto.subtle.importKey("raw", secret, algorithm, false, ["sign"]);
    expect(toHex(new Uint8Array(await crypto.subtle.sign("HMAC", key, words)))).toBe(
      "c85b2f6e4755e71c9204e1d21063b17eb9252777523ca3cf3642b8d44fe885dd",
    );
  });

  const ticket = {
    type: "ticket",
    ticket: "22".repeat(32),
    clientId: "00".repeat(16),
    lifetimeMs: 3_600_000,
    companionVersion: "1.0.0",
  } as const;

  it("is read back from a ticket, and a ticket without it is one as before", () => {
    const named = { ...ticket, runsAs: { user: "ada", home: "/home/ada/Pagewire", proof: "33".repeat(32) } };
    expect(decodeProveWord(encodeProveWord(named))).toEqual(named);
    expect(decodeProveWord(encodeProveWord(ticket))).toEqual(ticket);
    expect(decodeProveWord(JSON.stringify({ ...named, runsAs: null }))).toEqual(ticket);
  });

  it.each([
    ["a user of 101 bytes", { user: "x".repeat(101), home: "/h", proof: "33".repeat(32) }],
    ["a home of 401 bytes", { user: "x", home: "x".repeat(401), proof: "33".repeat(32) }],
    ["a short proof", { user: "x", home: "/h", proof: "33" }],
    ["no user", { home: "/h", proof: "33".repeat(32) }],
  ])("is refused with %s", (_, runsAs) => {
    expect(() => decodeProveWord(JSON.stringify({ ...ticket, runsAs }))).toThrow(ProtocolError);
  });

  it("fits a word of the proof at its longest, whatever its characters", () => {
    const longest = { user: "\u0001".repeat(100), home: "\u0001".repeat(400), proof: "33".repeat(32) };
    const word = { ...ticket, companionVersion: "x".repeat(64), runsAs: longest };
    expect(decodeProveWord(encodeProveWord(word))).toEqual(word);
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
