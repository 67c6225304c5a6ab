/** The durable queue of what is to be sent: it is written first, and what goes out is read from it. */

import { PIECE_BYTES } from "../../protocol/limits.ts";
import { announceChange } from "./changes.ts";
import { database, FLUSHED, type SendItem, type SendState } from "./database.ts";
import { isSoundSend } from "./sound-items.ts";
import { inState, piecesOf, transition } from "./transition.ts";
import { withMark } from "./unseen.ts";

/** How many finished items are kept for the list; older ones are forgotten. */
const MAX_FINISHED = 200;
/** What was chosen a moment ago stays: a page may still show how hundreds that were chosen together went. */
const SPARED_MS = 600_000;

/** Puts a new item into the queue. */
export async function addSend(item: SendItem): Promise<void> {
  await (await database()).put("sends", item);
  announceChange("sends");
}

/** Puts a new item into the queue together with its bytes; both are on the disk when it returns. */
export async function queueFile(item: SendItem, bytes: Blob): Promise<void> {
  const transaction = (await database()).transaction(["sends", "sendBlobs"], "readwrite", FLUSHED);
  await transaction.objectStore("sends").put(item);
  await transaction.objectStore("sendBlobs").put(bytes, item.id);
  await transaction.done;
  announceChange("sends");
}

/** Changes an item that is still there; returns the new one. */
export async function changeSend(id: string, change: Partial<SendItem>): Promise<SendItem | undefined> {
  return (await transition("sends", [id], (item) => ({ ...item, ...change })))[0];
}

/**
 * Keeps the bytes beside the item, in one transaction with its new state, on the disk when it returns. It may have been
 * sent meanwhile: then nothing is kept, or the bytes alone where that has failed.
 */
export async function keepSendBlob(id: string, blob: Blob, change: Partial<SendItem>): Promise<void> {
  const transaction = (await database()).transaction(["sends", "sendBlobs"], "readwrite", FLUSHED);
  const item = await transaction.objectStore("sends").get(id);
  if (item?.state === "fetching") await transaction.objectStore("sends").put({ ...item, ...change });
  if (item?.state === "fetching" || item?.state === "failed")
    await transaction.objectStore("sendBlobs").put(blob, id);
  await transaction.done;
  announceChange("sends");
}

/** The bytes of an item as the database keeps them: a Blob that never turns unreadable under a socket. */
export async function sendBlob(id: string): Promise<Blob | undefined> {
  return await (await database()).get("sendBlobs", id);
}

/** An item that is to be sent now, and its bytes where they are kept here. */
export interface TakenSend {
  readonly item: SendItem;
  readonly blob?: Blob;
  /** What the Blob holds, where it was read before. */
  readonly bytes?: ArrayBuffer;
}

/** Items that are to be sent now, by id; without those that the user has paused or removed. */
export async function takeSends(ids: readonly string[]): Promise<Map<string, TakenSend>> {
  const transaction = (await database()).transaction(["sends", "sendBlobs"]);
  const taken = new Map<string, TakenSend>();
  await Promise.all([
    ...ids.map(async (id) => {
      const [item, blob] = await Promise.all([
        transaction.objectStore("sends").get(id),
        transaction.objectStore("sendBlobs").get(id),
      ]);
      if (item && isToBeSent(item)) taken.set(id, { item, ...(blob && { blob }) });
    }),
    transaction.done,
  ]);
  return taken;
}

/** Notes how far an item has come; a moment later than the user's pause it changes nothing. */
export async function noteSending(
  id: string,
  progress: { readonly ackedBytes: number; readonly bytesPerSecond?: number },
): Promise<void> {
  await transition("sends", [id], (item) =>
    isToBeSent(item) ? { ...item, ...progress, state: "sending" } : undefined,
  );
}

/** An item whose lane was lost, or whose background ended, waits again. */
export async function returnSends(ids: readonly string[]): Promise<void> {
  await transition("sends", ids, (item) =>
    item.state === "sending" ? { ...item, state: "waiting" } : undefined,
  );
}

/** Whether there is a site to get it from again. */
export function comesFromSite({ url }: SendItem): boolean {
  return /^https?:/.test(url);
}

/**
 * Pauses items: what has been acknowledged stays, the rest waits for the user. One whose bytes are still being fetched comes
 * from its site when it goes on, and through to the computer; what only its page has can't be paused before it is here.
 */
export async function pauseSends(ids: readonly string[]): Promise<void> {
  await transition("sends", ids, ({ gotBytes: _, ...item }) => {
    if (isToBeSent(item)) return { ...item, state: "paused" };
    const isFetched = item.state === "fetching" && comesFromSite(item) && !item.isUndecided;
    return isFetched ? { ...item, state: "paused", bytes: null, stream: {}, how: "request" } : undefined;
  });
}

