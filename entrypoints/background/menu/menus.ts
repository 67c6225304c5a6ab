/** Makes the items of the browser's menus, and hands each click to the item it is on. */

import type { MenuItem } from "./menu-item.ts";
import { openPanel, PANEL_COMMAND } from "./panel-command.ts";

/** Registered at the top level, so that a click can start the worker; the items are made at every start of the browser. */
export function startMenus(items: readonly MenuItem[]): void {
  listenToMenus(items);
  chrome.runtime.onStartup.addListener(() => createMenus(items));
  chrome.runtime.onInstalled.addListener(() => createMenus(items));
}

/** Asked for again each time, for a browser may have lost them. */
function createMenus(items: readonly MenuItem[]): void {
  chrome.contextMenus.removeAll(() => {
    for (const item of items) if (!item.isAtTimes) addItem(item);
  });
}

/** Adds one item to those that are there. */
export function addItem({ id, titleKey, contexts, parentId }: MenuItem): void {
  const title = chrome.i18n.getMessage(titleKey);
  chrome.contextMenus.create({ id, title, contexts, ...(parentId && { parentId }) }, () => {
    // One that is there already is as it should be.
    void chrome.runtime.lastError;
  });
}

function listenToMenus(items: readonly MenuItem[]): void {
  const itemOf = (named: string | number): MenuItem | undefined => items.find(({ id }) => id === named);
  chrome.contextMenus.onClicked.addListener((info, tab) => itemOf(info.menuItemId)?.onClick(info, tab));
  chrome.commands.onCommand.addListener((command, tab) =>
    command === PANEL_COMMAND ? openPanel(tab) : itemOf(command)?.onClick(undefined, tab),
  );
}
