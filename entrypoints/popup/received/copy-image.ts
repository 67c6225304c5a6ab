/** Puts a received picture on the clipboard as PNG, which every program takes. */

import { isVector, pixelsOf, pngOf } from "../../../shared/extension/look/picture.ts";
import type { ReceivedItem } from "../../../shared/extension/store/database.ts";
import { receivedBlob } from "../../../shared/extension/store/received.ts";

/** A drawing is drawn no larger than this. */
const MAX_EDGE_PIXELS = 4_096;

/** The clipboard is asked in the press itself; the pixels may come later. */
export async function copyImage(item: ReceivedItem): Promise<void> {
  await navigator.clipboard.write([new ClipboardItem({ "image/png": shownAsPng(item) })]);
}

async function shownAsPng(item: ReceivedItem): Promise<Blob> {
  const bytes = await receivedBlob(item, item.mediaType);
  if (!isVector(item.mediaType)) return await pngOf(bytes);
  const pixels = await pixelsOf(bytes, devicePixelRatio, MAX_EDGE_PIXELS);
  if (pixels) return pixels;
  throw new Error("The drawing can't be drawn.");
}
