/** Files from the computer: stored piece by piece, put together as a Blob when one is shown or saved. */

import type { WaitingFile } from "../../protocol/topics.ts";
import { message } from "../../texts/message.ts";
import { SaidError } from "../../texts/said.ts";
import { announceChange } from "./changes.ts";
import { database, FLUSHED, type ReceivedItem, type ReceivedState, type StoredPiece } from "./database.ts";
import { isSoundReceived } from "./sound-items.ts";
import { inState, piecesOf, transition } from "./transition.ts";
import { withMark } from "./unseen.ts";

/** A piece came for a file that is no longer being received: the user has paused or deleted it. */
export class NotReceiving extends Error {
  override readonly name = "NotReceiving";
  readonly code = "not_receiving";
}

/** Notes files that wait; one that is known, and can be read, stays as it is. Returns what is known of each, in the same order. */
export async function noteWaiting(files: readonly WaitingFile[]): Promise<ReceivedItem[]> {
  const transaction = (await database()).transaction("received", "readwrite");
  const items = await Promise.all(
    files.map(async (file): Promise<ReceivedItem> => {
      const known = await transaction.store.get(file.id);
      const isKnown = known !== undefined && isSoundReceived(known);
      const item: ReceivedItem = isKnown ? known : { ...file, state: "receiving", storedBytes: 0 };
      if (!isKnown) await transaction.store.put(item);
      return item;
    }),
  );
  await transaction.done;
  announceChange("received");
  return items;
}

/**
 * Stores pieces that follow each other; committed and on the disk when it returns: the computer lets go of its
 * copy when all have come. (Chromium puts Blobs and large values into files of their own, which it flushes with a strict
 * transaction and never later: seen by its system calls.) They and the durable offset change together, so a browser that
 * is killed between them can't exist. `bytes` is how much they hold together. Throws `NotReceiving` where the user has
 * stopped it.
 */
