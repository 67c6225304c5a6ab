/** Saves several received files where the browser saves downloads. */

import { saveReceived } from "../../../shared/extension/look/hand-over.ts";
import type { ReceivedItem } from "../../../shared/extension/store/database.ts";
import type { FileList } from "../list/use-file-list.ts";

/** Saves all of a list that have these ids, one after the other: the browser asks once whether several may be saved. */
export async function saveAll(list: FileList<ReceivedItem>, ids: ReadonlySet<string>): Promise<void> {
  for (const item of await list.read(0, list.layout?.total ?? 0))
    if (ids.has(item.id) && item.state === "stored") await saveReceived(item);
}
