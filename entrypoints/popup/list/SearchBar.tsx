/** The field above a long list; in its place what can be done with what is chosen. */

import type { ComponentChild, RefObject } from "preact";
import { Icon } from "../../../shared/extension/look/Icon.tsx";
import { IconButton } from "../../../shared/extension/look/IconButton.tsx";
import { language, text } from "../../../shared/texts/text.ts";

/** A shorter list is seen at once. */
export const SEARCH_FROM = 8;

export interface SearchBarProps {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly query: string;
  /** Left out where the answer stands elsewhere. */
  readonly found: number | undefined;
  readonly onQuery: (query: string) => void;
}

export function SearchBar({ field, query, found, onQuery }: SearchBarProps) {
  return (
    <div class="search">
      <Icon name="search" />
      <input
        ref={field}
        type="search"
        value={query}
        placeholder={text("popup.search")}
        aria-label={text("popup.search")}
        aria-keyshortcuts="/"
        onInput={({ currentTarget }) => onQuery(currentTarget.value)}
      />
      <span class="found" aria-live="polite">
        {query !== "" && found?.toLocaleString(language())}
      </span>
    </div>
  );
}

export interface ChosenBarProps {
  readonly count: number;
  readonly onClear: () => void;
  readonly children: ComponentChild;
}

export function ChosenBar({ count, onClear, children }: ChosenBarProps) {
  return (
    <div class="chosen" role="toolbar" aria-label={text("popup.chosen-label")}>
      <IconButton icon="close" label={text("popup.choose-none")} onClick={onClear} />
      <span class="count" aria-live="polite">
        {text("popup.chosen", { count: count.toLocaleString(language()) })}
      </span>
      {children}
    </div>
  );
}
