/** Which pages the picker shows: the one it was opened for, or every tab of its window. */

import type { PictureList } from "../pictures/picture-list.ts";
import { type FedTab, TabFeed } from "./tab-feed.ts";

export const SCOPES = ["page", "selection", "window"] as const;
export type Scope = (typeof SCOPES)[number];

/** How far the reading is. */
export interface FeedState {
  readonly isReading: boolean;
  /** How many tabs of those that were meant let nothing be read. */
  readonly unreadable: number;
  readonly tabs: number;
}

/** So many tabs are read at a time: each is written down as a whole. */
const TABS_AT_A_TIME = 2;

/** Reads the page of a tab, or of all tabs of its window, into the list; tells how far that is. */
export async function feed(
  tabId: number,
  isWholeWindow: boolean,
  list: PictureList,
  onState: (state: FeedState) => void,
  signal: AbortSignal,
): Promise<void> {
  const tabs = await tabsToRead(tabId, isWholeWindow);
  // One that is gone is as good as one that can't be read.
  let unreadable = tabs.length === 0 ? 1 : 0;
  onState({ isReading: true, unreadable, tabs: tabs.length });
  const left = tabs.values();
  const workThrough = async (): Promise<void> => {
    for (const tab of left) {
      const { isReadable } = await new TabFeed(tab, list, signal).read();
      if (!isReadable) unreadable += 1;
    }
  };
  await Promise.all(Array.from({ length: TABS_AT_A_TIME }, workThrough));
  if (!signal.aborted) onState({ isReading: false, unreadable, tabs: tabs.length });
}

async function tabsToRead(tabId: number, isWholeWindow: boolean): Promise<FedTab[]> {
  const tab = await chrome.tabs.get(tabId).catch(() => undefined);
  const others = isWholeWindow && tab ? await chrome.tabs.query({ windowId: tab.windowId }) : [];
  const own = await chrome.tabs.getCurrent();
  const all = [...(tab ? [tab] : []), ...others.filter(({ id }) => id !== tabId)];
  return all.flatMap(({ id, url, incognito, discarded }, index) =>
    id === undefined || id === own?.id || discarded ? [] : [{ id, index, url, isPrivate: incognito }],
  );
}
