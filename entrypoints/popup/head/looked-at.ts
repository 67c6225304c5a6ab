/** What is new when the popup opens, and that it has been looked at as soon as its list is in front. */

import { useEffect, useState } from "preact/hooks";
import { onChange } from "../../../shared/extension/store/changes.ts";
import {
  countUnread,
  countUnseenTrouble,
  markReceivedSeen,
  markSentSeen,
} from "../../../shared/extension/store/unseen.ts";
import type { TabName } from "./Tabs.tsx";

export interface News {
  /** Files that were unread until their list was looked at: they stay marked as long as the popup is open. */
  readonly ids: ReadonlySet<string>;
  /** How many have come that nobody has looked at. */
  readonly unread: number;
  /** Whether something among what was sent has failed that nobody has looked at. */
  readonly hasTrouble: boolean;
}

/** Marks the list that is open as looked at, now and whenever something comes. */
export function useNews(tab: TabName): News {
  const [news, setNews] = useState<News>({ ids: new Set(), unread: 0, hasTrouble: false });
  useEffect(() => {
    const look = async (): Promise<void> => {
      const seen = await markSeen(tab);
      const [unread, trouble] = await Promise.all([countUnread(), countUnseenTrouble()]);
      setNews(({ ids }) => ({
        ids: seen.size > 0 ? new Set([...ids, ...seen]) : ids,
        unread,
        hasTrouble: trouble.sent > 0,
      }));
    };
    void look();
    const onVisible = (): void => void look();
    document.addEventListener("visibilitychange", onVisible);
    const stop = onChange((changed) => {
      if (changed !== "pairing") void look();
    });
    return () => {
      stop();
      document.removeEventListener("visibilitychange", onVisible);
    };
  }, [tab]);
  return news;
}

/** Returns what was unread. A list in a tab behind another one is looked at by nobody. */
async function markSeen(tab: TabName): Promise<ReadonlySet<string>> {
  if (document.visibilityState !== "visible") return new Set();
  if (tab === "received") return await markReceivedSeen();
  await markSentSeen();
  return new Set();
}
