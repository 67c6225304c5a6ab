/** The two tabs, how many files each has, and a dot where there is something new. */

import type { PlainTextCode } from "../../../shared/texts/message.ts";
import { language, text } from "../../../shared/texts/text.ts";

export const TABS = ["received", "sent"] as const;
export type TabName = (typeof TABS)[number];

const NAMES: Readonly<Record<TabName, PlainTextCode>> = { received: "popup.received", sent: "popup.sent" };

export interface TabFacts {
  readonly count: number;
  /** New, or in need of the user: said beside the count. */
  readonly news?: string | undefined;
}

export interface TabsProps {
  readonly selected: TabName;
  readonly facts: Readonly<Record<TabName, TabFacts>>;
  readonly onSelect: (tab: TabName) => void;
}

/** What a tab's panel is called by. */
export function tabName(tab: TabName): string {
  return text(NAMES[tab]);
}

export function Tabs({ selected, facts, onSelect }: TabsProps) {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    const other = selected === "received" ? "sent" : "received";
    onSelect(other);
    document.getElementById(`tab-${other}`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" onKeyDown={onKeyDown}>
      {TABS.map((tab) => {
        const { count, news } = facts[tab];
        return (
          <button
            key={tab}
            id={`tab-${tab}`}
            type="button"
            role="tab"
            aria-selected={tab === selected}
            aria-controls="panel"
            aria-describedby={`count-${tab} news-${tab}`}
            tabIndex={tab === selected ? 0 : -1}
            onClick={() => onSelect(tab)}
          >
            {tabName(tab)}
            {count > 0 && (
              <span class="count" id={`count-${tab}`} aria-hidden="true">
                {count.toLocaleString(language())}
              </span>
            )}
            {news && (
              <span class="news" title={news} aria-hidden="true">
                <span id={`news-${tab}`} class="unseen">
                  {news}
                </span>
              </span>
            )}
          </button>
        );
      })}
    </div>
  );
}
