/** Adds the item for canvases while the pointer is over one, as the script in permitted pages tells. */

import { isCanvasNews } from "../../../shared/extension/pointer-memory.ts";
import type { MenuItem } from "./menu-item.ts";
import { addItem } from "./menus.ts";

/** Registered at the top level: what a page's script tells can start the worker. */
export function watchCanvases(item: MenuItem): void {
  chrome.runtime.onMessage.addListener((news: unknown, sender) => {
    // Only our own scripts in tabs: the pages themselves can't speak to us.
    if (sender.id !== chrome.runtime.id || sender.tab === undefined || !isCanvasNews(news)) return false;
    if (news.pagewireCanvas) addItem(item);
    else chrome.contextMenus.remove(item.id, () => void chrome.runtime.lastError);
    return false;
  });
}
