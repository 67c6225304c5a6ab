/** The digest of a piece or of a whole small file, as offers and pieces carry it. */

import { toHex } from "../../../shared/protocol/hex.ts";

/** The SHA-256 in hex. The bytes are copied at once: their memory may be used again while it is made. */
export async function digestOf(bytes: BufferSource): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}
