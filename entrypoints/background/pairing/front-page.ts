/** Opens pages of our own where a person sees them: in front of the page that was pressed. */

import { lastWindow } from "../../../shared/extension/browser/last-window.ts";
import { message } from "../../../shared/texts/message.ts";
import { SaidError } from "../../../shared/texts/said.ts";

/**
 * Opens a page in front, beside a tab where that still is. A bare window that a page has opened takes no tabs and
 * would cover what opens elsewhere: there it gets a window of its own. Returns the new tab's id.
 */
export async function openInFront(url: string, besideTab?: number): Promise<number> {
  const beside =
    besideTab === undefined ? undefined : await chrome.tabs.get(besideTab).catch(() => undefined);
  const around = beside && (await chrome.windows.get(beside.windowId).catch(() => undefined));
  const tab =
    around && around.type !== "normal"
      ? (await chrome.windows.create({ url, focused: true }))?.tabs?.[0]
      : await chrome.tabs.create({ url, active: true, ...(around ? placeBeside(beside) : {}) });
  if (tab?.id === undefined) throw new SaidError(message("pairing.no-page"));
  await bringToFront(tab.id);
  return tab.id;
}

function placeBeside({ id, index, windowId }: chrome.tabs.Tab): chrome.tabs.CreateProperties {
  return { windowId, index: index + 1, ...(id === undefined ? {} : { openerTabId: id }) };
}

/** Brings a tab and its window to the front. */
export async function bringToFront(tabId: number): Promise<void> {
  const { windowId } = await chrome.tabs
    .update(tabId, { active: true })
    .then((tab) => tab ?? { windowId: -1 });
  if (windowId >= 0) await chrome.windows.update(windowId, { focused: true }).catch(() => undefined);
}

/** Whether a tab is the one in front, in the window that was used last: no other window of the browser covers it. */
export async function isInFront(tabId: number): Promise<boolean> {
  const tab = await chrome.tabs.get(tabId).catch(() => undefined);
  if (!tab?.active) return false;
  const last = await lastWindow();
  return last === undefined || last.id === tab.windowId;
}

/** Goes back to a tab, where it still is, and closes another. */
export async function closeFor(tabId: number, backTo: number | undefined): Promise<void> {
  if (backTo !== undefined) await bringToFront(backTo).catch(() => undefined);
  await chrome.tabs.remove(tabId).catch(() => undefined);
}
