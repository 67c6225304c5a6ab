import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { decodeClientFrame, encodeCompanionFrame } from "../../shared/protocol/channel-frame.ts";
import { fromHex, toHex } from "../../shared/protocol/hex.ts";
import { encodeLaneWord, HOWS, REFUSAL_CODES } from "../../shared/protocol/lane-words.ts";
import { decodeWord, encodeParcelWord, isOfParcels } from "../../shared/protocol/parcels/parcel-words.ts";
import { PriceEvent } from "../../shared/protocol/price.ts";
import { transcriptBytes } from "../../shared/protocol/proof.ts";
import { CloseCode, ProtocolError } from "../../shared/protocol/protocol-error.ts";
import * as topics from "../../shared/protocol/topics.ts";

const encoded = (frame: Parameters<typeof encodeCompanionFrame>[0]): string => {
  const bytes = encodeCompanionFrame(frame);
  return typeof bytes === "string" ? bytes : toHex(bytes);
};

describe("encodeCompanionFrame", () => {
  it.each([
    [
      "a push, which has no ref",
      { kind: "push", joinRef: "5", topic: "room:bin", event: "new chunk", payload: fromHex("00000007ffd8") },
      "0001080935726f6f6d3a62696e6e6577206368756e6b00000007ffd8",
    ],
    [
      "a push of nothing to a topic that is longer in bytes than in characters",
      { kind: "push", joinRef: null, topic: "café", event: "e", payload: new Uint8Array() },
      "00000501636166c3a965",
    ],
    [
      "a reply",
      { kind: "reply", joinRef: "5", ref: "6", topic: "room:bin", status: "ok", payload: fromHex("010203") },
      "01010108023536726f6f6d3a62696e6f6b010203",
    ],
    [
      "an empty reply of another status",
      {
        kind: "reply",
        joinRef: "5",
        ref: "6",
        topic: "room:bin",
        status: "error",
        payload: new Uint8Array(),
      },
      "01010108053536726f6f6d3a62696e6572726f72",
    ],
    [
      "a broadcast",
      { kind: "broadcast", topic: "price", event: "new", payload: fromHex("09") },
      "02050370726963656e657709",
    ],
  ] as const)("writes the golden bytes of %s", (_, frame, golden) => {
    expect(encoded(frame)).toBe(golden);
  });

  it("writes a text reply as Phoenix does", () => {
    const frame = {
      kind: "reply",
      joinRef: "1",
      ref: "2",
      topic: "a",
      status: "accepted",
      payload: { x: 1 },
    } as const;
    expect(encoded(frame)).toBe('["1","2","a","phx_reply",{"status":"accepted","response":{"x":1}}]');
  });

  it("writes a text broadcast without refs", () => {
    expect(encoded({ kind: "broadcast", topic: "a", event: "e", payload: {} })).toBe(
      '[null,null,"a","e",{}]',
    );
  });

  it.each(["topic", "event"])(
    "refuses a %s of 256 bytes in a binary frame, naming field, limit and size",
    (field) => {
      const long = "é".repeat(128);
      const names = { topic: "t", event: "e", [field]: long };
      const frame = {
        kind: "push",
        joinRef: null,
        payload: new Uint8Array(),
        topic: names.topic,
        event: names.event,
      } as const;
      expect(() => encodeCompanionFrame(frame)).toThrow(
        new ProtocolError("field_too_large", `The ${field} has 256 bytes; at most 255 fit a frame.`),
      );
    },
  );
});

