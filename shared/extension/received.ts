/** Files from the computer: stored piece by piece, put together as a Blob when somebody wants to see one. */

import type { WaitingFile } from "../protocol/topics.ts";
import { announceChange } from "./changes.ts";
import { database, FLUSHED, type ReceivedItem, type ReceivedState, type StoredPiece } from "./database.ts";

/** All items of one state, oldest first, as a range of the index `state`. */
const inState = (state: ReceivedState): IDBKeyRange =>
  IDBKeyRange.bound([state, 0], [state, Number.MAX_SAFE_INTEGER]);

/** A piece came for a file that is no longer being received: the user has paused or deleted it. */
export class NotReceiving extends Error {
  override readonly name = "NotReceiving";
  readonly code = "not_receiving";
}

/** Notes files that wait; one that is known stays as it is. Returns what is known of each, in the same order. */
export async function noteWaiting(files: readonly WaitingFile[]): Promise<ReceivedItem[]> {
  const transaction = (await database()).transaction("received", "readwrite");
  const items = await Promise.all(
    files.map(async (file): Promise<ReceivedItem> => {
      const known = await transaction.store.get(file.id);
      const item: ReceivedItem = known ?? { ...file, state: "receiving", storedBytes: 0 };
      if (!known) await transaction.store.put(item);
      return item;
    }),
  );
  await transaction.done;
  announceChange("received");
  return items;
}

/**
 * Stores pieces that lie one behind the other; committed and on the disk when it returns: the computer lets go of its
 * copy when all have come. (Chromium puts large values into files of their own, which it flushes with a strict
 * transaction and never later: seen by its system calls.) They and the durable offset change together, so a browser that
 * is killed between them can't exist. Throws `NotReceiving` where the user has stopped it.
 */
export async function storePieces(
  id: string,
  pieces: readonly Pick<StoredPiece, "offset" | "data">[],
): Promise<void> {
  const [first] = pieces;
  const bytes = pieces.reduce((sum, { data }) => sum + data.byteLength, 0);
  const transaction = (await database()).transaction(["received", "pieces"], "readwrite", FLUSHED);
  const item = await transaction.objectStore("received").get(id);
  const isExpected = item?.state === "receiving" && item.storedBytes === first?.offset;
  if (isExpected) {
    const store = transaction.objectStore("pieces");
    await Promise.all([
      ...pieces.map(({ offset, data }) => store.put({ id, offset, data })),
      transaction.objectStore("received").put({ ...item, storedBytes: item.storedBytes + bytes }),
    ]);
  }
  await transaction.done;
  if (!isExpected) throw new NotReceiving("The file is no longer being received.");
  announceChange("received");
}

/** All of a file is here. Flushed to the disk before it returns, as its pieces were. */
export async function finishReceived(id: string): Promise<void> {
  const transaction = (await database()).transaction("received", "readwrite", FLUSHED);
  const item = await transaction.store.get(id);
  if (item && item.state !== "declined") await transaction.store.put({ ...item, state: "stored" });
  await transaction.done;
  announceChange("received");
}

/** Changes what is known of a file; one that is whole stays so, and of one that was deleted there is no more to know. */
export async function changeReceived(id: string, change: Partial<ReceivedItem>): Promise<void> {
  await turn(id, (item) => {
    if (item.state === "declined") return undefined;
    return { ...item, ...change, state: item.state === "stored" ? "stored" : (change.state ?? item.state) };
  });
}

/** Pauses a file that is coming: what is stored stays. */
export async function pauseReceived(id: string): Promise<void> {
  await turn(id, (item) => (item.state === "receiving" ? { ...item, state: "paused" } : undefined));
}

/** Lets a file go on that was paused, or that waits for room. */
export async function continueReceived(id: string): Promise<void> {
  await turn(id, (item) =>
    item.state === "paused" || item.state === "full" ? { ...item, state: "receiving" } : undefined,
  );
}

/** Changes one file in one transaction; `to` says what becomes of it, or `undefined` where it stays. */
async function turn(id: string, to: (item: ReceivedItem) => ReceivedItem | undefined): Promise<void> {
  const transaction = (await database()).transaction("received", "readwrite");
  const item = await transaction.store.get(id);
  const turned = item && to(item);
  if (turned) await transaction.store.put(turned);
  await transaction.done;
  announceChange("received");
}

/** How many files are in a state. */
export async function countReceived(state: ReceivedState): Promise<number> {
  return await (await database()).countFromIndex("received", "state", inState(state));
}

/** What is known of one file. */
export async function findReceived(id: string): Promise<ReceivedItem | undefined> {
  return await (await database()).get("received", id);
}

/** The newest files, so many at most, and whether there are more. */
export async function newestReceived(limit: number): Promise<{ items: ReceivedItem[]; isAll: boolean }> {
  const index = (await database()).transaction("received").store.index("at");
  const items: ReceivedItem[] = [];
  for await (const { value } of index.iterate(null, "prev")) {
    if (value.state === "declined") continue;
    if (items.length === limit) return { items, isAll: false };
    items.push(value);
  }
  return { items, isAll: true };
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

/**
 * Removes a file and all its pieces. Of one that had not come yet a note stays: the computer still has it and
 * would send it again.
 */
export async function removeReceived(id: string): Promise<void> {
  const transaction = (await database()).transaction(["received", "pieces"], "readwrite");
  const files = transaction.objectStore("received");
  const item = await files.get(id);
  if (item?.state === "stored") await files.delete(id);
  else if (item) await files.put({ ...item, state: "declined", storedBytes: 0 });
  await transaction.objectStore("pieces").delete(IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER]));
  await transaction.done;
  announceChange("received");
}

/** Forgets files that are not whole and can't be had any more; one that failed stays, with its reason. */
export async function forgetTakenBack(isTakenBack: (item: ReceivedItem) => boolean): Promise<void> {
  const transaction = (await database()).transaction(["received", "pieces"], "readwrite");
  const unfinished = ["receiving", "paused", "full", "declined"] as const;
  for (const state of unfinished) {
    const index = transaction.objectStore("received").index("state");
    for await (const cursor of index.iterate(inState(state))) {
      const { id } = cursor.value;
      if (!isTakenBack(cursor.value)) continue;
      await cursor.delete();
      await transaction
        .objectStore("pieces")
        .delete(IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER]));
    }
  }
  await transaction.done;
  announceChange("received");
}
