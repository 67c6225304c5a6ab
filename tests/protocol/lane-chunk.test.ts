import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { decodeClientFrame, encodeCompanionFrame } from "../../shared/protocol/channel-frame.ts";
import { fromHex, toHex } from "../../shared/protocol/hex.ts";
import {
  ChunkCount,
  checkChunkBytes,
  decodeLaneChunk,
  encodeLaneChunk,
} from "../../shared/protocol/lane-chunk.ts";
import { laneWordOf } from "../../shared/protocol/lane-words.ts";
import { MAX_CHANNEL_CHUNK_BYTES } from "../../shared/protocol/limits.ts";
import { ProtocolError } from "../../shared/protocol/protocol-error.ts";

const GOLDEN: [number, string, string][] = [
  [0, "ffd8", "00000000ffd8"],
  [258, "00", "0000010200"],
  [4_294_967_295, "010203", "ffffffff010203"],
];

describe("a chunk", () => {
  it.each(GOLDEN)(
    "number %i of %s has its golden bytes, and is read back from them",
    (index, bytes, golden) => {
      expect(toHex(encodeLaneChunk({ index, bytes: fromHex(bytes) }))).toBe(golden);
      expect(decodeLaneChunk(fromHex(golden))).toEqual({ index, bytes: fromHex(bytes) });
    },
  );

  it("is read as a view, wherever it lies in its buffer", () => {
    const around = fromHex("aaaa00000102ffd8bb");
    const { index, bytes } = decodeLaneChunk(around.subarray(2, 8));
    expect([index, toHex(bytes), bytes.buffer === around.buffer]).toEqual([258, "ffd8", true]);
  });

  it("that is cut anywhere before its first byte of file is refused", () => {
    const whole = fromHex("0000010200");
    for (let length = 0; length < whole.length; length += 1) {
      expect(() => decodeLaneChunk(whole.subarray(0, length)), `cut at ${length}`).toThrow(
        expect.objectContaining({ code: "malformed_frame" }),
      );
    }
    expect(decodeLaneChunk(whole).bytes).toHaveLength(1);
  });

  it("may have a mebibyte and not a byte more", () => {
    expect(decodeLaneChunk(new Uint8Array(MAX_CHANNEL_CHUNK_BYTES + 4)).bytes).toHaveLength(
      MAX_CHANNEL_CHUNK_BYTES,
    );
    expect(() => decodeLaneChunk(new Uint8Array(MAX_CHANNEL_CHUNK_BYTES + 5))).toThrow(
      new ProtocolError("frame_too_large", "A chunk has 1048577 bytes; at most 1048576 are allowed."),
    );
    expect(() => checkChunkBytes(MAX_CHANNEL_CHUNK_BYTES)).not.toThrow();
  });
});

describe("the numbers of chunks", () => {
  it("go up by one and are checked so", () => {
    const sent = new ChunkCount();
    const arrived = new ChunkCount();
    for (let count = 0; count < 300; count += 1) {
      const index = sent.take();
      expect(index).toBe(count);
      arrived.expect(index);
    }
  });

  it.each([[[1]], [[0, 0]], [[0, 2]], [[0, 1, -1]], [[0.5]]])(
    "are refused where they do not: %j",
    (numbers) => {
      const arrived = new ChunkCount();
      const [last = 0, ...before] = [...numbers].reverse();
      for (const index of before.reverse()) arrived.expect(index);
      expect(() => arrived.expect(last)).toThrow(expect.objectContaining({ code: "field_wrong" }));
    },
  );
});

describe("the wire's page on lanes over a channel", () => {
  const page = readFileSync(path.join(import.meta.dirname, "../../shared/protocol/README.md"), "utf8");

  it("has the golden bytes of chunks and of the frames they travel in", () => {
    expect(page).toContain("| 0, `ffd8` | `00000000ffd8` |");
    expect(page).toContain("| 258, `00` | `0000010200` |");
    const [, up = ""] = /up, ref `6`: `([0-9a-f]+)`/.exec(page) ?? [];
    expect(decodeClientFrame(fromHex(up))).toEqual({
      joinRef: "5",
      ref: "6",
      topic: "lane:1",
      event: "bytes",
      payload: fromHex("00000000ffd8"),
    });
    const [, down = ""] = /down: `([0-9a-f]+)`/.exec(page) ?? [];
    const payload = fromHex("0000010200");
    const frame = encodeCompanionFrame({
      kind: "push",
      joinRef: "5",
      topic: "lane:1",
      event: "bytes",
      payload,
    });
    expect(typeof frame === "string" ? frame : toHex(frame)).toBe(down);
  });

  it("shows a dialogue whose words are words", () => {
    const frames = [...page.matchAll(/^[→←] (\[.*"lane:1".*\])$/gm)].map(
      ([, text = ""]) => JSON.parse(text) as [string, string, string, string, unknown],
    );
    const words = frames
      .filter(([, , , event]) => event === "word")
      .map(([, , , , word]) => laneWordOf(word));
    expect(words[0]).toMatchObject({ bytes: null, how: "page-request" });
    expect(words.map(({ type }) => type)).toEqual(["offer", "want", "piece", "ack", "end", "done"]);
    expect(frames.map(([, , , event]) => event)).toContain("bytes");
  });
});
