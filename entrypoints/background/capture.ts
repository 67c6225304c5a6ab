/** Gets the bytes of what was clicked, as the page itself was given them, and puts them into the queue. */

import { onChange } from "../../shared/extension/changes.ts";
import type { SendItem } from "../../shared/extension/database.ts";
import {
  addSend,
  changeSend,
  failSend,
  findSends,
  keepSendBlob,
  type TakenSend,
} from "../../shared/extension/sends.ts";
import { toHex } from "../../shared/protocol/hex.ts";
import { MAX_CAPTION_BYTES, MAX_URL_BYTES } from "../../shared/protocol/limits.ts";
import { TransferRefused } from "../../shared/transfer/transfer-refused.ts";
import { MAX_KEPT_BYTES } from "./blob-source.ts";
import {
  CaptureFailed,
  deniedOrigin,
  failureOf,
  missingOrigin,
  unreadableBecause,
} from "./capture-failed.ts";
import { proposedName } from "./file-name.ts";
import type { ClickTarget } from "./menus.ts";
import { askPage, type PagePlace } from "./page.ts";
import { fetchReadable } from "./readable-fetch.ts";

const ID_BYTES = 16;
/** What an image request of Chromium says: some sites choose the format by it. */
const IMAGE_ACCEPT = "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8";

/** What a click told. */
export interface Click {
  readonly target: ClickTarget;
  readonly place: PagePlace | undefined;
  readonly pageUrl: string | undefined;
  readonly title: string | undefined;
  /** Settles when the user has answered the browser's question about the site. */
  readonly permitted: Promise<boolean>;
}

/** What is done with what was captured. */
export interface CaptureOptions {
  /** Whether the companion is there: then a file of any size streams through instead of being kept first. */
  readonly isConnected: () => boolean;
  /** Sends bytes that the database does not have yet; resolves with whether the first try was enough. */
  readonly sendNow: (taken: TakenSend) => Promise<boolean>;
}

/** A small file that has gone within this time need not be written into the database and removed again. */
const KEEP_AFTER_MS = 300;

/** How long a captured image waits for what its page says of it: only a page that hangs takes so long. */
const PAGE_PATIENCE_MS = 3_000;

interface Captured {
  readonly blob: Blob;
  /** What the Blob holds, where that is so little that it was read at once. */
  readonly bytes?: ArrayBuffer;
  readonly name: string;
  readonly mediaType: string;
}

/** Notes the click at once, then gets the bytes; the item ends up waiting to be sent or failed with a sentence. */
export async function capture(click: Click, options: CaptureOptions): Promise<void> {
  const { target, pageUrl, title } = click;
  const item: SendItem = {
    id: toHex(crypto.getRandomValues(new Uint8Array(ID_BYTES))),
    state: "fetching",
    name: proposedName(target.url, null, target.kind),
    expects: target.kind === "image" ? "image" : "any",
    // A data: address is the file itself; it is no place it came from.
    url: target.url.startsWith("data:") ? "data:" : address(target.url),
    ...(pageUrl === undefined ? {} : { pageUrl: address(pageUrl) }),
    ...(title === undefined ? {} : { title: caption(title) }),
    fidelity: "original",
    at: Date.now(),
    bytes: 0,
    mediaType: "",
    ackedBytes: 0,
  };
  const noted = addSend(item);
  let isTouched = false;
  const stopListening = onChange((changed, by) => {
    isTouched ||= changed === "sends" && by === "elsewhere";
  });
  try {
    // A picture is looked at before it is sent; of anything else the size is not known and may be large.
    if (target.kind !== "image" && /^https?:/.test(target.url) && options.isConnected()) {
      await Promise.all([noted, click.permitted]);
      await changeSend(item.id, { state: "waiting", bytes: null, stream: {} });
      return;
    }
    const { captured, alt } = await bytesOf(click);
    const { blob, bytes, name, mediaType } = captured;
    const said = alt === undefined ? {} : { alt: caption(alt) };
    const change = { state: "waiting", name, bytes: blob.size, mediaType, ...said } as const;
    // A page may have taken it off the list since.
    if (isTouched && (await findSends([item.id]))[0]?.state !== "fetching") return;
    // What comes from fetch stays readable while it is written: it can go at once (measured: 0 of 60 were lost).
    const sent = options.sendNow({ item: { ...item, ...change }, blob, ...(bytes && { bytes }) });
    const mayGoFirst = bytes !== undefined && options.isConnected();
    if (mayGoFirst && (await Promise.race([sent, pause(KEEP_AFTER_MS)]))) return;
    await noted;
    await keepSendBlob(item.id, blob, change);
  } catch (error) {
    await fail(item.id, error);
  } finally {
    stopListening();
  }
}

