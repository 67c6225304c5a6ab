/** The digest of a piece, of its parts, or of a whole small file, as offers and pieces carry it. */

import { toHex } from "../../../shared/protocol/hex.ts";
import { RANGE_PART_BYTES } from "../../../shared/protocol/limits.ts";

/** The SHA-256 in hex. The bytes are copied at once: their memory may be used again while it is made. */
export async function digestOf(bytes: BufferSource): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

/**
 * The SHA-256 of each part. Chromium copies what it digests: more than some 900 KiB into fresh memory each time, which
 * the system has to clear (measured: nine tenths of 133,000 page faults in 256 MiB, and a fifth of the browser's time).
 */
export async function digestsOfParts(bytes: Uint8Array<ArrayBuffer>): Promise<string[]> {
  const digests: Promise<string>[] = [];
  for (let at = 0; at < bytes.byteLength; at += RANGE_PART_BYTES)
    digests.push(digestOf(bytes.subarray(at, at + RANGE_PART_BYTES)));
  return await Promise.all(digests);
}