/** Lets paused items go on. */
export async function resumeSends(ids: readonly string[]): Promise<void> {
  await transition("sends", ids, (item) =>
    item.state === "paused" ? { ...item, state: "waiting" } : undefined,
  );
}

/** Lets a failed item whose bytes are here be tried again; what was said of the failure is forgotten. */
export async function retrySend(id: string): Promise<void> {
  await transition("sends", [id], ({ message, said, needsOrigin, ...item }) =>
    item.state === "failed" ? { ...item, state: "waiting" } : undefined,
  );
}

/** A failed item's bytes are fetched again, perhaps in another way, whatever becomes of the page it was clicked in. */
export async function refetchSend(id: string): Promise<void> {
  await transition("sends", [id], ({ message, said, needsOrigin, tabId, gotBytes, how, ...item }) => {
    if (item.state !== "failed") return undefined;
    return item.stream ? { ...item, ...(how && { how }), state: "waiting" } : { ...item, state: "fetching" };
  });
}

/** Changes an item whose bytes are being fetched; `undefined` where it was removed or paused since. */
export async function changeFetching(id: string, change: Partial<SendItem>): Promise<SendItem | undefined> {
  const [changed] = await transition("sends", [id], (item) =>
    item.state === "fetching" ? { ...item, ...change } : undefined,
  );
  return changed;
}

/** Marks items as done, with what is known of each, and lets go of their bytes; of a private window's item nothing stays. */
export async function finishSends(changes: ReadonlyMap<string, Partial<SendItem>>): Promise<void> {
  const transaction = (await database()).transaction(["sends", "sendBlobs", "streamPieces"], "readwrite");
  await Promise.all(
    [...changes].map(async ([id, change]) => {
      const sends = transaction.objectStore("sends");
      const item = await sends.get(id);
      const done: SendItem | undefined = item && withMark(item, { ...item, ...change, state: "done" });
      if (done?.isPrivate) await sends.delete(id);
      else if (done) await sends.put(done);
      await transaction.objectStore("sendBlobs").delete(id);
      if (item?.stream) await transaction.objectStore("streamPieces").delete(piecesOf(id));
    }),
  );
  await transaction.done;
  announceChange("sends");
}

/** Removes an item and its bytes, and notes it where the computer may have a part of it. */
export async function removeSend(id: string): Promise<void> {
  const stores = ["sends", "sendBlobs", "streamPieces", "givenUp"] as const;
  const transaction = (await database()).transaction(stores, "readwrite");
  const item = await transaction.objectStore("sends").get(id);
  if (item && mayLeavePart(item)) await transaction.objectStore("givenUp").put({ id, at: Date.now() });
  await transaction.objectStore("sends").delete(id);
  await transaction.objectStore("sendBlobs").delete(id);
  await transaction.objectStore("streamPieces").delete(piecesOf(id));
  await transaction.done;
  announceChange("sends");
}

/** Forgets the oldest finished items beyond what the list keeps. */
export async function forgetOldest(): Promise<void> {
  const transaction = (await database()).transaction("sends", "readwrite");
  const done = transaction.store.index("state");
  const surplus = (await done.count(inState("done"))) - MAX_FINISHED;
  if (surplus > 0) {
    const before = IDBKeyRange.bound(["done"], ["done", Date.now() - SPARED_MS]);
    const oldest = await done.getAllKeys(before, surplus);
    await Promise.all(oldest.map((id) => transaction.store.delete(id)));
  }
  await transaction.done;
  announceChange("sends");
}

/** The items in any of these states, oldest first, but those that are damaged: nothing can be done with them. */
export async function sendsIn(...states: readonly SendState[]): Promise<SendItem[]> {
  const index = (await database()).transaction("sends").store.index("state");
  const found = await Promise.all(states.map((state) => index.getAll(inState(state))));
  return found
    .flat()
    .filter(isSoundSend)
    .sort((a, b) => a.at - b.at);
}

/** What is known of each of these items. */
export async function findSends(ids: readonly string[]): Promise<(SendItem | undefined)[]> {
  const { store } = (await database()).transaction("sends");
  return await Promise.all(ids.map((id) => store.get(id)));
}

/** How many items are in a state. */
export async function countSends(state: SendState): Promise<number> {
  return await (await database()).countFromIndex("sends", "state", inState(state));
}

function isToBeSent({ state }: Pick<SendItem, "state">): boolean {
  return state === "waiting" || state === "sending";
}

/** What goes in one piece leaves no part there, and neither does what has come, or was never offered. */
function mayLeavePart({ state, bytes }: SendItem): boolean {
  return state !== "done" && state !== "fetching" && (bytes === null || bytes > PIECE_BYTES);
}
