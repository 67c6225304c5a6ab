import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PartDigests, readPartDigests } from "../../../../companion/files/outgoing/part-digests.ts";
import { RANGE_FROM_BYTES, RANGE_PART_BYTES } from "../../../../shared/protocol/limits.ts";
import { digestsOfParts } from "../../../support/lane-files.ts";

const ID = "ab".repeat(16);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "pagewire-parts-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Reads it into one buffer, again and again, as a file is read. */
async function digestedIn(bytes: Buffer, stretchBytes: number): Promise<string[] | undefined> {
  const parts = new PartDigests(bytes.byteLength);
  const buffer = Buffer.alloc(stretchBytes);
  for (let at = 0; at < bytes.byteLength; at += stretchBytes) {
    const length = bytes.copy(buffer, 0, at, at + stretchBytes);
    const taken = parts.take(buffer.subarray(0, length));
    buffer.fill(0);
    await taken;
  }
  await parts.keep(folder, ID);
  const list = await readPartDigests(folder, { id: ID, bytes: bytes.byteLength });
  return list?.of(0, bytes.byteLength);
}

describe("the digests of a file's parts", () => {
  const bytes = randomBytes(RANGE_FROM_BYTES + RANGE_PART_BYTES + 12_345);
  const expected = digestsOfParts(bytes);

  it.each([
    ["two parts at a time", 2 * RANGE_PART_BYTES],
    ["a part at a time", RANGE_PART_BYTES],
    ["as a pipe gives it", 65_536],
    ["in stretches that end in no part's end", 1_000_003],
  ])("are those of its bytes, read %s into a buffer that is used again", async (_how, stretchBytes) => {
    expect(await digestedIn(bytes, stretchBytes)).toEqual(expected);
  });

  it("are not made of a file that is too short to be fetched", async () => {
    const short = bytes.subarray(0, RANGE_FROM_BYTES - 1);
    await rm(path.join(folder, `${ID}.parts`), { force: true });
    expect(await digestedIn(short, RANGE_PART_BYTES)).toBeUndefined();
  });
});
