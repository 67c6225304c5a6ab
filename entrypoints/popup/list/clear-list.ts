/** Clears a list of what has come to its end; what is under way stays. */

import { database } from "../../../shared/extension/store/database.ts";
import { removeSend } from "../../../shared/extension/store/sends.ts";
import { inState } from "../../../shared/extension/store/transition.ts";

/** The ids of all files that have come. */
export async function storedIds(): Promise<string[]> {
  return await (await database()).getAllKeysFromIndex("received", "state", inState("stored"));
}

/** Takes what the computer has off the list. */
export async function clearSent(): Promise<void> {
  for (const id of await (await database()).getAllKeysFromIndex("sends", "state", inState("done")))
    await removeSend(id);
}
