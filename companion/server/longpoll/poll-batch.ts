/** What one POST of a long poll carries: a frame a line, text as it is and binary as base64. */

import { MAX_CONTROL_MESSAGE_BYTES } from "../../../shared/protocol/limits.ts";
import { CloseCode, ProtocolError } from "../../../shared/protocol/protocol-error.ts";
import { MAX_LONG_POLL_BATCH_BYTES, MAX_LONG_POLL_BATCH_LINES } from "../../limits.ts";
import { isBase64 } from "../../process/field-schemas.ts";

const LINE_FEED = 0x0a;
const decoder = new TextDecoder("utf-8", { fatal: true });

/**
 * Reads a body; throws `frame_too_large` as soon as it is longer than a batch may be. `onBytes` hears of each part and
 * may throw.
 */
export async function readBatch(
  body: AsyncIterable<Uint8Array>,
  onBytes: (bytes: number) => void = () => undefined,
): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body) {
    bytes += part.byteLength;
    if (bytes > MAX_LONG_POLL_BATCH_BYTES) {
      throw new ProtocolError(
        "frame_too_large",
        `The batch has more than ${MAX_LONG_POLL_BATCH_BYTES} bytes.`,
        CloseCode.tooLarge,
      );
    }
    onBytes(part.byteLength);
    parts.push(part);
  }
  return Buffer.concat(parts, bytes);
}

/** The frames of a batch, in order. Throws `ProtocolError` where one can't be read; then none of them counts. */
export function decodeBatch(body: Buffer): (string | Uint8Array)[] {
  const frames: (string | Uint8Array)[] = [];
  for (let at = 0; at < body.length; ) {
    const found = body.indexOf(LINE_FEED, at);
    const end = found === -1 ? body.length : found;
    if (frames.length === MAX_LONG_POLL_BATCH_LINES) {
      throw new ProtocolError(
        "malformed_frame",
        `The batch has more than ${MAX_LONG_POLL_BATCH_LINES} lines.`,
      );
    }
    frames.push(decodeLine(body.subarray(at, end)));
    at = end + 1;
  }
  return frames;
}

function decodeLine(line: Buffer): string | Uint8Array {
  const text = textOf(line);
  const frame = text.startsWith("[") ? text : bytesOf(text);
  if (frame.length > MAX_CONTROL_MESSAGE_BYTES) {
    throw new ProtocolError(
      "frame_too_large",
      `A line of the batch has ${frame.length} bytes; at most ${MAX_CONTROL_MESSAGE_BYTES} are allowed.`,
      CloseCode.tooLarge,
    );
  }
  return frame;
}

function textOf(line: Buffer): string {
  try {
    return decoder.decode(line);
  } catch {
    throw new ProtocolError("malformed_frame", "A line of the batch is not UTF-8.");
  }
}

function bytesOf(text: string): Uint8Array {
  if (!isBase64(text)) {
    throw new ProtocolError("malformed_frame", "A line of the batch is neither a text frame nor base64.");
  }
  return Buffer.from(text, "base64");
}
