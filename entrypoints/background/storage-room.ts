/** Whether the browser's storage has room for what is still to come of a file. */

import type { ReceivedItem } from "../../shared/extension/database.ts";
import { shownSize } from "../../shared/extension/shown-text.ts";

/** What the browser needs beside the bytes: indexes, journals, the next note. */
const ROOM_TO_SPARE_BYTES = 1024 * 1024;

/**
 * What the user reads where the rest of a file does not fit; `undefined` where it does. Where the browser does not
 * say how much room there is, there is enough until a write fails.
 */
export async function lackOfRoom({ bytes, storedBytes }: ReceivedItem): Promise<string | undefined> {
  const missing = bytes - storedBytes;
  if (missing === 0) return undefined;
  const { quota, usage } = await navigator.storage.estimate();
  if (quota === undefined || usage === undefined) return undefined;
  const free = Math.max(0, quota - usage - ROOM_TO_SPARE_BYTES);
  if (free >= missing) return undefined;
  return (
    `The browser's storage is full: ${shownSize(missing)} are needed, ${shownSize(free)} are free. ` +
    "Delete received files or free disk space, then press Continue."
  );
}
