/** Small pictures of what is sent, for the list: made one after the other once a file has gone or is kept, never before. */

import type { SendItem } from "../../../shared/extension/store/database.ts";
import { changeSend } from "../../../shared/extension/store/sends.ts";
import { smallPicture } from "../../../shared/extension/thumbnails/small-picture.ts";

/** Of many at once the rest shows its kind: their bytes would be held in memory. */
const MAX_WAITING = 32;
const MAX_BYTES = 16 * 1024 * 1024;

let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/** Of a private window's file nothing is made. What goes wrong here is no part of sending. */
export function makeSentPicture(
  { id, isPrivate }: Pick<SendItem, "id" | "isPrivate">,
  blob: Blob,
  mediaType: string,
): void {
  if (isPrivate || waiting >= MAX_WAITING || blob.size > MAX_BYTES) return;
  waiting += 1;
  last = last
    .then(async () => {
      const thumbnail = await smallPicture({ mediaType, bytes: blob.size }, () => Promise.resolve(blob));
      if (thumbnail) await changeSend(id, { thumbnail });
    })
    .catch((error: unknown) => console.warn("A small picture could not be kept:", error))
    .finally(() => {
      waiting -= 1;
    });
}
