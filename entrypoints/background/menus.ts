/** The context menu's one item, and what a click on it means. */

/** What was clicked: one thing with one address. */
export interface ClickTarget {
  readonly kind: "image" | "video" | "audio" | "link";
  readonly url: string;
}

const SEND_ITEM = "send";
const PANEL_ITEM = "panel";
const OPTIONS_ITEM = "options";

/** Makes the items; asked for again at every start, for a browser may have lost them. */
export function createMenus(): void {
  chrome.contextMenus.removeAll(() => {
    // One item for all four: with a second that fits the same click, Chrome would nest them in a submenu.
    chrome.contextMenus.create({
      id: SEND_ITEM,
      title: chrome.i18n.getMessage("sendItem"),
      contexts: ["image", "video", "audio", "link"],
    });
    chrome.contextMenus.create({ id: PANEL_ITEM, title: "Open the price panel", contexts: ["action"] });
    chrome.contextMenus.create({ id: OPTIONS_ITEM, title: "Pagewire settings", contexts: ["action"] });
  });
}

/** Calls `onSend` for each click on the item; registered at the top level, so that a click can start the worker. */
export function listenToMenus(
  onSend: (target: ClickTarget, info: chrome.contextMenus.OnClickData, tab?: chrome.tabs.Tab) => void,
): void {
  chrome.contextMenus.onClicked.addListener((info, tab) => {
    if (info.menuItemId === PANEL_ITEM) {
      if (tab) void chrome.sidePanel.open({ windowId: tab.windowId });
    } else if (info.menuItemId === OPTIONS_ITEM) {
      void chrome.runtime.openOptionsPage();
    } else if (info.menuItemId === SEND_ITEM) {
      const target = targetOf(info);
      if (target) onSend(target, info, tab);
    }
  });
}

/** On an image inside a link the image is meant. */
export function targetOf(info: chrome.contextMenus.OnClickData): ClickTarget | undefined {
  const { mediaType, srcUrl, linkUrl } = info;
  if (srcUrl !== undefined && (mediaType === "image" || mediaType === "video" || mediaType === "audio")) {
    return { kind: mediaType, url: srcUrl };
  }
  return linkUrl === undefined ? undefined : { kind: "link", url: linkUrl };
}
