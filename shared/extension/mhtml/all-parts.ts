/** All pictures out of a document of MHTML, each with exactly the bytes that the page was given. */

import { Base64Decoder, NotBase64 } from "./base64-decoder.ts";
import { type MhtmlPart, mhtmlParts } from "./mhtml-parts.ts";
import { StreamWindow } from "./stream-window.ts";
import { comparable, type PartLimits } from "./wanted-part.ts";

/** One picture. */
export interface PicturePart {
  /** Under which it is looked up: see `comparable`. */
  readonly location: string;
  /** As the part says, in lower case and without parameters. */
  readonly mediaType: string;
  /** The frame under which it stands. */
  readonly frameUrl: string;
  readonly chunks: readonly Uint8Array<ArrayBuffer>[];
}

/**
 * Reads a stream of bytes, such as a Blob's, to its end, and yields each picture as it comes. What is written in a way
 * that loses bytes, as text types are, is passed over, and so is what is larger than `maxPartBytes`. Throws
 * `MhtmlRefused`, what the stream throws, and the signal's reason; the stream is cancelled in any case.
 */
export async function* pictureParts(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  { maxDocumentBytes, maxPartBytes }: PartLimits,
  signal: AbortSignal,
): AsyncGenerator<PicturePart, void> {
  signal.throwIfAborted();
  const reader = stream.getReader({ mode: "byob" });
  const cancel = (): void => void reader.cancel().catch(() => undefined);
  signal.addEventListener("abort", cancel, { once: true });
  try {
    const window = new StreamWindow(reader, maxDocumentBytes, signal);
    for await (const part of mhtmlParts(window)) {
      if (part.location === "" || part.encoding !== "base64" || part.isFrame) continue;
      const chunks = await decodedWithin(part, maxPartBytes);
      const { mediaType, frameUrl } = part;
      if (chunks) yield { location: comparable(part.location), mediaType, frameUrl, chunks };
    }
  } finally {
    signal.removeEventListener("abort", cancel);
    cancel();
  }
}

/** `undefined` where it is too large, or no base64. */
async function decodedWithin(
  part: MhtmlPart,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>[] | undefined> {
  const decoder = new Base64Decoder();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  try {
    for await (const encoded of part.body()) {
      const chunk = decoder.decode(encoded);
      bytes += chunk.length;
      if (bytes > maxBytes) return undefined;
      chunks.push(chunk);
    }
    decoder.end();
    return chunks;
  } catch (error) {
    if (error instanceof NotBase64) return undefined;
    throw error;
  }
}
