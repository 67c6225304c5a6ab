/** Gives what was chosen to the durable queue; from there it goes on without this page. */

import { callBackground } from "../../../shared/extension/messages.ts";
import type { SendItem } from "../../../shared/extension/store/database.ts";
import { keepPicked, keepThumbnails, notePicked } from "../../../shared/extension/store/picked-sends.ts";
import { smallPicture } from "../../../shared/extension/thumbnails/small-picture.ts";
import type { PagePicture } from "../pictures/picture.ts";
import { sendItemOf } from "./send-item.ts";

/** One transaction takes so much: the first go while the others are still written. */
const KEPT_TOGETHER = 24;
const KEPT_TOGETHER_BYTES = 8 * 1024 * 1024;
/** Of many the list shows the kinds alone. */
const MAX_THUMBNAILS = 100;

/** Which item of the queue stands for which picture. */
export type Sent = ReadonlyMap<PagePicture, SendItem>;

/** Resolves once all of them are noted, on the disk; `kept` once their bytes are as well, and the rest is being fetched. */
export async function sendPicked(
  pictures: readonly PagePicture[],
): Promise<{ readonly sent: Sent; readonly kept: Promise<void> }> {
  const now = Date.now();
  const sent = new Map(pictures.map((one, index) => [one, sendItemOf(one, now - pictures.length + index)]));
  await notePicked([...sent.values()]);
  return { sent, kept: keepAll(sent) };
}

async function keepAll(sent: Sent): Promise<void> {
  const away = [...sent].flatMap(([{ bytes }, { id }]) => (bytes ? [] : [id]));
  const here = [...sent].flatMap(([{ bytes }, { id }]) => (bytes ? [{ id, blob: bytes.blob }] : []));
  // What has no address can't be had anew: it is kept before all else.
  const hasAddress = new Set([...sent].flatMap(([{ url }, { id }]) => (/^\w+:./.test(url) ? [id] : [])));
  here.sort((a, b) => Number(hasAddress.has(a.id)) - Number(hasAddress.has(b.id)));
  const left = new Set(here.map(({ id }) => id));
  // A page that is closed in the middle leaves the rest to the background, which gets it anew.
  const handOver = (): void => void callBackground("retry", { ids: [...left] });
  addEventListener("pagehide", handOver);
  try {
    // Started once, it hears of every change.
    await callBackground("wake", {});
    // It takes as long as their sites do.
    if (away.length > 0) void callBackground("retry", { ids: away });
    for (const some of stretches(here)) {
      await keepPicked(some);
      for (const { id } of some) left.delete(id);
    }
  } finally {
    removeEventListener("pagehide", handOver);
  }
}

/** Small pictures for the popup's list, made when nothing else is to be done. */
export async function thumbnailsFor(sent: Sent): Promise<void> {
  const made = new Map<string, Blob>();
  for (const [{ bytes, shownIn }, { id }] of [...sent].slice(-MAX_THUMBNAILS)) {
    if (!bytes || shownIn.isPrivate) continue;
    const { mediaType, blob } = bytes;
    const thumbnail = await smallPicture({ mediaType, bytes: blob.size }, () => Promise.resolve(blob));
    if (thumbnail) made.set(id, thumbnail);
  }
  await keepThumbnails(made);
}

function* stretches<Kept extends { readonly blob: Blob }>(all: readonly Kept[]): Generator<Kept[]> {
  let some: Kept[] = [];
  let bytes = 0;
  for (const one of all) {
    if (some.length >= KEPT_TOGETHER || (some.length > 0 && bytes + one.blob.size > KEPT_TOGETHER_BYTES)) {
      yield some;
      [some, bytes] = [[], 0];
    }
    some.push(one);
    bytes += one.blob.size;
  }
  if (some.length > 0) yield some;
}
