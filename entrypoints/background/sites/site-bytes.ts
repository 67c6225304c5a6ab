/** Gets a file from its site in one go where it is no larger than pictures are; a larger one is handed on as it comes. */

import { proposedName } from "../../../shared/extension/names/file-name.ts";
import type { SendItem } from "../../../shared/extension/store/database.ts";
import { type Message, message } from "../../../shared/texts/message.ts";
import { type BodyReader, joined, readBeginning } from "../../../shared/transfer/limited-body.ts";
import type { OpenStream } from "../../../shared/transfer/stream-source.ts";
import { TransferRefused } from "../../../shared/transfer/transfer-refused.ts";
import { MAX_KEPT_BYTES } from "../bytes/blob-source.ts";
import { CaptureFailed, unreadableBecause } from "./capture-failed.ts";
import { fetchReadable } from "./readable-fetch.ts";
import { declaredBytes, openBody, type SiteHead, siteHead } from "./site-stream.ts";

/**
 * More of one file is never kept in the browser before it is sent: hardly a picture of the web is larger, and a site that
 * goes on and on gets no further. What comes without a known size is in memory until then.
 */
export const MAX_WHOLE_BYTES = 64 * 1024 * 1024;

/** All bytes of a file. */
export interface Captured {
  readonly blob: Blob;
  /** What the Blob holds, where that is so little that it was read at once. */
  readonly bytes?: ArrayBuffer;
  /** It was made in memory, and turns unreadable for a moment while the browser moves it: it is kept before it is sent. */
  readonly isMadeHere?: boolean;
  readonly name: string;
  readonly mediaType: string;
}

/** What a site gave: all of a file, or the beginning of one that is too large to be kept here. */
export type SiteBytes =
  | { readonly kind: "whole"; readonly captured: Captured }
  | { readonly kind: "stream"; readonly head: SiteHead; readonly stream: OpenStream };

export interface SiteRequest {
  readonly url: string;
  readonly expects: SendItem["expects"];
  /** The permission that would help where it can't be read, as a match pattern. */
  readonly missing?: string | undefined;
  readonly signal: AbortSignal;
  readonly cache?: RequestCache;
  /** For a private window: without what the browser knows its user by. */
  readonly isPrivate: boolean;
  /** What it is called where neither its site nor its address says it, and the encoding of its page. */
  readonly name?: { readonly fallback: string; readonly charset?: string | undefined };
  /** Told how large a file is that takes a while, or how much of it has come where that is unknown. */
  readonly onSize: (size: { readonly bytes: number } | { readonly gotBytes: number }) => void;
}

/** Reads an address as the browser's own request for it would. Throws `CaptureFailed` or `TransferRefused` with the reason. */
export async function fetchSite(request: SiteRequest): Promise<SiteBytes> {
  const { url, expects, signal, cache = "no-cache", isPrivate } = request;
  try {
    const response = await fetchReadable({ url, expects, signal, cache, isPrivate });
    const isImage = expects === "image";
    const doubt = doubtOf(response, isImage);
    // A page shows a picture whatever its status and its type say: the bytes are looked at.
    if (doubt && !isImage) throw new CaptureFailed(doubt);
    const body = await bodyOf(response, request);
    if (doubt && ("next" in body || !(await isPicture(body.blob)))) throw new CaptureFailed(doubt);
    if ("next" in body) return { kind: "stream", head: siteHead(response, url), stream: body };
    if (expects === "image" && body.blob.size === 0) throw new CaptureFailed(message("capture.empty-image"));
    const { fallback = isImage ? "image" : "file", charset } = request.name ?? {};
    const disposition = response.headers.get("content-disposition");
    const name = proposedName(response.url || url, disposition, fallback, charset);
    return { kind: "whole", captured: { ...body, name, mediaType: body.blob.type } };
  } catch (error) {
    if (error instanceof CaptureFailed || error instanceof TransferRefused) throw error;
    throw unreadableBecause(url, request.missing);
  }
}

/** Why an answer may not be the file; `undefined` where nothing speaks against it. */
function doubtOf({ ok, status, headers }: Response, isImage: boolean): Message | undefined {
  if (!ok) return message("capture.site-status", { status });
  const isPage = isImage && /^text\/html/i.test(headers.get("content-type") ?? "");
  return isPage ? message("capture.web-page") : undefined;
}

async function isPicture(blob: Blob): Promise<boolean> {
  const bitmap = await createImageBitmap(blob).catch(() => undefined);
  bitmap?.close();
  return bitmap !== undefined;
}

/** The bytes alone. */
export type Whole = Pick<Captured, "blob" | "bytes" | "isMadeHere">;

/** A body that says it is small is read once, here; a larger one stays where the browser puts it; all others are counted. */
async function bodyOf(
  response: Response,
  { url, expects, onSize }: SiteRequest,
): Promise<Whole | OpenStream> {
  const { headers, body } = response;
  const type = headers.get("content-type") ?? "";
  const declared = declaredBytes(headers);
  if (declared !== null && declared <= MAX_KEPT_BYTES) {
    const bytes = await response.arrayBuffer();
    return { blob: new Blob([bytes], { type }), bytes };
  }
  // What no site sends, such as a data: address, is in the browser already.
  const isHere = !body || !/^https?:/.test(url);
  if (isHere || (declared !== null && declared <= MAX_WHOLE_BYTES)) {
    if (declared !== null) onSize({ bytes: declared });
    return { blob: await response.blob() };
  }
  const reader = body.getReader();
  const close = (): void => void reader.cancel().catch(() => undefined);
  if (declared !== null) return openBody(response, 0, reader, close);
  const { chunks, bytes, isWhole } = await readBeginning(reader, MAX_WHOLE_BYTES, (gotBytes) =>
    onSize({ gotBytes }),
  );
  // A picture is hardly ever packed, and never by much: what unpacks to more is made to fill a memory or a disk.
  if (!isWhole && expects === "image" && headers.has("content-encoding")) {
    close();
    throw new CaptureFailed(message("capture.unpacks", { mib: MAX_WHOLE_BYTES / 1024 ** 2 }));
  }
  if (!isWhole) return openBody(response, 0, putBack(chunks, reader), close);
  if (bytes > MAX_KEPT_BYTES) return { blob: new Blob([...chunks], { type }), isMadeHere: true };
  const { buffer } = joined(chunks);
  return { blob: new Blob([buffer], { type }), bytes: buffer };
}

/** A reader that gives again what was taken from it; each chunk is let go of as it is given. */
function putBack(chunks: readonly Uint8Array<ArrayBuffer>[], reader: BodyReader): BodyReader {
  const first = [...chunks];
  return {
    read() {
      const value = first.shift();
      return value ? Promise.resolve({ done: false, value }) : reader.read();
    },
    cancel: () => reader.cancel(),
  };
}
