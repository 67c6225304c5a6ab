/** Where in a list a key leads, and which heading its uppermost row belongs to. */

import type { Heading } from "../../../shared/extension/lists/layouts.ts";
import type { FileList } from "./use-file-list.ts";

/** How many rows a page's key goes. */
const PAGE_ROWS = 8;

/** The row that a key leads to; `undefined` where it leads to none. */
export function targetOf(event: KeyboardEvent, active: number, total: number): number | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  switch (event.key) {
    case "ArrowDown":
      return active + 1;
    case "ArrowUp":
      return active - 1;
    case "PageDown":
      return active + PAGE_ROWS;
    case "PageUp":
      return active - PAGE_ROWS;
    case "Home":
      return 0;
    case "End":
      return total - 1;
    default:
      return undefined;
  }
}

/** The heading under which the uppermost row stands, once its own has been scrolled away. */
export function headingAbove<Item>(
  { layout }: FileList<Item>,
  uppermost: number | undefined,
): Heading | undefined {
  if (!layout || uppermost === undefined) return undefined;
  return layout.sections.findLast(({ first }) => first <= uppermost)?.key;
}
