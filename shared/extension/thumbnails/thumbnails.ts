/** Small pictures that take a page to be made: of a film its first frame, of a drawing its pixels. One at a time, once each, and never in the way of a list. */

import { kindOf } from "../look/file-kind.ts";
import { pixelsOf } from "../look/picture.ts";
import type { ReceivedItem } from "../store/database.ts";
import { changeReceived, receivedBlob } from "../store/received.ts";
import { filmFrame } from "./film-frame.ts";

export const THUMBNAIL_EDGE_PIXELS = 96;
/** A larger drawing has none. */
const MAX_DRAWING_BYTES = 1024 * 1024;
/** A larger film gets its picture when it is looked at: all of it is read then anyway. */
const MAX_FILM_BYTES = 64 * 1024 * 1024;

/** The one that is being made; the next waits for it. */
let last: Promise<unknown> = Promise.resolve();
/** What was asked for here already: also what could not be made is asked for once only. */
const asked = new Map<string, Promise<Blob | undefined>>();

/**
 * The picture of a received file: what is kept of it, or made now and kept. `bytes`: the whole file, where it has been
 * read already. `undefined` where there is none to be had.
 */
export async function thumbnailFor(item: ReceivedItem, bytes?: Blob): Promise<Blob | undefined> {
  if (item.thumbnail) return item.thumbnail;
  if (item.state !== "stored" || item.hasNoThumbnail || !isMadeHere(item, bytes)) return undefined;
  let answer = asked.get(item.id);
  if (!answer) {
    answer = last.then(() => madeAndKept(item, bytes));
    asked.set(item.id, answer);
    last = answer;
  }
  return await answer;
}

function isMadeHere(item: ReceivedItem, bytes: Blob | undefined): boolean {
  const { showing } = kindOf(item);
  if (showing === "drawing") return item.bytes <= MAX_DRAWING_BYTES;
  return showing === "video" && (bytes !== undefined || item.bytes <= MAX_FILM_BYTES);
}

async function madeAndKept(item: ReceivedItem, bytes: Blob | undefined): Promise<Blob | undefined> {
  await idle();
  const thumbnail = await made(item, bytes).catch(() => undefined);
  // Where there is no room for it, it is made anew the next time.
  await changeReceived(item.id, thumbnail ? { thumbnail } : { hasNoThumbnail: true }).catch(() => undefined);
  return thumbnail;
}

async function made(item: ReceivedItem, bytes: Blob | undefined): Promise<Blob | undefined> {
  const whole = bytes ?? (await receivedBlob(item, item.mediaType));
  return kindOf(item).showing === "video"
    ? await filmFrame(whole, THUMBNAIL_EDGE_PIXELS)
    : await pixelsOf(whole, 1, THUMBNAIL_EDGE_PIXELS);
}

/** When the page has nothing better to do. */
function idle(): Promise<unknown> {
  return new Promise((resolve) => {
    if ("requestIdleCallback" in globalThis) requestIdleCallback(resolve);
    else setTimeout(resolve);
  });
}
