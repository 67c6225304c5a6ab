/** Checks what was fetched against the digests of its parts, through one small buffer that is used again and again. */

import { RANGE_PART_BYTES } from "../../../shared/protocol/limits.ts";
import { digestOf } from "../bytes/digest.ts";
import { type Bytes, PieceReader } from "../bytes/piece-reader.ts";

/** The one buffer, while no part is in it. */
const memory: Bytes[] = [];
/** Pieces are checked one after the other: they have one buffer. */
let last: Promise<unknown> = Promise.resolve();

/** Whether each part of a piece has its digest. Throws where its bytes can't be had or read. */
export async function isRight(fetched: Promise<Blob>, sha256: readonly string[]): Promise<boolean> {
  // Its turn comes when it is here: one file's stretch that is stuck holds up no other file.
  const blob = await fetched;
  const checked = last.then(() => isBlobRight(blob, sha256));
  last = checked.catch(() => undefined);
  return await checked;
}

async function isBlobRight(blob: Blob, sha256: readonly string[]): Promise<boolean> {
  const digest = (part: Bytes): Promise<string> => {
    const made = digestOf(part);
    // It was copied: the next part is read while this one is digested.
    reader.release(part);
    return made;
  };
  const reader = new PieceReader(blob, digest, memory);
  const parts = await Promise.all(
    sha256.map((_, index) => {
      const offset = index * RANGE_PART_BYTES;
      return reader.read(offset, Math.min(RANGE_PART_BYTES, blob.size - offset));
    }),
  );
  return parts.every((part, index) => part.sha256 === sha256[index]);
}
