/** The durable queue of what is to be sent: it is written first, and what goes out is read from it. */

import { announceChange } from "./changes.ts";
import { database, FLUSHED, type SendItem, type SendState } from "./database.ts";

/** So many finished items are kept for the list; older ones are forgotten. */
const MAX_FINISHED = 200;

/** All items of one state, oldest first, as a range of the index `state`. */
const inState = (state: SendState): IDBKeyRange =>
  IDBKeyRange.bound([state, 0], [state, Number.MAX_SAFE_INTEGER]);

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
  const transaction = (await database()).transaction("sends", "readwrite");
  const item = await transaction.store.get(id);
  if (item && isToBeSent(item)) await transaction.store.put({ ...item, ...progress, state: "sending" });
  await transaction.done;
  announceChange("sends");
}

/** An item whose lane was lost, or whose background ended, waits again. */
export async function returnSends(ids: readonly string[]): Promise<void> {
  await turn(ids, (item) => (item.state === "sending" ? { ...item, state: "waiting" } : undefined));
}

/** Pauses items: what has been acknowledged stays, the rest waits for the user. */
export async function pauseSends(ids: readonly string[]): Promise<void> {
  await turn(ids, (item) => (isToBeSent(item) ? { ...item, state: "paused" } : undefined));
}

/** Lets paused items go on. */
export async function resumeSends(ids: readonly string[]): Promise<void> {
  await turn(ids, (item) => (item.state === "paused" ? { ...item, state: "waiting" } : undefined));
}

/** Lets a failed item whose bytes are here be tried again; what was said of the failure is forgotten. */
export async function retrySend(id: string): Promise<void> {
  await turn([id], ({ message, needsOrigin, ...item }) =>
    item.state === "failed" ? { ...item, state: "waiting" } : undefined,
  );
}

/** The bytes of an item could not be had; one that has gone meanwhile, or was removed, stays as it is. */
export async function failSend(id: string, failure: Partial<SendItem>): Promise<void> {
  await turn([id], (item) =>
    item.state === "fetching" ? { ...item, ...failure, state: "failed" } : undefined,
  );
}

/** Marks items as done, with what is known of each, and lets go of their bytes. */
export async function finishSends(changes: ReadonlyMap<string, Partial<SendItem>>): Promise<void> {
  const transaction = (await database()).transaction(["sends", "sendBlobs"], "readwrite");
  await Promise.all(
    [...changes].map(async ([id, change]) => {
      const item = await transaction.objectStore("sends").get(id);
      if (item) await transaction.objectStore("sends").put({ ...item, ...change, state: "done" });
      await transaction.objectStore("sendBlobs").delete(id);
    }),
  );
  await transaction.done;
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

/** Forgets the oldest finished items beyond what the list keeps. */
export async function forgetOldest(): Promise<void> {
  const transaction = (await database()).transaction("sends", "readwrite");
  const done = transaction.store.index("state");
  const surplus = (await done.count(inState("done"))) - MAX_FINISHED;
  if (surplus > 0) {
    const oldest = await done.getAllKeys(inState("done"), surplus);
    await Promise.all(oldest.map((id) => transaction.store.delete(id)));
  }
  await transaction.done;
  announceChange("sends");
}

/** What the list shows: the newest items and, however old, those that are being sent; newest first. */
export async function shownSends(limit: number): Promise<{ items: SendItem[]; isAll: boolean }> {
  const { store } = (await database()).transaction("sends");
  const sending = store.index("state").getAll(inState("sending"));
  const newest = new Map<string, SendItem>();
  let isAll = true;
  for await (const { value } of store.index("at").iterate(null, "prev")) {
    isAll = newest.size < limit;
    if (!isAll) break;
    newest.set(value.id, value);
  }
  const older = (await sending).filter(({ id }) => !newest.has(id)).reverse();
  return { items: [...newest.values(), ...older], isAll };
}

/** The items in any of these states, oldest first. */
export async function sendsIn(...states: readonly SendState[]): Promise<SendItem[]> {
  const index = (await database()).transaction("sends").store.index("state");
  const found = await Promise.all(states.map((state) => index.getAll(inState(state))));
  return found.flat().sort((a, b) => a.at - b.at);
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

function isToBeSent({ state }: SendItem): boolean {
  return state === "waiting" || state === "sending";
}

/** Changes several items in one transaction; `to` says what becomes of one, or `undefined` where it stays. */
async function turn(ids: readonly string[], to: (item: SendItem) => SendItem | undefined): Promise<void> {
  const transaction = (await database()).transaction("sends", "readwrite");
  await Promise.all(
    ids.map(async (id) => {
      const item = await transaction.store.get(id);
      const turned = item && to(item);
      if (turned) await transaction.store.put(turned);
    }),
  );
  await transaction.done;
  announceChange("sends");
}
