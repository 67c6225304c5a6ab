/** A lane over a channel: its topics, its events, and the numbered chunks that bytes are cut into there. */

import { MAX_CHANNEL_CHUNK_BYTES } from "./limits.ts";
import { ProtocolError } from "./protocol-error.ts";

/** Each lane is a topic of its own, `lane:` and any name; joined with `{"form":"binary"|"base64"}`. */
export const LANE_TOPIC_PREFIX = "lane:";

/** How bytes travel on it: as they are in binary frames, or as text where nothing else gets through. */
export type LaneForm = "binary" | "base64";

export const LaneEvent = {
  /** Either way: one word of the dialogue. */
  word: "word",
  /** Either way: a chunk, as `<<index::32, bytes>>` or as `{"index","base64"}`. */
  bytes: "bytes",
  /** Companion → browser: this lane is over before its file is; its payload is `{"reason"}`. */
  closed: "closed",
} as const;

/** A stretch of a piece, numbered from 0 since the lane was joined, in each direction by itself. */
export interface LaneChunk {
  readonly index: number;
  readonly bytes: Uint8Array;
}

const INDEX_BYTES = 4;
const INDEX_MODULUS = 2 ** 32;
/** The largest number of a chunk; the next one is 0 again. */
export const MAX_CHUNK_INDEX = INDEX_MODULUS - 1;

/** Writes a chunk as its number, four bytes with the big end first, and its bytes. */
export function encodeLaneChunk({ index, bytes }: LaneChunk): Uint8Array<ArrayBuffer> {
  const chunk = new Uint8Array(INDEX_BYTES + bytes.byteLength);
  new DataView(chunk.buffer, 0, INDEX_BYTES).setUint32(0, index);
  chunk.set(bytes, INDEX_BYTES);
  return chunk;
}

/** Reads a chunk as a view; throws `ProtocolError` for one that is too short or too long. */
export function decodeLaneChunk(chunk: Uint8Array): LaneChunk {
  if (chunk.byteLength <= INDEX_BYTES)
    throw new ProtocolError("malformed_frame", "A chunk holds its number and at least one byte.");
  checkChunkBytes(chunk.byteLength - INDEX_BYTES);
  const view = new DataView(chunk.buffer, chunk.byteOffset, INDEX_BYTES);
  return { index: view.getUint32(0), bytes: chunk.subarray(INDEX_BYTES) };
}

/** Throws `ProtocolError` where a chunk has more bytes than one may have. */
export function checkChunkBytes(bytes: number): void {
  if (bytes <= MAX_CHANNEL_CHUNK_BYTES) return;
  throw new ProtocolError(
    "frame_too_large",
    `A chunk has ${bytes} bytes; at most ${MAX_CHANNEL_CHUNK_BYTES} are allowed.`,
  );
}

/** Numbers chunks, or checks their numbers: the next one's is always one more. */
export class ChunkCount {
  #next = 0;

  /** The next number to send. */
  take(): number {
    const index = this.#next;
    this.#next = (index + 1) % INDEX_MODULUS;
    return index;
  }

  /** Throws `ProtocolError` where a chunk that has come is not the next one. */
  expect(index: number): void {
    const expected = this.take();
    if (index !== expected)
      throw new ProtocolError("field_wrong", `Chunk ${index} came where ${expected} was expected.`);
  }
}
