/** Opens a received file in a page of our own: it is never navigated to, so nothing in it can run. */

import type { ReceivedItem } from "../../../shared/extension/store/database.ts";

export async function openFile({ id }: Pick<ReceivedItem, "id">): Promise<void> {
  await chrome.tabs.create({ url: chrome.runtime.getURL(`/view.html?id=${id}`) });
}
