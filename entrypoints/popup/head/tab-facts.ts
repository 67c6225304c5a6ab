/** What is said on the tabs: how many files, and whether something there is new or needs the user. */

import { text } from "../../../shared/texts/text.ts";
import type { News } from "./looked-at.ts";
import type { TabFacts, TabName } from "./Tabs.tsx";

/** The tab that is open needs no mark: its list has it. */
export function tabFacts(
  tab: TabName,
  counts: Readonly<Record<TabName, number>>,
  { unread, hasTrouble }: News,
): Record<TabName, TabFacts> {
  return {
    received: {
      count: counts.received,
      news: tab !== "received" && unread > 0 ? text("popup.new") : undefined,
    },
    sent: { count: counts.sent, news: tab !== "sent" && hasTrouble ? text("popup.needs-you") : undefined },
  };
}
