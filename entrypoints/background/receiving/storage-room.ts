/** Whether the browser's storage has room for what is still to come of a file. */

import type { ReceivedItem } from "../../../shared/extension/store/database.ts";
import { shownSize } from "../../../shared/texts/figures.ts";
import { type Message, message } from "../../../shared/texts/message.ts";

/**
 * What stays free beside the bytes. On a disk that is full to the last byte Chromium fails to write blobs with a
 * DataError (seen) and can't note anything any more: the browser's own journals need some room as well.
 */
const ROOM_TO_SPARE_BYTES = 8 * 1024 * 1024;

/**
 * How much more can be stored. `unlimitedStorage` makes this the disk's free space (seen in Chromium 156; asking
 * takes half a millisecond). Where the browser does not say, there is room until a write fails.
 */
async function freeBytes(): Promise<number> {
  const { quota, usage } = await navigator.storage.estimate();
  if (quota === undefined || usage === undefined) return Number.POSITIVE_INFINITY;
  return Math.max(0, quota - usage - ROOM_TO_SPARE_BYTES);
}

/** Whether this many more bytes can be stored now. */
export async function hasRoomFor(bytes: number): Promise<boolean> {
  return bytes <= (await freeBytes());
}

/** What the user reads where the rest of a file does not fit; `undefined` where it does. */
export async function lackOfRoom({ bytes, storedBytes }: ReceivedItem): Promise<Message | undefined> {
  const missing = bytes - storedBytes;
  if (missing === 0) return undefined;
  const free = await freeBytes();
  if (free >= missing) return undefined;
  return message("files.storage-lacks", { needed: shownSize(missing), free: shownSize(free) });
}
