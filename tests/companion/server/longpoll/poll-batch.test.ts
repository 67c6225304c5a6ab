import { describe, expect, it } from "vitest";
import { MAX_LONG_POLL_BATCH_BYTES } from "../../../../companion/limits.ts";
import { decodeBatch, readBatch } from "../../../../companion/server/longpoll/poll-batch.ts";
import { MAX_CONTROL_MESSAGE_BYTES } from "../../../../shared/protocol/limits.ts";
import { ProtocolError } from "../../../../shared/protocol/protocol-error.ts";

const codeOf = (body: Buffer): unknown => {
  try {
    return decodeBatch(body);
  } catch (error) {
    return error instanceof ProtocolError ? [error.code, error.closeCode] : error;
  }
};

describe("decodeBatch", () => {
  it("takes a line with a bracket as text and every other as base64, as the official client writes them", () => {
    const body = Buffer.from('["1","2","a","b",{}]\nAAEBCA==\n[]');
    expect(decodeBatch(body)).toEqual(['["1","2","a","b",{}]', Buffer.from("00010108", "hex"), "[]"]);
  });

  it("takes nothing from an empty body, and passes over a line feed at the end", () => {
    expect(decodeBatch(Buffer.alloc(0))).toEqual([]);
    expect(decodeBatch(Buffer.from("[]\n"))).toEqual(["[]"]);
  });

  it("takes an empty line between others as an empty frame", () => {
    expect(decodeBatch(Buffer.from("\n[]"))).toEqual([Buffer.alloc(0), "[]"]);
  });

  it.each([
    ["101 lines", Buffer.from("[]\n".repeat(101)), "malformed_frame", 4400],
    ["no UTF-8", Buffer.from([0x5b, 0xff, 0x5d]), "malformed_frame", 4400],
    ["no base64", Buffer.from("{}"), "malformed_frame", 4400],
    ["base64 of another alphabet", Buffer.from("_-__"), "malformed_frame", 4400],
    ["base64 without its padding", Buffer.from("AAA"), "malformed_frame", 4400],
    ["padding in the middle", Buffer.from("A=AA"), "malformed_frame", 4400],
    ["a carriage return", Buffer.from("AAAA\r\n"), "malformed_frame", 4400],
    ["too long a text", Buffer.alloc(MAX_CONTROL_MESSAGE_BYTES + 1, "["), "frame_too_large", 1009],
  ])("refuses %s", (_, body, code, closeCode) => {
    expect(codeOf(body)).toEqual([code, closeCode]);
  });

  it("takes 100 lines", () => {
    expect(decodeBatch(Buffer.from("[]\n".repeat(100)))).toHaveLength(100);
  });
});

describe("readBatch", () => {
  it("joins what comes in parts", async () => {
    const parts = [Buffer.from("[1,"), Buffer.from("2]")];
    expect(String(await readBatch(partsOf(parts)))).toBe("[1,2]");
  });

  it("stops at the first byte too many", async () => {
    let taken = 0;
    const endless = (function* () {
      for (;;) {
        taken += 1;
        yield Buffer.alloc(1024 * 1024);
      }
    })();
    await expect(readBatch(partsOf(endless))).rejects.toMatchObject({
      code: "frame_too_large",
      closeCode: 1009,
    });
    expect(taken).toBe(MAX_LONG_POLL_BATCH_BYTES / 1024 / 1024 + 1);
  });
});

async function* partsOf(parts: Iterable<Buffer>): AsyncGenerator<Buffer> {
  for (const part of parts) {
    await Promise.resolve();
    yield part;
  }
}