/** Gets the bytes of an item again that failed before it had any. */
export async function captureAgain(item: SendItem): Promise<void> {
  if (item.stream) {
    await changeSend(item.id, { state: "waiting" });
    return;
  }
  await changeSend(item.id, { state: "fetching" });
  try {
    if (!/^https?:/.test(item.url))
      throw new CaptureFailed("Only its page has these bytes: send it from there again.");
    // What the browser has kept may be the very answer that was no use.
    const captured = await fetchBytes(item.url, item.expects, await deniedOrigin(item.url), "reload");
    const { blob, name, mediaType } = captured;
    await keepSendBlob(item.id, blob, { state: "waiting", name, bytes: blob.size, mediaType });
  } catch (error) {
    await fail(item.id, error);
  }
}

async function fail(id: string, error: unknown): Promise<void> {
  await failSend(id, failureOf(error));
}

async function bytesOf(click: Click): Promise<{ captured: Captured; alt: string | undefined }> {
  const { target, place, pageUrl } = click;
  if (target.url.startsWith("blob:")) {
    const page = place && (await askPage(place, target.url, true));
    if (!page?.blob) throw new CaptureFailed(page?.message ?? "The page does not let its bytes be read.");
    return { captured: fromPage(page.blob, target), alt: page.alt };
  }
  // The page is asked while the site answers.
  const asked = place && target.kind === "image" ? askPage(place, target.url, false) : undefined;
  const isPermitted = await click.permitted;
  const missing = isPermitted ? undefined : missingOrigin(target.url, pageUrl);
  const captured = await fetchBytes(target.url, target.kind === "image" ? "image" : "any", missing);
  const page = await Promise.race([asked, pause(PAGE_PATIENCE_MS)]);
  return { captured, alt: page?.alt };
}

function pause(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms));
}

function fromPage(blob: Blob, target: ClickTarget): Captured {
  if (blob.size === 0 && target.kind === "image")
    throw new CaptureFailed("The image is empty: its page holds no bytes.");
  return { blob, name: target.kind, mediaType: blob.type };
}

/**
 * Reads an address as the browser's own request for it would; `missing` names the permission that is not there.
 * Throws `CaptureFailed` with the reason.
 */
async function fetchBytes(
  url: string,
  expects: "image" | "any",
  missing: string | undefined,
  cache: RequestCache = "force-cache",
): Promise<Captured> {
  let response: Response;
  let body: Pick<Captured, "blob" | "bytes">;
  try {
    response = await fetchReadable(url, {
      credentials: "include",
      cache,
      ...(expects === "image" ? { headers: { accept: IMAGE_ACCEPT } } : {}),
    });
    if (!response.ok)
      throw new CaptureFailed(`The site answered ${response.status} instead of the file: nothing was sent.`);
    body = await bodyOf(response);
  } catch (error) {
    if (error instanceof CaptureFailed || error instanceof TransferRefused) throw error;
    throw unreadableBecause(url, missing);
  }
  const type = response.headers.get("content-type") ?? "";
  if (expects === "image" && body.blob.size === 0)
    throw new CaptureFailed("The image is empty: its site sent no bytes.");
  if (expects === "image" && /^text\/html/i.test(type)) {
    throw new CaptureFailed("The address holds a web page, not an image: nothing was sent.");
  }
  const fallback = expects === "image" ? "image" : "file";
  return {
    ...body,
    name: proposedName(response.url || url, response.headers.get("content-disposition"), fallback),
    mediaType: body.blob.type,
  };
}

/** A body that says it is small is read once, here; any other stays where the browser puts it. */
async function bodyOf(response: Response): Promise<Pick<Captured, "blob" | "bytes">> {
  const { headers } = response;
  // What is compressed may become much larger than it says.
  const isPlain = !headers.has("content-encoding");
  const declared = Number(headers.get("content-length") ?? Number.POSITIVE_INFINITY);
  if (!isPlain || !(declared <= MAX_KEPT_BYTES)) return { blob: await response.blob() };
  const bytes = await response.arrayBuffer();
  return { blob: new Blob([bytes], { type: headers.get("content-type") ?? "" }), bytes };
}

function caption(text: string): string {
  return cutToBytes(text.trim(), MAX_CAPTION_BYTES);
}

/** An address longer than the wire takes is shown by its beginning: its file matters more than its query. */
function address(url: string): string {
  return cutToBytes(url, MAX_URL_BYTES);
}

/** Cut to so many bytes of UTF-8, at a whole character. */
function cutToBytes(text: string, maxBytes: number): string {
  const encoded = new TextEncoder().encode(text);
  if (encoded.length <= maxBytes) return text;
  return new TextDecoder().decode(encoded.subarray(0, maxBytes - 4)).replace(/\u{FFFD}+$/u, "");
}
