/** Files from the computer: stored piece by piece, put together as a Blob when somebody wants to see one. */

import type { WaitingFile } from "../protocol/topics.ts";
import { announceChange } from "./changes.ts";
import { database, type ReceivedItem } from "./database.ts";

/** Notes a file that is about to come; one that is known stays as it is. */
export async function noteReceiving(file: WaitingFile): Promise<ReceivedItem> {
  const transaction = (await database()).transaction("received", "readwrite");
  const known = await transaction.store.get(file.id);
  const item: ReceivedItem = known ?? { ...file, state: "receiving", storedBytes: 0 };
  if (!known) await transaction.store.put(item);
  await transaction.done;
  announceChange("received");
  return item;
}

/**
 * Stores one piece; committed when it returns. The piece and the durable offset change together, so a browser
 * that is killed between them can't exist.
 */
export async function storePiece(id: string, offset: number, data: ArrayBuffer): Promise<void> {
  const transaction = (await database()).transaction(["received", "pieces"], "readwrite");
  const item = await transaction.objectStore("received").get(id);
  if (item && item.storedBytes === offset) {
    await transaction.objectStore("pieces").put({ id, offset, data });
    await transaction.objectStore("received").put({ ...item, storedBytes: offset + data.byteLength });
  }
  await transaction.done;
  announceChange("received");
}

/** Changes what is known of a file. */
export async function changeReceived(id: string, change: Partial<ReceivedItem>): Promise<void> {
  const transaction = (await database()).transaction("received", "readwrite");
  const item = await transaction.store.get(id);
  if (item) await transaction.store.put({ ...item, ...change });
  await transaction.done;
  announceChange("received");
}

/** What is known of one file. */
export async function findReceived(id: string): Promise<ReceivedItem | undefined> {
  return await (await database()).get("received", id);
}

/** Every file, newest first. */
export async function listReceived(): Promise<ReceivedItem[]> {
  return (await (await database()).getAllFromIndex("received", "at")).reverse();
}

/**
 * The whole file as a Blob. The pieces are read one after the other and each becomes a Blob of its own at once,
 * so that no more than one is in the script's memory.
 */
export async function receivedBlob(item: ReceivedItem, type: string): Promise<Blob> {
  const db = await database();
  const parts: Blob[] = [];
  for (let offset = 0; offset < item.storedBytes; ) {
    const piece = await db.get("pieces", [item.id, offset]);
    if (!piece) throw new Error(`A piece of ${item.name} is missing: have it sent again.`);
    parts.push(new Blob([piece.data]));
    offset += piece.data.byteLength;
  }
  return new Blob(parts, { type });
}

/** Removes those files that are not whole and fit; one that is stored stays whatever it is. */
export async function removeUnfinished(fits: (item: ReceivedItem) => boolean): Promise<void> {
  for (const item of await listReceived()) {
    if (item.state !== "stored" && fits(item)) await removeReceived(item.id);
  }
}

/** Removes a file and all its pieces. */
export async function removeReceived(id: string): Promise<void> {
  const transaction = (await database()).transaction(["received", "pieces"], "readwrite");
  await transaction.objectStore("received").delete(id);
  await transaction.objectStore("pieces").delete(IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER]));
  await transaction.done;
  announceChange("received");
}
