/** A parcel: a whole small file in one binary frame of a lane, its head in front of its bytes. */

import { parseFields } from "../fields.ts";
import { encodeLaneWord, laneWordOf, type Offer } from "../lane-words.ts";
import { MAX_LANE_WORD_BYTES, MAX_PARCEL_BYTES } from "../limits.ts";
import { ProtocolError } from "../protocol-error.ts";

/** What a parcel says of its file: an offer whose size and digest are known. */
export interface ParcelHead extends Offer {
  readonly bytes: number;
  readonly sha256: string;
}

/** A parcel that has come. */
export interface Parcel {
  readonly head: ParcelHead;
  /** All bytes of the file, in as many parts as they came in; `undefined` where the sender asks before it sends them. */
  readonly parts: readonly Uint8Array[] | undefined;
}

/** The length of the head, as four bytes, big end first. */
const LENGTH_BYTES = 4;

const encoder = new TextEncoder();

/** Writes a parcel: with all bytes of the file, or without any, to ask whether they are wanted. */
export function encodeParcel(head: ParcelHead, file?: Uint8Array): Uint8Array<ArrayBuffer> {
  const text = encoder.encode(encodeLaneWord(head));
  const bytes = new Uint8Array(LENGTH_BYTES + text.length + (file?.byteLength ?? 0));
  new DataView(bytes.buffer).setUint32(0, text.length);
  bytes.set(text, LENGTH_BYTES);
  if (file) bytes.set(file, LENGTH_BYTES + text.length);
  return bytes;
}

/** Reads a binary frame that came in any number of parts; throws `ProtocolError` for anything else than a parcel. */
export function decodeParcel(frame: readonly Uint8Array[]): Parcel {
  const all = frame.reduce((sum, part) => sum + part.byteLength, 0);
  if (all < LENGTH_BYTES) throw cutShort();
  const [length, rest] = split(frame, LENGTH_BYTES);
  const textBytes = length.reduce((sum, byte) => sum * 256 + byte, 0);
  if (textBytes > MAX_LANE_WORD_BYTES)
    throw new ProtocolError("frame_too_large", `A parcel's head of ${textBytes} bytes is too large.`);
  if (textBytes > all - LENGTH_BYTES) throw cutShort();
  const [text, parts] = split(rest, textBytes);
  const head = headOf(text);
  const bytes = all - LENGTH_BYTES - textBytes;
  if (bytes === 0 && head.bytes > 0) return { head, parts: undefined };
  if (bytes === head.bytes) return { head, parts };
  throw new ProtocolError("field_wrong", `A parcel of ${head.bytes} bytes came with ${bytes}.`);
}

function headOf(text: Uint8Array): ParcelHead {
  const fields = parseFields(new TextDecoder().decode(text), MAX_LANE_WORD_BYTES, "A parcel's head");
  const word = laneWordOf(fields);
  if (word.type !== "offer") throw new ProtocolError("unexpected_word", "A parcel's head is an offer.");
  const { bytes, sha256 } = word;
  if (bytes === null || sha256 === undefined)
    throw new ProtocolError("field_missing", "A parcel says its file's size and digest.");
  if (bytes > MAX_PARCEL_BYTES)
    throw new ProtocolError("field_wrong", `A file of ${bytes} bytes goes in pieces, not as a parcel.`);
  return { ...word, bytes, sha256 };
}

/** The first bytes as one view, and what follows them. */
function split(parts: readonly Uint8Array[], bytes: number): [Uint8Array, readonly Uint8Array[]] {
  const [first = new Uint8Array(), ...others] = parts;
  if (first.byteLength >= bytes) {
    const rest = first.subarray(bytes);
    return [first.subarray(0, bytes), rest.byteLength > 0 ? [rest, ...others] : others];
  }
  const joined = new Uint8Array(bytes);
  let at = 0;
  for (const [index, part] of parts.entries()) {
    const taken = part.subarray(0, bytes - at);
    joined.set(taken, at);
    at += taken.byteLength;
    const left = part.subarray(taken.byteLength);
    if (at === bytes)
      return [joined, left.byteLength > 0 ? [left, ...parts.slice(index + 1)] : parts.slice(index + 1)];
  }
  throw cutShort();
}

function cutShort(): ProtocolError {
  return new ProtocolError("malformed_frame", "A parcel ended before its head did.");
}