export async function storePieces(
  id: string,
  pieces: readonly Pick<StoredPiece, "offset" | "data">[],
  bytes: number,
): Promise<void> {
  const [first] = pieces;
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

/**
 * All of a file is here. Flushed to the disk before it returns, as its pieces were. What was stored as a part of it goes
 * with the same transaction.
 */
export async function finishReceived(id: string): Promise<void> {
  const transaction = (await database()).transaction(["received", "pieces"], "readwrite", FLUSHED);
  const files = transaction.objectStore("received");
  const item = await files.get(id);
  if (item?.deleted) await files.put({ ...item, deleted: { ...item.deleted, was: "stored" } });
  else if (item && item.state !== "declined") {
    await files.put(withMark(item, { ...item, state: "stored" }));
    const part = item.replaces === undefined ? undefined : await files.get(item.replaces);
    if (part?.state === "stored" && part.id !== id && part.bytes < item.bytes) {
      await files.delete(part.id);
      await transaction.objectStore("pieces").delete(piecesOf(part.id));
    }
  }
  await transaction.done;
  announceChange("received");
}

/** Whether a file was deleted: it is shown nowhere, even where that may still be taken back. */
export function isGone({ state }: Pick<ReceivedItem, "state">): boolean {
  return state === "declined" || state === "deleted";
}

/** Changes what is known of a file; one that is whole stays so, and of one that was deleted there is no more to know. */
export async function changeReceived(id: string, change: Partial<ReceivedItem>): Promise<void> {
  await transition("received", [id], (item) => {
    if (isGone(item)) return undefined;
    return { ...item, ...change, state: item.state === "stored" ? "stored" : (change.state ?? item.state) };
  });
}

/** Pauses a file that is coming: what is stored stays. */
export async function pauseReceived(id: string): Promise<void> {
  await transition("received", [id], (item) =>
    item.state === "receiving" ? { ...item, state: "paused" } : undefined,
  );
}

/** Lets a file go on that was paused, or that waits for room. */
export async function continueReceived(id: string): Promise<void> {
  await transition("received", [id], (item) =>
    item.state === "paused" || item.state === "full" ? { ...item, state: "receiving" } : undefined,
  );
}

/** How many files are in a state. */
export async function countReceived(state: ReceivedState): Promise<number> {
  return await (await database()).countFromIndex("received", "state", inState(state));
}

/** What is known of one file. */
export async function findReceived(id: string): Promise<ReceivedItem | undefined> {
  return await (await database()).get("received", id);
}

/** So many pieces are read at once, where none of them comes into memory. */
const PIECES_AT_ONCE = 256;

/**
 * The pieces of a whole file, one after the other. No more than one of those that are no Blobs is in the script's memory:
 * they come before all Blobs. Throws where one is missing.
 */
export async function* receivedPieces({ id, name, storedBytes }: ReceivedItem): AsyncGenerator<Blob, void> {
  const db = await database();
  let areBlobs = false;
  for (let offset = 0; offset < storedBytes; ) {
    const range = IDBKeyRange.bound([id, offset], [id, storedBytes]);
    const pieces: StoredPiece[] = await db.getAll("pieces", range, areBlobs ? PIECES_AT_ONCE : 1);
    if (pieces.length === 0) throw missing(name);
    for (const piece of pieces) {
      areBlobs = piece.data instanceof Blob;
      const data = piece.data instanceof Blob ? piece.data : new Blob([piece.data]);
      if (piece.offset !== offset || data.size === 0) throw missing(name);
      yield data;
      offset += data.size;
    }
  }
}

function missing(name: string): SaidError {
  return new SaidError(message("files.piece-missing", { name }));
}

/** The first bytes of a whole file: no piece behind them is read. */
export async function receivedBeginning(item: ReceivedItem, bytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const beginning = new Uint8Array(Math.min(bytes, item.bytes));
  let at = 0;
  for await (const data of receivedPieces(item)) {
    const part = await data.slice(0, beginning.length - at).bytes();
    beginning.set(part, at);
    at += part.length;
    if (at === beginning.length) break;
  }
  return beginning;
}

/** The whole file as a Blob, of which nothing is read. `onRead` is told of how many bytes the pieces were found. */
export async function receivedBlob(
  item: ReceivedItem,
  type: string,
  onRead: (bytes: number) => void = () => undefined,
): Promise<Blob> {
  const parts: Blob[] = [];
  let bytes = 0;
  for await (const data of receivedPieces(item)) {
    parts.push(data);
    bytes += data.size;
    onRead(bytes);
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
  if (item && (item.state === "stored" || !isSoundReceived(item))) await files.delete(id);
  else if (item) await files.put({ ...item, state: "declined", storedBytes: 0 });
  await transaction.objectStore("pieces").delete(piecesOf(id));
  await transaction.done;
  announceChange("received");
}

/** Those that found no room. */
export async function receivedWithoutRoom(): Promise<ReceivedItem[]> {
  return await (await database()).getAllFromIndex("received", "state", inState("full"));
}

/** What is not whole, and would go on if it were offered. */
const UNFINISHED: readonly ReceivedState[] = ["receiving", "paused", "full", "declined", "deleted"];

/**
 * Forgets one file that its owner has taken back, unless it is whole. It may have failed for just that reason: the lane can
 * hear of it first.
 */
export async function forgetWithdrawn(id: string): Promise<void> {
  const transaction = (await database()).transaction(["received", "pieces"], "readwrite");
  const files = transaction.objectStore("received");
  const item = await files.get(id);
  if (item && item.state !== "stored") {
    await files.delete(id);
    await transaction.objectStore("pieces").delete(piecesOf(id));
  }
  await transaction.done;
  announceChange("received");
}

/** Forgets files that are not whole and are no longer offered; one that failed stays, with its reason. */
export async function forgetTakenBack(isTakenBack: (item: ReceivedItem) => boolean): Promise<void> {
  const transaction = (await database()).transaction(["received", "pieces"], "readwrite");
  for (const state of UNFINISHED) {
    const index = transaction.objectStore("received").index("state");
    for await (const cursor of index.iterate(inState(state))) {
      const { id } = cursor.value;
      if (cursor.value.deleted?.was === "stored" || !isTakenBack(cursor.value)) continue;
      await cursor.delete();
      await transaction.objectStore("pieces").delete(piecesOf(id));
    }
  }
  await transaction.done;
  announceChange("received");
}
