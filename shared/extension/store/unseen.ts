/** What nobody has looked at yet: files that have come, and whatever has failed. */

import { announceChange } from "./changes.ts";
import {
  database,
  type PagewireSchema,
  type ReceivedItem,
  type ReceivedState,
  type SendState,
  type Unseen,
} from "./database.ts";

type List = "sends" | "received";
type Item<Of extends List> = PagewireSchema[Of]["value"];

/** What is news when an item comes into that state. */
const NEWS: ReadonlySet<SendState | ReceivedState> = new Set(["stored", "full", "failed"]);

interface Markable {
  readonly state: SendState | ReceivedState;
  readonly unseen?: Unseen;
}

/** An item as it is put back: marked where its new state is news, and without a mark that the old state had. */
export function withMark<Kind extends Markable>(before: Kind, next: Kind): Kind {
  if (next.state === before.state) return next;
  const marked: Kind & { unseen?: Unseen } = { ...next };
  delete marked.unseen;
  // What comes back from having been deleted is none.
  if (NEWS.has(next.state) && before.state !== "deleted") marked.unseen = 1;
  return marked;
}

/** Whether a file has come and nobody has looked at the list since. */
export function isUnread({ state, unseen }: Pick<ReceivedItem, "state" | "unseen">): boolean {
  return state === "stored" && unseen === 1;
}

/**
 * What was received has been looked at: to be called while the list of it is in front. Returns which were unread until
 * now, for a list that goes on marking them as long as it is open.
 */
export async function markReceivedSeen(): Promise<ReadonlySet<string>> {
  return new Set((await markSeen("received")).filter(isUnread).map(({ id }) => id));
}

/** One file was opened: it has been looked at, whatever else is on the list. */
export async function markFileSeen(id: string): Promise<void> {
  const transaction = (await database()).transaction("received", "readwrite");
  const item: (ReceivedItem & { unseen?: Unseen }) | undefined = await transaction.store.get(id);
  const isMarked = item?.unseen !== undefined;
  if (item && isMarked) {
    delete item.unseen;
    await transaction.store.put(item);
  }
  await transaction.done;
  if (isMarked) announceChange("received");
}

/** Failures among what was sent have been looked at: to be called while the list of it is in front. */
export async function markSentSeen(): Promise<void> {
  await markSeen("sends");
}

/** How many files have come that nobody has looked at. */
export async function countUnread(): Promise<number> {
  return await (await database()).countFromIndex("received", "unseen", IDBKeyRange.only(["stored", 1]));
}

/** The ids of what has come into a state and was not looked at. */
export async function unseenIds(list: List, state: "stored" | "failed"): Promise<string[]> {
  return await (await database()).getAllKeysFromIndex(list, "unseen", IDBKeyRange.only([state, 1]));
}

/** How much has failed, or waits for the user, and nobody has looked at it. */
export async function countUnseenTrouble(): Promise<{ sent: number; received: number; full: number }> {
  const transaction = (await database()).transaction(["sends", "received"]);
  const failed = IDBKeyRange.only(["failed", 1]);
  const incoming = transaction.objectStore("received").index("unseen");
  const [sent, received, full] = await Promise.all([
    transaction.objectStore("sends").index("unseen").count(failed),
    incoming.count(failed),
    incoming.count(IDBKeyRange.only(["full", 1])),
  ]);
  return { sent, received, full };
}

async function markSeen<Of extends List>(list: Of): Promise<Item<Of>[]> {
  const transaction = (await database()).transaction<Of, "readwrite">(list, "readwrite");
  const marked: (Item<Of> & { unseen?: Unseen })[] = [];
  for await (const cursor of transaction.store.index("unseen")) {
    const item: Item<Of> & { unseen?: Unseen } = cursor.value;
    marked.push({ ...item });
    delete item.unseen;
    await cursor.update(item);
  }
  await transaction.done;
  // A list that is read anew at every change calls this again.
  if (marked.length > 0) announceChange(list);
  return marked;
}
