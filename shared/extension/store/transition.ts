/** How entries of the two lists and their pieces are found, and how an entry is changed by what it is. */

import { announceChange } from "./changes.ts";
import { database, type PagewireSchema, type ReceivedState, type SendState } from "./database.ts";
import { withMark } from "./unseen.ts";

/** What is in each of the two lists. */
type Item<List extends "sends" | "received"> = PagewireSchema[List]["value"];

/** All items of one state, oldest first, as a range of a list's index `state`. */
export const inState = (state: SendState | ReceivedState): IDBKeyRange =>
  IDBKeyRange.bound([state, 0], [state, Number.MAX_SAFE_INTEGER]);

/** The rows of one file from an offset on, as a range of keys of a store of pieces. */
export const piecesOf = (id: string, fromOffset = 0): IDBKeyRange =>
  IDBKeyRange.bound([id, fromOffset], [id, Number.MAX_SAFE_INTEGER]);

/**
 * Changes items in one transaction; `to` says what becomes of one, or `undefined` where it stays. Returns what was
 * changed, in the same order.
 */
export async function transition<List extends "sends" | "received">(
  list: List,
  ids: readonly string[],
  to: (item: Item<List>) => Item<List> | undefined,
): Promise<(Item<List> | undefined)[]> {
  const transaction = (await database()).transaction<List, "readwrite">(list, "readwrite");
  const changed = await Promise.all(
    ids.map(async (id) => {
      const item = await transaction.store.get(id);
      const next = item && to(item);
      const marked = item && next && withMark(item, next);
      if (marked) await transaction.store.put(marked);
      return marked;
    }),
  );
  await transaction.done;
  announceChange(list);
  return changed;
}
