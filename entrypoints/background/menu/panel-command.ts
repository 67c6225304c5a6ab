/** The shortcut that opens the price panel. */

import { openPanel as open } from "../../../shared/extension/browser/panel.ts";

/** As `wxt.config.ts` names it. */
export const PANEL_COMMAND = "panel";

/** It opens only within the press itself: nothing is awaited before. */
export function openPanel(tab: chrome.tabs.Tab | undefined): void {
  if (tab) void open(tab.windowId);
}
