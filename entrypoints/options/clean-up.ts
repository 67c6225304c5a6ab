/** Frees the browser's storage of files that were received. */

import { database, type ReceivedState } from "../../shared/extension/store/database.ts";
import { removeReceived } from "../../shared/extension/store/received.ts";

/** What is still on its way is not cleaned up. */
const OVER: readonly ReceivedState[] = ["stored", "failed"];

/** What could be freed. */
export interface ReceivedTotal {
  readonly files: number;
  readonly bytes: number;
}

/** How many files that came before a time are here, and their bytes. */
export async function receivedBefore(time: number): Promise<ReceivedTotal> {
  let [files, bytes] = [0, 0];
  for await (const { value } of (await database())
    .transaction("received")
    .store.index("at")
    .iterate(until(time))) {
    if (!OVER.includes(value.state)) continue;
    files += 1;
    bytes += value.storedBytes;
  }
  return { files, bytes };
}

/** Deletes them for good; how many there were. */
export async function removeReceivedBefore(time: number): Promise<number> {
  const ids: string[] = [];
  for await (const { value } of (await database())
    .transaction("received")
    .store.index("at")
    .iterate(until(time)))
    if (OVER.includes(value.state)) ids.push(value.id);
  for (const id of ids) await removeReceived(id);
  return ids.length;
}

function until(time: number): IDBKeyRange {
  return IDBKeyRange.upperBound(time);
}
