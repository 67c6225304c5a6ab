/** Takes the part with a given address out of a document of MHTML, with exactly the bytes that the page was given, or not at all. */

import { Base64Decoder, NotBase64 } from "./base64-decoder.ts";
import { type MhtmlPart, mhtmlParts } from "./mhtml-parts.ts";
import { MhtmlRefused } from "./mhtml-refused.ts";
import { StreamWindow } from "./stream-window.ts";

/** How much is read, and how much is kept of it. */
export interface PartLimits {
  /** Of the whole document. */
  readonly maxDocumentBytes: number;
  /** Of the wanted part, decoded. */
  readonly maxPartBytes: number;
}

/** The bytes of the part. */
export interface FoundPart {
  readonly kind: "found";
  /** As the part says, in lower case and without parameters. */
  readonly mediaType: string;
  readonly chunks: readonly Uint8Array<ArrayBuffer>[];
  /**
   * The frame under which it stands. Of two frames that show different bytes of one address Chromium writes only the first
   * one's, without a word (measured, with `no-store` and frames of different sites): who wants a picture of another frame
   * compares this with that frame's address. Empty for `srcdoc`.
   */
  readonly frameUrl: string;
}

/**
 * Why not: no part has the address; its bytes are written in a way that loses some (Chromium writes text types, SVG among them, as
 * quoted-printable with line ends of its own), or wrongly; two parts have it with different bytes; or a limit was reached.
 */
export interface NoPart {
  readonly kind: "not-found" | "inexact" | "ambiguous" | "too-large" | "broken";
}

/**
 * Finds the part at `url` in a stream of bytes, such as a Blob's. It is always read to the end, since a second part may have
 * the same address; what is not wanted is passed over. Measured, two busy cores: a document of 35 MB with 300 parts takes
 * 6–27 ms beside its reading, one wanted part of 17.6 MB 22–43 ms.
 *
 * Throws what the stream throws, and the signal's reason; the stream is cancelled in any case.
 */
export async function findPart(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  url: string,
  limits: PartLimits,
  signal: AbortSignal,
): Promise<FoundPart | NoPart> {
  signal.throwIfAborted();
  const reader = stream.getReader({ mode: "byob" });
  // A stream that is silent is let go of as well.
  const cancel = (): void => void reader.cancel().catch(() => undefined);
  signal.addEventListener("abort", cancel, { once: true });
  try {
    const window = new StreamWindow(reader, limits.maxDocumentBytes, signal);
    return await partAt(url, mhtmlParts(window), limits.maxPartBytes);
  } catch (error) {
    if (error instanceof MhtmlRefused) return { kind: error.code };
    if (error instanceof NotBase64) return { kind: "inexact" };
    throw error;
  } finally {
    signal.removeEventListener("abort", cancel);
    cancel();
  }
}

async function partAt(
  url: string,
  parts: AsyncIterable<MhtmlPart>,
  maxBytes: number,
): Promise<FoundPart | NoPart> {
  const wanted = comparable(url);
  let found: FoundPart | NoPart = { kind: "not-found" };
  for await (const part of parts) {
    if (part.location === "" || comparable(part.location) !== wanted) continue;
    const isExact = part.encoding === "base64";
    if (found.kind === "found") {
      const isSame = isExact && (await areSame(found.chunks, decoded(part, maxBytes)));
      if (!isSame) return { kind: "ambiguous" };
    } else if (found.kind === "inexact") {
      return { kind: isExact ? "ambiguous" : "inexact" };
    } else if (!isExact) {
      found = { kind: "inexact" };
    } else {
      const { mediaType, frameUrl } = part;
      found = { kind: "found", mediaType, frameUrl, chunks: await collected(decoded(part, maxBytes)) };
    }
  }
  return found;
}

/**
 * Chromium writes an address as an image's `currentSrc` says it: escaped, its host in ASCII, with its fragment, and from before its
 * redirects (measured). User and password are there on pages that were opened with them, and may be missing in what was asked for.
 */
export function comparable(address: string): string {
  const url = URL.parse(address);
  if (!url) return address;
  url.username = "";
  url.password = "";
  return url.href;
}

async function* decoded(part: MhtmlPart, maxBytes: number): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  const decoder = new Base64Decoder();
  let bytes = 0;
  for await (const encoded of part.body()) {
    const chunk = decoder.decode(encoded);
    bytes += chunk.length;
    if (bytes > maxBytes) throw new MhtmlRefused("too-large");
    yield chunk;
  }
  decoder.end();
}

async function collected(chunks: AsyncIterable<Uint8Array<ArrayBuffer>>): Promise<Uint8Array<ArrayBuffer>[]> {
  const all: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return all;
}

/** Whether the second holds the same bytes as the first, however both are cut. */
async function areSame(first: readonly Uint8Array[], second: AsyncIterable<Uint8Array>): Promise<boolean> {
  const chunks = first.values();
  let expected: Uint8Array = new Uint8Array(0);
  let at = 0;
  for await (const chunk of second) {
    for (const byte of chunk) {
      while (at === expected.length) {
        const { done, value } = chunks.next();
        if (done) return false;
        expected = value;
        at = 0;
      }
      if (expected[at] !== byte) return false;
      at += 1;
    }
  }
  return at === expected.length && [...chunks].every(({ length }) => length === 0);
}
