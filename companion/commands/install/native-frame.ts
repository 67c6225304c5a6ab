/** How browsers frame what they say to a native messaging host: a length in the computer's own byte order, then JSON. */

import { endianness } from "node:os";

const LENGTH_BYTES = 4;
/** What may be asked is a few bytes long; a browser would let a megabyte and more through. */
export const MAX_REQUEST_BYTES = 1_024;

const isLittle = endianness() === "LE";

/** One message as a frame. */
export function framedMessage(message: object): Buffer {
  const body = Buffer.from(JSON.stringify(message));
  const length = Buffer.alloc(LENGTH_BYTES);
  if (isLittle) length.writeUInt32LE(body.length);
  else length.writeUInt32BE(body.length);
  return Buffer.concat([length, body]);
}

/**
 * The first message of a stream, as JSON has it; `undefined` where the stream ends before it does, where it is longer
 * than a request can be, or is no JSON. No more than that is read or kept.
 */
export async function readRequest(input: AsyncIterable<Uint8Array>): Promise<unknown> {
  let read = Buffer.alloc(0);
  for await (const chunk of input) {
    read = Buffer.concat([read, chunk.subarray(0, LENGTH_BYTES + MAX_REQUEST_BYTES)]);
    if (read.length < LENGTH_BYTES) continue;
    const length = isLittle ? read.readUInt32LE() : read.readUInt32BE();
    if (length > MAX_REQUEST_BYTES) return undefined;
    if (read.length < LENGTH_BYTES + length) continue;
    return parsed(read.subarray(LENGTH_BYTES, LENGTH_BYTES + length));
  }
  return undefined;
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}
