import { createHash, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { BlobSource } from "../../../../entrypoints/background/bytes/blob-source.ts";
import type { LaneBytes } from "../../../../entrypoints/background/lanes/lane.ts";
import { PIECE_BYTES } from "../../../../shared/protocol/limits.ts";
import { digestsOfParts } from "../../../support/lane-files.ts";

const SIZE = 3 * PIECE_BYTES + 5;
const content = randomBytes(SIZE);
const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

function bytesOf(piece: LaneBytes): Uint8Array<ArrayBuffer> {
  if (piece instanceof Blob) throw new Error("it was to be read");
  return piece;
}

describe("a large file that lies in the browser", () => {
  it("is read in pieces with their digests, at any place, also again and also in between", async () => {
    const source = new BlobSource(new Blob([content]));
    const places = [0, 1, 2, 3, 1, 2, 0, 3].map((piece) => piece * PIECE_BYTES);
    for (const offset of places) {
      const length = Math.min(PIECE_BYTES, SIZE - offset);
      const piece = await source.read(offset, length);
      const wanted = content.subarray(offset, offset + length);
      expect(piece).toMatchObject({ length, sha256: sha256(wanted) });
      expect(Buffer.compare(bytesOf(piece.bytes), wanted)).toBe(0);
      source.release(piece.bytes);
    }
  });

  it("has the digest of each part of a piece for a receiver that wants those", async () => {
    const source = new BlobSource(new Blob([content]));
    for (const offset of [0, 3 * PIECE_BYTES]) {
      const wanted = content.subarray(offset, Math.min(offset + PIECE_BYTES, SIZE));
      const { sha256: digests } = await source.read(offset, wanted.length, true);
      expect(digests).toEqual(digestsOfParts(wanted));
    }
  });

  it("gives a piece the memory of another only when that one was let go of", async () => {
    const source = new BlobSource(new Blob([content]));
    const [first, second] = await Promise.all([
      source.read(0, PIECE_BYTES),
      source.read(PIECE_BYTES, PIECE_BYTES),
    ]);
    expect(bytesOf(second.bytes).buffer).not.toBe(bytesOf(first.bytes).buffer);
    expect(sha256(bytesOf(first.bytes))).toBe(first.sha256);
    source.release(first.bytes);
    const third = await source.read(2 * PIECE_BYTES, PIECE_BYTES);
    // It went into the stream and came back: the view that was let go of has nothing any more.
    expect(bytesOf(first.bytes).byteLength).toBe(0);
    expect(sha256(bytesOf(second.bytes))).toBe(second.sha256);
    expect(sha256(bytesOf(third.bytes))).toBe(third.sha256);
  });

  it("that can no longer be read is told in a sentence, and may be readable again", async () => {
    const blob = new Blob([content]);
    let isBroken = true;
    const slice = blob.slice.bind(blob);
    blob.slice = (...range) => {
      if (isBroken) throw new DOMException("gone", "NotReadableError");
      return slice(...range);
    };
    const source = new BlobSource(blob);
    await expect(source.read(0, PIECE_BYTES)).rejects.toMatchObject({ refusal: { code: "source_gone" } });
    isBroken = false;
    expect((await source.read(0, PIECE_BYTES)).sha256).toBe(sha256(content.subarray(0, PIECE_BYTES)));
  });
});

describe("a file of one piece that lies in the browser", () => {
  it("is read once, for its offer and for its lane, and stays until it has gone", async () => {
    const small = content.subarray(0, 1000);
    const source = new BlobSource(new Blob([small]));
    expect(await source.sha256()).toBe(sha256(small));
    const piece = await source.read(0, small.length);
    source.release(piece.bytes);
    const again = await source.read(0, small.length);
    expect(again.bytes).toBe(piece.bytes);
    expect(sha256(bytesOf(again.bytes))).toBe(sha256(small));
  });
});
