/** Many pictures of a page go into the queue at once: all are noted before the bytes of any are kept. */

import { announceChange } from "./changes.ts";
import { database, FLUSHED, type SendItem } from "./database.ts";

/** Notes all of them in one transaction, on the disk when it returns: from then on none of them can be lost. */
export async function notePicked(items: readonly SendItem[]): Promise<void> {
  const transaction = (await database()).transaction("sends", "readwrite", FLUSHED);
  const noted = items.map((item) => transaction.store.put(item));
  await Promise.all([...noted, transaction.done]);
  announceChange("sends");
}

/** Bytes of one that was noted. */
export interface PickedBytes {
  readonly id: string;
  readonly blob: Blob;
}

/** Keeps the bytes of some, which wait to be sent from then on; one that was removed or paused meanwhile stays as it is. */
export async function keepPicked(picked: readonly PickedBytes[]): Promise<void> {
  const transaction = (await database()).transaction(["sends", "sendBlobs"], "readwrite", FLUSHED);
  const kept = picked.map(async ({ id, blob }) => {
    const item = await transaction.objectStore("sends").get(id);
    if (item?.state !== "fetching") return;
    await transaction.objectStore("sends").put({ ...item, state: "waiting" });
    await transaction.objectStore("sendBlobs").put(blob, id);
  });
  await Promise.all([...kept, transaction.done]);
  announceChange("sends");
}

/** Small pictures for the list, of what is still in it. */
export async function keepThumbnails(thumbnails: ReadonlyMap<string, Blob>): Promise<void> {
  const transaction = (await database()).transaction("sends", "readwrite");
  const kept = [...thumbnails].map(async ([id, thumbnail]) => {
    const item = await transaction.store.get(id);
    if (item) await transaction.store.put({ ...item, thumbnail });
  });
  await Promise.all([...kept, transaction.done]);
  announceChange("sends");
}
