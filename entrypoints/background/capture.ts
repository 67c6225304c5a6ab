/** Gets the bytes of what was clicked, as the page itself was given them, and puts them into the queue. */

import type { SendItem } from "../../shared/extension/database.ts";
import { readPairing } from "../../shared/extension/pairing.ts";
import { addSend, changeSend, keepSendBlob } from "../../shared/extension/sends.ts";
import { toHex } from "../../shared/protocol/hex.ts";
import { MAX_CAPTION_BYTES, MAX_URL_BYTES } from "../../shared/protocol/limits.ts";
import { proposedName } from "./file-name.ts";
import type { ClickTarget } from "./menus.ts";
import { askPage, type PagePlace } from "./page.ts";
import { whyNotRead } from "./readable.ts";

const ID_BYTES = 16;
/** What an image request of Chromium says: some sites choose the format by it. */
const IMAGE_ACCEPT = "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8";

/** The bytes can't be had; the message is the sentence the user sees. */
export class CaptureFailed extends Error {
  override readonly name = "CaptureFailed";
  readonly code = "capture_failed";
  /** The site whose permission is missing, as a match pattern. */
  readonly needsOrigin: string | undefined;

  constructor(message: string, needsOrigin?: string) {
    super(message);
    this.needsOrigin = needsOrigin;
  }
}

/** What a click told. */
export interface Click {
  readonly target: ClickTarget;
  readonly place: PagePlace | undefined;
  readonly pageUrl: string | undefined;
  readonly title: string | undefined;
  /** Settles when the user has answered the browser's question about the site. */
  readonly permitted: Promise<boolean>;
}

interface Captured {
  readonly blob: Blob;
  readonly name: string;
  readonly mediaType: string;
}

/** Whether a site's permission is to be asked for: not for the clicked page's own, and not where no site is. */
export function missingOrigin(url: string, pageUrl: string | undefined): string | undefined {
  const target = URL.parse(url);
  if (!target || !/^https?:$/.test(target.protocol) || target.hostname === "127.0.0.1") return undefined;
  if (pageUrl !== undefined && URL.parse(pageUrl)?.origin === target.origin) return undefined;
  return `${target.protocol}//${target.hostname}/*`;
}

/** Notes the click at once, then gets the bytes; the item ends up waiting to be sent or failed with a sentence. */
export async function capture(click: Click): Promise<void> {
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
  await addSend(item);
  try {
    const { captured, alt } = await bytesOf(click);
    await keep(item.id, captured, alt);
  } catch (error) {
    await fail(item.id, error);
  }
}

/** Gets the bytes of an item again that failed before it had any. */
export async function captureAgain(item: SendItem): Promise<void> {
  await changeSend(item.id, { state: "fetching" });
  try {
    if (!/^https?:/.test(item.url))
      throw new CaptureFailed("Only its page has these bytes: send it from there again.");
    const origin = missingOrigin(item.url, undefined);
    const mayRead = origin === undefined || (await chrome.permissions.contains({ origins: [origin] }));
    await keep(item.id, await fetchBytes(item.url, item.expects, mayRead ? undefined : origin), undefined);
  } catch (error) {
    await fail(item.id, error);
  }
}

async function keep(id: string, { blob, name, mediaType }: Captured, alt: string | undefined): Promise<void> {
  await keepSendBlob(id, blob, {
    state: "waiting",
    name,
    bytes: blob.size,
    mediaType,
    ...(alt === undefined ? {} : { alt: caption(alt) }),
  });
}

async function fail(id: string, error: unknown): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  const needsOrigin = error instanceof CaptureFailed ? error.needsOrigin : undefined;
  await changeSend(id, { state: "failed", message, ...(needsOrigin === undefined ? {} : { needsOrigin }) });
}

async function bytesOf(click: Click): Promise<{ captured: Captured; alt: string | undefined }> {
  const { target, place, pageUrl } = click;
  const needed = missingOrigin(target.url, pageUrl);
  const onlyThePageHasIt = target.url.startsWith("blob:");
  const page = place && (await askPage(place, target.url, onlyThePageHasIt));
  if (onlyThePageHasIt) {
    if (!page?.blob) throw new CaptureFailed(page?.message ?? "The page does not let its bytes be read.");
    return { captured: fromPage(page.blob, target), alt: page.alt };
  }
  const isPermitted = await click.permitted;
  const captured = await fetchBytes(
    target.url,
    target.kind === "image" ? "image" : "any",
    isPermitted ? undefined : needed,
  );
  return { captured, alt: page?.alt };
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
): Promise<Captured> {
  let response: Response;
  let blob: Blob;
  const companionPort = (await readPairing())?.port;
  refuseFor(whyNotRead(url, url, companionPort));
  try {
    response = await fetch(url, {
      credentials: "include",
      cache: "force-cache",
      ...(expects === "image" ? { headers: { accept: IMAGE_ACCEPT } } : {}),
    });
    const reason = whyNotRead(url, response.url, companionPort);
    if (reason !== undefined) await response.body?.cancel();
    refuseFor(reason);
    if (!response.ok)
      throw new CaptureFailed(`The site answered ${response.status} instead of the file: nothing was sent.`);
    blob = await response.blob();
  } catch (error) {
    if (error instanceof CaptureFailed) throw error;
    throw unreadable(url, missing);
  }
  const type = response.headers.get("content-type") ?? "";
  if (expects === "image" && blob.size === 0)
    throw new CaptureFailed("The image is empty: its site sent no bytes.");
  if (expects === "image" && /^text\/html/i.test(type)) {
    throw new CaptureFailed("The address holds a web page, not an image: nothing was sent.");
  }
  const fallback = expects === "image" ? "image" : "file";
  return {
    blob,
    name: proposedName(response.url || url, response.headers.get("content-disposition"), fallback),
    mediaType: blob.type,
  };
}

function refuseFor(reason: string | undefined): void {
  if (reason !== undefined) throw new CaptureFailed(reason);
}

/** A failed fetch does not say why; whether the site's permission is missing narrows it down. */
function unreadable(url: string, missing: string | undefined): CaptureFailed {
  const host = URL.parse(url)?.host ?? "The site";
  if (missing !== undefined) {
    return new CaptureFailed(`Pagewire may not read ${host}: press Allow and it is sent.`, missing);
  }
  return new CaptureFailed(
    `${host} can't be read: it is offline, redirects in a circle, or redirects to a site Pagewire may not read.`,
  );
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
