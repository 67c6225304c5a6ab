/** What can be done with a received file at a press: loaded when it is needed first. */

import { isRaster, isVector } from "../../../shared/extension/look/picture.ts";
import type { ReceivedItem } from "../../../shared/extension/store/database.ts";

type Loaded = typeof import("./loaded-acts.ts");
let loaded: Loaded | undefined;

/** A press waits for it no longer than it takes to read a file of the extension. */
export async function fileActs(): Promise<Loaded> {
  loaded ??= await import("./loaded-acts.ts");
  return loaded;
}

/** A drag that has begun can't wait. */
export function actsAtHand(): Loaded | undefined {
  return loaded;
}

/** A larger picture is not decoded to be copied. */
const MAX_COPIED_BYTES = 64 * 1024 * 1024;
/** A drag gives its bytes when it begins: more are not read at the press before it. */
export const MAX_DRAGGED_BYTES = 32 * 1024 * 1024;

/** Whether a file is a picture that can be copied. */
export function canCopy({ state, mediaType, bytes }: ReceivedItem): boolean {
  return state === "stored" && bytes <= MAX_COPIED_BYTES && (isRaster(mediaType) || isVector(mediaType));
}

/** Whether a file can be dragged out. */
export function canDrag({ state, bytes }: ReceivedItem): boolean {
  return state === "stored" && bytes <= MAX_DRAGGED_BYTES;
}

/** Its small picture: what is kept of it, or made here where that takes a page. */
export async function pictureOf(item: ReceivedItem): Promise<Blob | undefined> {
  if (item.thumbnail || item.state !== "stored" || item.hasNoThumbnail) return item.thumbnail;
  return await (await fileActs()).thumbnailFor(item);
}