describe("decodeClientFrame", () => {
  it("reads the golden bytes of a client's push", () => {
    const frame = decodeClientFrame(fromHex("00010108043536726f6f6d3a62696e6563686f010203"));
    expect(frame).toEqual({
      joinRef: "5",
      ref: "6",
      topic: "room:bin",
      event: "echo",
      payload: new Uint8Array([1, 2, 3]),
    });
  });

  it("reads a text frame and passes over what stands behind the fifth element", () => {
    expect(decodeClientFrame('["1","2","t","e",{"a":1},"more"]')).toEqual({
      joinRef: "1",
      ref: "2",
      topic: "t",
      event: "e",
      payload: { a: 1 },
    });
  });

  it("reads a heartbeat, whose join_ref is null", () => {
    expect(decodeClientFrame('[null,"7","phoenix","heartbeat",{}]')).toMatchObject({
      joinRef: null,
      ref: "7",
    });
  });

  it.each([
    ["no JSON", "{"],
    ["an object", "{}"],
    ["four elements", '["1","2","t","e"]'],
    ["a number as topic", '["1","2",3,"e",{}]'],
    ["an object as ref", '["1",{},"t","e",{}]'],
    ["a topic of 256 bytes", JSON.stringify(["1", "2", "x".repeat(256), "e", {}])],
    ["an empty text", ""],
  ])("refuses text: %s", (_, text) => {
    expect(() => decodeClientFrame(text)).toThrow(ProtocolError);
  });

  it.each([
    ["nothing", ""],
    ["a reply, which only the server sends", "01010108023536726f6f6d3a62696e6f6b010203"],
    ["a broadcast", "02050370726963656e657709"],
    ["an unknown kind", "0900000000"],
    ["names that are no UTF-8", "0000000101ff65"],
  ])("refuses bytes: %s", (_, hex) => {
    expect(() => decodeClientFrame(fromHex(hex))).toThrow(ProtocolError);
  });

  it("refuses a push that is cut anywhere in its head or names", () => {
    const whole = fromHex("00010108043536726f6f6d3a62696e6563686f");
    for (let length = 0; length < whole.length; length += 1) {
      expect(() => decodeClientFrame(whole.subarray(0, length)), `cut at ${length}`).toThrow(ProtocolError);
    }
    expect(decodeClientFrame(whole).payload).toEqual(new Uint8Array());
  });
});

describe("the wire's page", () => {
  const page = readFileSync(path.join(import.meta.dirname, "../../shared/protocol/README.md"), "utf8");
  const rows = [...page.matchAll(/^\| `(\{"kind":.*?\})` \| `([0-9a-f]*)` \| `([0-9a-f]+)` \|$/gm)];

  it("has the golden bytes of all four binary forms", () => {
    expect(rows.map(([, frame = ""]) => /"kind":"(\w+)"/.exec(frame)?.[1])).toEqual([
      "push",
      "push",
      "reply",
      "reply",
      "broadcast",
      "client",
    ]);
  });

  it.each(rows.map(([, frame = "", payload = "", bytes = ""]) => [frame, payload, bytes]))(
    "is right about %s with %j",
    (frame, payload, bytes) => {
      const { kind, ...fields } = JSON.parse(frame) as Record<string, string>;
      if (kind === "client") {
        expect(decodeClientFrame(fromHex(bytes))).toEqual({ ...fields, payload: fromHex(payload) });
      } else {
        const written = { kind, ...fields, payload: fromHex(payload) };
        expect(encoded(written as unknown as Parameters<typeof encodeCompanionFrame>[0])).toBe(bytes);
      }
    },
  );

  it.each(["companion", "browser", "key"] as const)("is right about the proof of the role %s", (role) => {
    const transcript = {
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
    } as const;
    const bytes = transcriptBytes(role, transcript);
    if (role === "browser") expect(page).toContain(`\`${toHex(bytes)}\``);
    const proof = createHmac("sha256", Buffer.alloc(32, 1)).update(bytes).digest("hex");
    expect(page).toContain(`| \`${role}\` | \`${proof}\` |`);
  });

  it("shows a dialogue of words that are words, each as our own end writes it", () => {
    const texts = [...page.matchAll(/^[→←] (\{.*\})$/gm)].map(([, word = ""]) => word);
    const words = texts.map(decodeWord);
    const [ofRanges, ofPieces, ofParcels] = [
      ["want", "range", "ack"],
      ["offer", "want", "piece", "ack", "end", "done"],
      ["seek", "known", "receipts"],
    ];
    expect(words.map(({ type }) => type)).toEqual([...ofRanges, ...ofPieces, ...ofParcels]);
    expect(words.map((word) => (isOfParcels(word) ? encodeParcelWord(word) : encodeLaneWord(word)))).toEqual(
      texts,
    );
    expect(words[ofRanges.length]).toMatchObject({ fidelity: "original", how: "page-capture" });
  });

  it("names every topic, event, close code, refusal and way to have bytes there is", () => {
    const events = Object.values({ ...topics, PriceEvent }).flatMap((one) =>
      typeof one === "string" ? [one] : Object.values(one),
    );
    const names = [...events, ...Object.values(CloseCode).map(String), ...REFUSAL_CODES, ...HOWS];
    expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });
});
