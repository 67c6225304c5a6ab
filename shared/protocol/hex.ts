/** Bytes as lower-case hexadecimal and back: how nonces, proofs, ids and digests are written. */

import { ProtocolError } from "./protocol-error.ts";

/** An even number of such digits is bytes. */
export const HEX_FORM = /^[0-9a-f]*$/;

/** Writes bytes as lower-case hexadecimal. */
export function toHex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}

/** Reads lower-case hexadecimal; throws `field_wrong` for anything else. */
export function fromHex(text: string): Uint8Array<ArrayBuffer> {
  if (text.length % 2 !== 0 || !HEX_FORM.test(text)) {
    throw new ProtocolError("field_wrong", "The text is not lower-case hexadecimal.");
  }
  const bytes = new Uint8Array(text.length / 2);
  for (let index = 0; index < bytes.length; index += 1) {
    bytes[index] = Number.parseInt(text.slice(index * 2, index * 2 + 2), 16);
  }
  return bytes;
}
