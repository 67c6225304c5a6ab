/** Where a whole file stands among the others, newest first, as lists show them; found without reading them all. */

import { database, type ReceivedItem } from "../store/database.ts";
import { isSoundReceived } from "../store/sound-items.ts";
import { inState } from "../store/transition.ts";

/** Where one stands; what is not there is `undefined`. */
export interface Place {
  /** Counted from 1. */
  readonly place: number;
  readonly count: number;
  readonly previous: string | undefined;
  readonly next: string | undefined;
  readonly first: string | undefined;
  readonly last: string | undefined;
}

/** The place of a whole file. */
export async function placeOf({ id, at }: ReceivedItem): Promise<Place> {
  const index = (await database()).transaction("received").store.index("state");
  const all = inState("stored");
  const older = IDBKeyRange.bound(["stored", 0], ["stored", at]);
  const newer = IDBKeyRange.bound(["stored", at], ["stored", Number.MAX_SAFE_INTEGER]);
  // Files of the same millisecond stand in the order of their ids.
  const isBehind = (item: ReceivedItem): boolean => item.at < at || item.id < id;
  const isBefore = (item: ReceivedItem): boolean => item.at > at || item.id > id;
  const one = async (
    range: IDBKeyRange,
    direction: "next" | "prev",
    isIt: (item: ReceivedItem) => boolean,
  ): Promise<string | undefined> => {
    for await (const { value } of index.iterate(range, direction))
      if (isSoundReceived(value) && isIt(value)) return value.id;
    return undefined;
  };
  const any = (): boolean => true;
  const isSame = IDBKeyRange.only(["stored", at]);
  const behindAtOnce = (await index.getAllKeys(isSame)).filter((key) => key > id).length;
  return {
    place: (await index.count(newer)) - (await index.count(isSame)) + behindAtOnce + 1,
    count: await index.count(all),
    previous: await one(newer, "next", isBefore),
    next: await one(older, "prev", isBehind),
    first: await one(all, "prev", any),
    last: await one(all, "next", any),
  };
}
