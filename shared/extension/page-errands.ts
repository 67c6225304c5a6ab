/** What is done with a whole page: each in a page of the extension of its own, so that neither the popup nor the background carries it. */

import { CAN_SAVE_PAGES } from "./browser/saved-page.ts";

/** By the names of their menu items and commands. */
export const ERRANDS = ["pictures", "document", "visible", "area", "element", "full"] as const;
export type Errand = (typeof ERRANDS)[number];

/** Those that this browser can do: one that writes no page down sends no document. */
export const OFFERED: readonly Errand[] = CAN_SAVE_PAGES
  ? ERRANDS
  : ERRANDS.filter((errand) => errand !== "document");

/** Whether something names one. */
export function isErrand(name: unknown): name is Errand {
  return ERRANDS.some((errand) => errand === name);
}

/** Does it for a tab, beside which its own page opens. Within a press: that is what has permitted the tab's page. */
export async function runErrand(errand: Errand, tab: chrome.tabs.Tab): Promise<void> {
  if (tab.id === undefined) return;
  await chrome.tabs.create({
    url: `/${errand === "pictures" ? "picker" : "shot"}.html?tab=${tab.id}&what=${errand}`,
    index: tab.index + 1,
    windowId: tab.windowId,
    active: errand === "pictures",
  });
}
