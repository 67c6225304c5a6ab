/** The durable queue of what is to be sent: it is written first, and what goes out is read from it. */

import { announceChange } from "./changes.ts";
import { database, type SendItem } from "./database.ts";

/** The list shows this many; finished ones behind it are forgotten. */
const MAX_FINISHED = 200;

/** Puts a new item into the queue. */
export async function addSend(item: SendItem): Promise<void> {
  await (await database()).put("sends", item);
  announceChange("sends");
}

/** Changes an item that is still there; returns the new one. */
export async function changeSend(id: string, change: Partial<SendItem>): Promise<SendItem | undefined> {
  const transaction = (await database()).transaction("sends", "readwrite");
  const item = await transaction.store.get(id);
  const changed = item && { ...item, ...change };
  if (changed) await transaction.store.put(changed);
  await transaction.done;
  announceChange("sends");
  return changed;
}

/** Keeps the bytes beside the item, in one transaction with its new state. */
export async function keepSendBlob(id: string, blob: Blob, change: Partial<SendItem>): Promise<void> {
  const transaction = (await database()).transaction(["sends", "sendBlobs"], "readwrite");
  const item = await transaction.objectStore("sends").get(id);
  if (item) {
    await transaction.objectStore("sendBlobs").put(blob, id);
    await transaction.objectStore("sends").put({ ...item, ...change });
  }
  await transaction.done;
  announceChange("sends");
}

/** The bytes of an item as the database keeps them: a Blob that never turns unreadable under a socket. */
export async function sendBlob(id: string): Promise<Blob | undefined> {
  return await (await database()).get("sendBlobs", id);
}

/** Marks an item as done and lets go of its bytes. */
export async function finishSend(id: string, change: Partial<SendItem>): Promise<void> {
  const transaction = (await database()).transaction(["sends", "sendBlobs"], "readwrite");
  const item = await transaction.objectStore("sends").get(id);
  if (item) await transaction.objectStore("sends").put({ ...item, ...change, state: "done" });
  await transaction.objectStore("sendBlobs").delete(id);
  await transaction.done;
  await forgetOldest();
  announceChange("sends");
}

/** Removes an item and its bytes. */
export async function removeSend(id: string): Promise<void> {
  const transaction = (await database()).transaction(["sends", "sendBlobs"], "readwrite");
  await transaction.objectStore("sends").delete(id);
  await transaction.objectStore("sendBlobs").delete(id);
  await transaction.done;
  announceChange("sends");
}

/** Every item, oldest first. */
export async function listSends(): Promise<SendItem[]> {
  return await (await database()).getAllFromIndex("sends", "at");
}

async function forgetOldest(): Promise<void> {
  const finished = (await listSends()).filter((item) => item.state === "done");
  const db = await database();
  for (const item of finished.slice(0, -MAX_FINISHED)) await db.delete("sends", item.id);
}
