/** The item that sends what was clicked: one for images, videos, sounds and links. */

import { noteLostClick } from "../../../shared/extension/store/begin-anew.ts";
import { StoreUnusable } from "../../../shared/extension/store/database.ts";
import { capture } from "../capture/capture.ts";
import type { CaptureOptions } from "../capture/capture-options.ts";
import type { Click, ClickTarget } from "../capture/sources/click.ts";
import type { MenuItem } from "./menu-item.ts";

const ANYWHERE: ClickTarget = { kind: "anywhere", url: undefined };

export interface SendItemOptions extends CaptureOptions {
  /** Something is about to be sent. */
  readonly warmUp: () => void;
  /** An item was noted, or its bytes are there. */
  readonly onChange: (isThere: boolean) => void;
}

export function sendItem(options: SendItemOptions): MenuItem {
  return {
    id: "send",
    titleKey: "sendItem",
    contexts: ["image", "video", "audio", "link"],
    onClick: (info, tab) => {
      const target = info && targetOf(info);
      if (target) startCapture(clickOf(target, tab, info), options);
    },
  };
}

/** For where the browser knows of no image: whatever picture the page shows there. */
export function pictureItem(options: SendItemOptions): MenuItem {
  return {
    id: "picture",
    titleKey: "pictureItem",
    contexts: ["page"],
    onClick: (info, tab) => startCapture(clickOf({ kind: "page", url: undefined }, tab, info), options),
  };
}

/**
 * On a canvas, whose menu knows no context of extensions but "all": there only while the pointer is over one, as the script
 * in permitted pages tells.
 */
export function canvasItem(options: SendItemOptions): MenuItem {
  return { ...pictureItem(options), id: "canvas", contexts: ["all"], isAtTimes: true };
}

/** Anywhere on the page, canvases too, whose menu knows no items of extensions: the user points at the picture. */
export function pointItem(options: SendItemOptions): MenuItem {
  return {
    id: "point",
    titleKey: "pointItem",
    contexts: ["action"],
    onClick: (info, tab) => startCapture(clickOf(ANYWHERE, tab, info), options),
  };
}

/** Begins at once; what is clicked may be gone in a moment. */
export function startCapture(click: Click, options: SendItemOptions): void {
  // While the bytes are fetched, the lane they will go over is opened.
  options.warmUp();
  void capture(click, options)
    .catch(tellLost)
    .finally(() => options.onChange(true));
  options.onChange(false);
}

/** A click that the database did not take has no place in any list: its user is told at once. */
async function tellLost(error: unknown): Promise<void> {
  if (!(error instanceof StoreUnusable)) throw error;
  await noteLostClick();
  // A window without the focus has no popup.
  await chrome.action
    .openPopup()
    .catch(() => chrome.tabs.create({ url: chrome.runtime.getURL("/popup.html") }));
}

/** What a menu tells; without one, as of a shortcut, the tab's own frame is meant. */
function clickOf(
  target: ClickTarget,
  tab: chrome.tabs.Tab | undefined,
  info?: Pick<chrome.contextMenus.OnClickData, "frameId" | "pageUrl">,
): Click {
  return {
    target,
    place: tab?.id === undefined ? undefined : { tabId: tab.id, frameId: info?.frameId ?? 0 },
    pageUrl: tab?.url ?? info?.pageUrl,
    title: tab?.title,
    isPrivate: tab?.incognito === true,
  };
}

/** On an image inside a link the image is meant. */
function targetOf({ mediaType, srcUrl, linkUrl }: chrome.contextMenus.OnClickData): ClickTarget | undefined {
  if (mediaType === "image") return { kind: mediaType, url: srcUrl };
  if (srcUrl !== undefined && (mediaType === "video" || mediaType === "audio"))
    return { kind: mediaType, url: srcUrl };
  // A film that no address gives again: what it shows now is a picture.
  if (mediaType === "video") return { kind: "page", url: undefined };
  return linkUrl === undefined ? undefined : { kind: "link", url: linkUrl };
}
