/** Reads a picture's bytes in its page: what the document holds, the page's own copy, or by a request of the page. */

import {
  MAX_ADDRESS_CHARACTERS,
  MAX_READ_BYTES,
  MAX_WORDS_CHARACTERS,
} from "../../../shared/extension/page-words.ts";
import { type Message, message } from "../../../shared/texts/message.ts";
import { readBeginning } from "../../../shared/transfer/limited-body.ts";
import type { ShownPicture } from "../pictures/shown-picture.ts";
import { looksTheSame } from "./likeness.ts";
import { isPlain, markupOf } from "./svg-markup.ts";

/** Bytes and what their answer says of their name. */
export interface Read {
  readonly blob: Blob;
  readonly disposition?: string;
  /** Where its redirects have led. */
  readonly finalUrl?: string;
}

/** Bytes that the document itself has: a `data:` address, or a drawing in its markup that no style of the page changes. */
export async function fromDocument({ url, element, kind }: ShownPicture): Promise<Read | undefined> {
  if (kind === "svg" && element instanceof SVGSVGElement)
    return isPlain(element) ? { blob: new Blob([markupOf(element)], { type: "image/svg+xml" }) } : undefined;
  if (!url.startsWith("data:")) return undefined;
  const response = await fetch(url);
  return { blob: await response.blob() };
}

/** The copy that the page was given, without a request: `undefined` where there is none, or another has replaced it. */
export async function pagesCopy(picture: ShownPicture, signal: AbortSignal): Promise<Read | undefined> {
  const { url } = picture;
  // A page of the computer's own disk has no copy: what is read there is the file as it is by now.
  if (!/^(?:https?|blob):/.test(url)) return undefined;
  const options: RequestInit = url.startsWith("blob:")
    ? {}
    : { mode: "same-origin", cache: "only-if-cached", credentials: "same-origin" };
  const response = await fetch(url, { ...options, signal }).catch(() => undefined);
  if (!response) return undefined;
  const read = await bodyOf(response).catch(() => undefined);
  if (!read || read.blob.size === 0) return undefined;
  // What stands behind a `blob:` address never changes.
  if (url.startsWith("blob:")) return read;
  const loads = loadsOf(url);
  if (loads.length > 0 && !loads.includes(read.blob.size)) return undefined;
  // What came with an error, or of which nobody knows when it came, may have replaced what the page shows.
  const isKnown = response.ok && loads.length > 0;
  return isKnown || (await looksTheSame(picture, read.blob)) ? read : undefined;
}

/**
 * By a request of this frame, with its cookies and its referrer; or by one of the page's own scripts, where its service
 * worker makes the answer. A text where it gives no picture, or another one.
 */
export async function byRequest(
  picture: ShownPicture,
  ofPage: Promise<Blob | undefined> | undefined,
  signal: AbortSignal,
): Promise<Read | Message> {
  const answer: (Read & { status?: number }) | undefined = ofPage
    ? await ofPage.then((blob) => blob && { blob })
    : await fetched(picture, signal);
  if (!answer) return message("capture.page-silent");
  const { status = 200, ...read } = answer;
  if (await looksTheSame(picture, read.blob)) return read;
  if (status >= 400) return message("capture.site-status", { status });
  if (read.blob.size === 0) return message("capture.empty-image");
  return message(/^text\/html/i.test(read.blob.type) ? "capture.web-page" : "capture.other-picture");
}

async function fetched(
  { element, url }: ShownPicture,
  signal: AbortSignal,
): Promise<(Read & { status?: number }) | undefined> {
  const isWithCookies = element instanceof HTMLImageElement && element.crossOrigin === "use-credentials";
  const credentials = isWithCookies ? "include" : "same-origin";
  const response = await fetch(url, { credentials, cache: "force-cache", signal }).catch(() => undefined);
  const read = response && (await bodyOf(response).catch(() => undefined));
  return read && { ...read, status: response.status };
}

/** Whether the frame may read an address without being asked: of its own origin, or made by it. */
export function isOwn(url: string): boolean {
  return /^(?:blob|data):/.test(url) || URL.parse(url)?.origin === location.origin;
}

/** `undefined` where there is more than a page is made to hold. */
async function bodyOf(response: Response): Promise<Read | undefined> {
  const disposition = response.headers.get("content-disposition")?.slice(0, MAX_WORDS_CHARACTERS);
  const blob = await blobOf(response);
  const finalUrl = response.url.slice(0, MAX_ADDRESS_CHARACTERS);
  return blob && { blob, finalUrl, ...(disposition === undefined ? {} : { disposition }) };
}

async function blobOf(response: Response): Promise<Blob | undefined> {
  const { headers, body, url } = response;
  const declared = headers.has("content-encoding") ? null : headers.get("content-length");
  // The bytes of a `blob:` address are not copied: they are where the page has them.
  if (declared !== null && Number(declared) > MAX_READ_BYTES && !url.startsWith("blob:")) {
    await body?.cancel().catch(() => undefined);
    return undefined;
  }
  if (!body || declared !== null || url.startsWith("blob:")) return await response.blob();
  const reader = body.getReader();
  const { chunks, isWhole } = await readBeginning(reader, MAX_READ_BYTES);
  if (isWhole) return new Blob([...chunks], { type: headers.get("content-type") ?? "" });
  await reader.cancel().catch(() => undefined);
  return undefined;
}

/**
 * How many bytes this document was given for the address, each time, as far as the browser has noted it: it notes 250
 * loads, and a page can have them forgotten.
 */
function loadsOf(url: string): number[] {
  return performance
    .getEntriesByName(url, "resource")
    .flatMap((entry) =>
      entry instanceof PerformanceResourceTiming && entry.initiatorType !== "fetch"
        ? [entry.decodedBodySize]
        : [],
    )
    .filter((size) => size > 0);
}
