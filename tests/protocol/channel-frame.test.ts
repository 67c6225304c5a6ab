import { describe, expect, it } from "vitest";
import { decodeClientFrame, encodeCompanionFrame } from "../../shared/protocol/channel-frame.ts";
import { fromHex, toHex } from "../../shared/protocol/hex.ts";
import { ProtocolError } from "../../shared/protocol/protocol-error.ts";

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
