/** Bytes that look random, are the same for the same seed, and come as fast as a disk can take them. */
import { createCipheriv, createHash, randomBytes } from "node:crypto";
import { open } from "node:fs/promises";

const CHUNK_BYTES = 1024 * 1024;
/** One file in some three thousand of random bytes begins like a format (measured), mostly like MPEG audio. */
const NAMELESS_BYTES = 16;

/** Yields `byteCount` bytes in chunks of at most a mebibyte; nothing longer is ever in memory. */
export function* pseudoRandomBytes(byteCount: number, seed: number | string = 1): Generator<Uint8Array> {
  const key = createHash("sha256").update(`pagewire ${seed}`).digest();
  const stream = createCipheriv("aes-128-ctr", key.subarray(0, 16), key.subarray(16));
  const zeros = Buffer.alloc(Math.min(CHUNK_BYTES, byteCount));
  for (let left = byteCount; left > 0; left -= CHUNK_BYTES) {
    yield stream.update(left < zeros.length ? zeros.subarray(0, left) : zeros);
  }
}

/** All of them at once, for small amounts. */
export function pseudoRandomBuffer(byteCount: number, seed?: number | string): Buffer {
  return Buffer.concat([...pseudoRandomBytes(byteCount, seed)]);
}

/** Other bytes each time, that no detector takes for the beginning of a known format: their name stays as it is. */
export function noise(byteCount: number): Buffer {
  return randomBytes(byteCount).fill("p", 0, Math.min(byteCount >> 1, NAMELESS_BYTES));
}

/** The SHA-256 of such bytes, in hex. */
export function pseudoRandomSha256(byteCount: number, seed?: number | string): string {
  const digest = createHash("sha256");
  for (const chunk of pseudoRandomBytes(byteCount, seed)) digest.update(chunk);
  return digest.digest("hex");
}

/** Writes such bytes to a file and returns their SHA-256 in hex. */
export async function writePseudoRandomFile(
  path: string,
  byteCount: number,
  seed?: number | string,
): Promise<string> {
  const digest = createHash("sha256");
  const file = await open(path, "w");
  try {
    for (const chunk of pseudoRandomBytes(byteCount, seed)) {
      digest.update(chunk);
      await file.writeFile(chunk);
    }
  } finally {
    await file.close();
  }
  return digest.digest("hex");
}
