/** Deleting received files so that it can be taken back for a while: until then nothing of them leaves the database. */

import { letGoOf } from "../collection.ts";
import { announceChange } from "../store/changes.ts";
import { database, type ReceivedItem } from "../store/database.ts";
import { isGone } from "../store/received.ts";
import { isSoundReceived } from "../store/sound-items.ts";
import { inState, piecesOf, transition } from "../store/transition.ts";

/** For so long it can be taken back. */
export const UNDO_MS = 6_000;

/** Takes files off the list; their bytes stay until `carryOutDeletes`. What was coming stops. */
export async function deleteReceived(ids: readonly string[], at: number): Promise<void> {
  await transition("received", ids, (item) =>
    isGone(item) ? undefined : { ...item, state: "deleted", deleted: { at, was: item.state } },
  );
}

/** Puts files back that were deleted and are still here. */
export async function undoDelete(ids: readonly string[]): Promise<void> {
  await transition("received", ids, ({ deleted, ...item }) =>
    deleted ? { ...item, state: deleted.was } : undefined,
  );
}

/** What was deleted last and can still be taken back: all that was deleted together. */
export async function lastDeleted(now: number): Promise<readonly ReceivedItem[]> {
  const index = (await database()).transaction("received").store.index("state");
  const pending = (await index.getAll(inState("deleted"))).filter((item) => !isDue(item, now));
  const last = Math.max(...pending.map(({ deleted }) => deleted?.at ?? 0));
  return pending.filter(({ deleted }) => deleted?.at === last);
}

/** Deletes for good what can't be taken back any more; resolves to when there is more to do, if there is. */
export async function carryOutDeletes(now: number): Promise<number | undefined> {
  const transaction = (await database()).transaction(["received", "pieces"], "readwrite");
  const files = transaction.objectStore("received");
  let next: number | undefined;
  let isChanged = false;
  let deletedBytes = 0;
  for await (const cursor of files.index("state").iterate(inState("deleted"))) {
    const item = cursor.value;
    const at = item.deleted?.at ?? 0;
    if (!isDue(item, now)) {
      next = Math.min(next ?? Number.POSITIVE_INFINITY, at + UNDO_MS);
      continue;
    }
    isChanged = true;
    deletedBytes += item.storedBytes;
    await transaction.objectStore("pieces").delete(piecesOf(item.id));
    // Of one that had not come yet a note stays: the computer still has it and would send it again.
    if (item.deleted?.was === "stored" || !isSoundReceived(item)) await cursor.delete();
    else {
      const { deleted: _, thumbnail: __, ...left } = item;
      await cursor.update({ ...left, state: "declined", storedBytes: 0 });
    }
  }
  await transaction.done;
  if (isChanged) {
    letGoOf(deletedBytes);
    announceChange("received");
  }
  return next;
}

/** A clock that was set back is no reason to keep it for ever. */
function isDue({ deleted }: ReceivedItem, now: number): boolean {
  const age = now - (deleted?.at ?? 0);
  return age >= UNDO_MS || age < -UNDO_MS;
}
