/** The side panel: Chromium's, Firefox's sidebar, or a tab in a browser that has neither. */

/** What of Firefox's sidebar is used; the types of Chromium's extensions do not know it. */
interface Sidebar {
  open(): Promise<void>;
}

const PAGE = "/sidepanel.html";

/** Whether the browser has a place for it beside its pages. */
export function hasPanel(): boolean {
  return (import.meta.env.FIREFOX ? sidebar() : chrome.sidePanel) !== undefined;
}

/** Opens it in a window, within the press itself: nothing may be awaited before. Firefox opens it in the window in front. */
export async function openPanel(windowId: number): Promise<void> {
  const opening = import.meta.env.FIREFOX ? sidebar()?.open() : chrome.sidePanel?.open({ windowId });
  await (opening ?? chrome.tabs.create({ url: PAGE }));
}

/** The same for a page, in its own window. */
export async function openPanelHere(): Promise<void> {
  const { id = 0 } = import.meta.env.FIREFOX ? {} : await chrome.windows.getCurrent();
  await openPanel(id);
}

function sidebar(): Sidebar | undefined {
  const browser: { readonly sidebarAction?: Sidebar; readonly runtime: unknown } = chrome;
  return browser.sidebarAction;
}
