/** What both tabs show alike: the search above, the one thing that scrolls, and what stands there while there is nothing. */

import type { ComponentChild, RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { text } from "../../../shared/texts/text.ts";
import { onPageKey } from "../keys/page-keys.ts";
import { SEARCH_FROM, SearchBar } from "./SearchBar.tsx";
import type { FileList } from "./use-file-list.ts";

export interface PanelProps<Item> {
  /** The id of the tab whose panel it is. */
  readonly tab: string;
  readonly list: FileList<Item>;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** In the place of the search, as long as something is chosen. */
  readonly chosen: ComponentChild;
  readonly empty: ComponentChild;
  /** How long a list has its search; a shorter one is seen at once. */
  readonly searchFrom?: number;
  /** Whether what is searched for may be elsewhere: then it is said there that nothing was found. */
  readonly isElsewhere?: boolean;
  readonly children: ComponentChild;
}

export function Panel<Item>(props: PanelProps<Item>) {
  const { tab, list, query, onQuery, scroller, chosen, empty, children } = props;
  const { searchFrom = SEARCH_FROM, isElsewhere = false } = props;
  const field = useRef<HTMLInputElement>(null);
  const { all, layout } = list;
  const hasSearch = Math.max(all, layout?.total ?? 0) >= searchFrom || query !== "";
  useEffect(() => onPageKey("/", () => field.current?.focus()), []);
  const onFieldKey = (event: KeyboardEvent): void => {
    if (event.target !== field.current) return;
    if (event.key === "Escape" && query !== "") {
      // The second one closes the popup.
      event.preventDefault();
      onQuery("");
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      scroller.current?.querySelector<HTMLElement>('.main[tabindex="0"]')?.focus();
    }
  };
  return (
    <div id="panel" class="panel" role="tabpanel" aria-labelledby={tab} onKeyDown={onFieldKey}>
      {chosen ||
        (hasSearch && (
          <SearchBar
            field={field}
            query={query}
            found={layout?.total || (isElsewhere ? undefined : 0)}
            onQuery={onQuery}
          />
        ))}
      <div class="scroller" ref={scroller}>
        {children}
        {layout &&
          layout.total === 0 &&
          !layout.isBeginning &&
          (query === "" ? empty : !isElsewhere && <NothingFound query={query} />)}
      </div>
    </div>
  );
}

/** Said in the place of the rows. */
export function NothingFound({ query }: { readonly query: string }) {
  return (
    <div class="empty">
      <p>{text("popup.nothing-found", { query })}</p>
    </div>
  );
}
