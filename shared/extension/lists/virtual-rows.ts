/** Which rows of a long list are drawn: those at its beginning at once, then those that are scrolled to, by TanStack's virtual list. */

import type { Range, Virtualizer, VirtualizerOptions } from "@tanstack/virtual-core";
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useMemo, useReducer, useState } from "preact/hooks";

type Scrolling = typeof import("./scrolling.ts");
type RowVirtualizer = Virtualizer<HTMLElement, HTMLElement>;

/** What a popup is before anything is measured, and how many rows fill it. */
const FIRST = { width: 380, height: 480, rows: 10 };
/** Rows that are drawn beyond those that are seen. */
const OVERSCAN_ROWS = 6;

export interface VirtualRows {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly count: number;
  readonly size: (index: number) => number;
  readonly keyOf: (index: number) => string | number;
  /** The row that the keyboard is in: it stays, wherever the list is scrolled to. */
  readonly active: number;
  /** Where it is not the popup's: what its room is before it is measured, and how many rows fill that. */
  readonly first?: typeof FIRST;
  readonly overscan?: number;
}

/** The rows that are drawn, and where. */
export interface DrawnRows {
  readonly rows: readonly {
    readonly index: number;
    readonly key: string | number | bigint;
    readonly start: number;
  }[];
  readonly height: number;
  /** The row at the upper edge, once the list was scrolled. */
  readonly uppermost: number | undefined;
  /** For each row's element: its height is measured. */
  readonly measure: (row: HTMLElement | null) => void;
  readonly scrollTo: (index: number) => void;
  /** All rows have another height by now. */
  readonly measureAgain: () => void;
}

/** Draws the component anew whenever other rows are seen. */
export function useVirtualRows(list: VirtualRows): DrawnRows {
  const [, drawAnew] = useReducer((drawn: number) => drawn + 1, 0);
  const [scrolling, setScrolling] = useState<Scrolling>();
  useEffect(() => void import("./scrolling.ts").then((loaded) => setScrolling(() => loaded)), []);
  const options = scrolling && optionsOf(scrolling, list, () => drawAnew(0));
  const virtualizer = useMemo(() => scrolling && options && new scrolling.Virtualizer(options), [scrolling]);
  if (options) virtualizer?.setOptions(options);
  useLayoutEffect(() => virtualizer?._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer?._willUpdate());
  return virtualizer ? drawnBy(virtualizer) : drawnFirst(list);
}

function optionsOf(
  { defaultRangeExtractor, elementScroll, observeElementOffset, observeElementRect }: Scrolling,
  { scroller, count, size, keyOf, active, first = FIRST, overscan = OVERSCAN_ROWS }: VirtualRows,
  onChange: () => void,
): VirtualizerOptions<HTMLElement, HTMLElement> {
  const withActive = (range: Range): number[] => {
    const rows = defaultRangeExtractor(range);
    if (active >= 0 && active < count && !rows.includes(active)) rows.push(active);
    return rows.sort((a, b) => a - b);
  };
  return {
    count,
    getScrollElement: () => scroller.current,
    estimateSize: size,
    getItemKey: keyOf,
    overscan,
    initialRect: first,
    rangeExtractor: withActive,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange,
  };
}

function drawnBy(virtualizer: RowVirtualizer): DrawnRows {
  const offset = virtualizer.scrollOffset ?? 0;
  return {
    rows: virtualizer.getVirtualItems(),
    height: virtualizer.getTotalSize(),
    uppermost: offset > 0 ? virtualizer.getVirtualItemForOffset(offset)?.index : undefined,
    measure: virtualizer.measureElement,
    scrollTo: (index) => virtualizer.scrollToIndex(index, { align: index === 0 ? "start" : "auto" }),
    measureAgain: () => virtualizer.measure(),
  };
}

/** What is seen of a list that has just been opened. */
function drawnFirst({ count, size, keyOf, first = FIRST }: VirtualRows): DrawnRows {
  let height = 0;
  const rows = Array.from({ length: Math.min(count, first.rows) }, (_, index) => {
    const start = height;
    height += size(index);
    return { index, key: keyOf(index), start };
  });
  for (let index = rows.length; index < count; index += 1) height += size(index);
  const nothing = (): void => undefined;
  return { rows, height, uppermost: undefined, measure: nothing, scrollTo: nothing, measureAgain: nothing };
}
