/** Takes received files off the list; for some seconds that can be taken back. */

import { deleteReceived } from "../../../shared/extension/lists/deleting.ts";
import { callBackground } from "../../../shared/extension/messages.ts";

/** The background carries it out, also where the popup is closed before. */
export async function deleteFiles(ids: readonly string[]): Promise<void> {
  await deleteReceived(ids, Date.now());
  await callBackground("wake", {});
}
