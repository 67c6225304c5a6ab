/** Which row of a list has its tab stop, and where the keyboard goes when that row goes away. */

import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { FileList } from "./use-file-list.ts";

export interface Identified {
  readonly id: string;
}

export interface ActiveRow {
  readonly active: number;
  readonly activate: (index: number) => void;
  /** The keyboard goes to this row as soon as it is drawn. */
  readonly takeFocus: (index: number) => void;
}

/** The row that has the list's tab stop; it stays with its file, and goes to the next where that goes away. */
export function useActiveRow<Item extends Identified>(
  list: FileList<Item>,
  total: number,
  root: RefObject<HTMLElement | null>,
): ActiveRow {
  const [place, setPlace] = useState<{ readonly index: number; readonly id: string | undefined }>({
    index: 0,
    id: undefined,
  });
  /** The row that is to get the keyboard: an effect of an earlier drawing may still come. */
  const wantsFocus = useRef(-1);
  const wasInside = useRef(false);
  const index = Math.min(indexOf(list, total, place), Math.max(0, total - 1));
  useEffect(() => {
    const button = root.current?.querySelector<HTMLElement>(`[data-index="${index}"] .main`);
    // The row that had the keyboard has gone: the browser would begin at the top of the page.
    const isLost = wasInside.current && document.activeElement === document.body;
    if (button && (wantsFocus.current === index || isLost)) {
      wantsFocus.current = -1;
      button.focus({ preventScroll: !isLost });
    }
    wasInside.current = root.current?.contains(document.activeElement) ?? false;
    const id = list.at(index)?.id;
    if (id !== undefined && (id !== place.id || index !== place.index)) setPlace({ index, id });
  });
  return {
    active: index,
    activate: (to) => setPlace({ index: to, id: list.at(to)?.id }),
    takeFocus: (to) => {
      wantsFocus.current = to;
    },
  };
}

/** Where the file is now; as long as it is near, for what is far away is not read. */
function indexOf<Item extends Identified>(
  list: FileList<Item>,
  total: number,
  { index, id }: { readonly index: number; readonly id: string | undefined },
): number {
  if (id === undefined || list.at(index)?.id === id) return index;
  for (let away = 1; away <= NEAR_ROWS; away += 1)
    for (const near of [index + away, index - away])
      if (near >= 0 && near < total && list.at(near)?.id === id) return near;
  return index;
}

const NEAR_ROWS = 20;
