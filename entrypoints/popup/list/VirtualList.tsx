/** A list of any length with one tab stop: the arrows go from row to row, and only what is seen is drawn. */

import type { ComponentChild, RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Heading } from "../../../shared/extension/lists/layouts.ts";
import { useVirtualRows } from "../../../shared/extension/lists/virtual-rows.ts";
import { headingText } from "../rows/when.ts";
import { type Identified, useActiveRow } from "./active-row.ts";
import { headingAbove, targetOf } from "./list-places.ts";
import type { FileList } from "./use-file-list.ts";

/** As in `style.css`: what isn't measured yet is taken to be this high. */
const ROW_PIXELS = 52;
const HEADING_PIXELS = 28;

export interface VirtualListProps<Item extends Identified> {
  readonly label: string;
  readonly list: FileList<Item>;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly now: number;
  readonly row: (item: Item, place: { readonly index: number; readonly isActive: boolean }) => ComponentChild;
  /** What can be done to all under a heading. */
  readonly headingActions?: ((heading: Heading) => ComponentChild) | undefined;
  /** A key in a row that is none of the list's own. */
  readonly onKey: (event: KeyboardEvent, item: Item, index: number) => void;
}

export function VirtualList<Item extends Identified>(props: VirtualListProps<Item>) {
  const { label, list, scroller, now, row, headingActions } = props;
  const total = list.layout?.total ?? 0;
  const root = useRef<HTMLUListElement>(null);
  const { active, activate, takeFocus } = useActiveRow(list, total, root);
  const headings = new Map(list.layout?.sections.map(({ key, first }) => [first, key]));
  const drawn = useVirtualRows({
    scroller,
    count: total,
    size: (index) => ROW_PIXELS + (headings.has(index) ? HEADING_PIXELS : 0),
    keyOf: (index) => list.at(index)?.id ?? index,
    active,
  });
  const { rows } = drawn;
  useEffect(() => {
    const [first] = rows;
    const last = rows.at(-1);
    if (first && last) list.show(first.index, last.index + 1);
  });
  const goTo = (index: number): void => {
    const to = Math.max(0, Math.min(total - 1, index));
    activate(to);
    drawn.scrollTo(to);
    takeFocus(to);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isRowKey(event)) return;
    const to = targetOf(event, active, total);
    if (to !== undefined) {
      event.preventDefault();
      return goTo(to);
    }
    const item = list.at(active);
    if (item) props.onKey(event, item, active);
  };
  const current = headingAbove(list, drawn.uppermost);
  return (
    <>
      {current && (
        <div class="heading now" aria-hidden="true">
          {headingText(current, now)}
        </div>
      )}
      <ul
        ref={root}
        aria-label={label}
        class="files"
        style={{ height: `${drawn.height}px` }}
        onKeyDown={onKeyDown}
        onFocusIn={({ target }) => {
          const index = rowOf(target);
          if (index !== undefined && index !== active) activate(index);
        }}
      >
        {rows.map(({ index, key, start }) => {
          const item = list.at(index);
          const heading = headings.get(index);
          return (
            <li
              key={key}
              ref={drawn.measure}
              data-index={index}
              data-id={item?.id}
              aria-setsize={total}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start}px)` }}
            >
              {heading && (
                <div class="heading">
                  <span>{headingText(heading, now)}</span>
                  {headingActions?.(heading)}
                </div>
              )}
              {item ? row(item, { index, isActive: index === active }) : <div class="row" />}
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** A key that was pressed in a row itself, not in a menu or a field. */
function isRowKey({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest("li") !== null;
}

function rowOf(target: EventTarget | null): number | undefined {
  const row = target instanceof Element ? target.closest<HTMLElement>("li[data-index]") : null;
  return row ? Number(row.dataset.index) : undefined;
}
