import { createHash } from "node:crypto";
import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { OutgoingFile } from "../../../../companion/files/outgoing/outgoing-file.ts";
import { noise } from "../../../support/pseudo-random.ts";

const PIECE = 64 * 1024;
const bytes = noise(3 * PIECE);
let folder: string;
let file: OutgoingFile;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "pagewire-outgoing-"));
  const place = path.join(folder, "copy");
  await writeFile(place, bytes);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const said = { id: "0".repeat(32), name: "copy", bytes: bytes.length, mediaType: "", sha256, at: 0 };
  file = new OutgoingFile(said, await open(place));
});
afterEach(async () => {
  await file.close();
  await rm(folder, { recursive: true });
});

describe("the memory of a piece on its way out", () => {
  it("is written over only once the piece was sent", async () => {
    const first = (await file.read(0, PIECE)).bytes;
    const second = (await file.read(PIECE, PIECE)).bytes;
    expect(first.equals(bytes.subarray(0, PIECE))).toBe(true);
    file.reuse(first);
    const third = (await file.read(2 * PIECE, PIECE)).bytes;
    expect(third.buffer).toBe(first.buffer);
    expect(third.equals(bytes.subarray(2 * PIECE))).toBe(true);
    expect(second.equals(bytes.subarray(PIECE, 2 * PIECE))).toBe(true);
  });

  it("serves only pieces of its own size, and what is read again to check the whole", async () => {
    file.reuse((await file.read(0, PIECE)).bytes);
    // Goes on in the middle: what was before it is read once more.
    const rest = (await file.read(2 * PIECE, 100)).bytes;
    expect(rest.equals(bytes.subarray(2 * PIECE, 2 * PIECE + 100))).toBe(true);
  });
});
