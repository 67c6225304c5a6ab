/** One of the two lists as it is on the screen: how it is parted, and the rows around those that are looked at. */

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { oneAtATime } from "../../../shared/extension/connection/one-at-a-time.ts";
import type { Heading } from "../../../shared/extension/lists/layouts.ts";
import {
  type ItemOf,
  type Layout,
  type ListName,
  readWindow,
  searchSections,
} from "../../../shared/extension/lists/sections.ts";
import { onChange } from "../../../shared/extension/store/changes.ts";

/** So many rows are read at first: a popup shows no more of them. */
const FIRST_ROWS = 18;
/** So many more than are looked at are read at each end, so that scrolling seldom meets a row that is not there yet. */
const MARGIN_ROWS = 60;
/** Changes come faster than anybody can read: the list is drawn anew this often at most. */
const REDRAW_EVERY_MS = 100;
/** More rows than these are not found by a search. */
const MAX_FOUND = 1_000;

/** Where a list comes from; always the same object. */
export interface ListSource<List extends ListName> {
  readonly name: List;
  /** All of it, or its beginning. */
  readonly layout: (now: number, rows?: number) => Promise<Layout<Heading>>;
  /** An entry as it can be shown, also where it is damaged. */
  readonly sound: (item: ItemOf<List>) => ItemOf<List>;
  /** What a search looks into, in small letters. */
  readonly words: (item: ItemOf<List>) => string;
}

interface Read<Item> {
  readonly layout: Layout<Heading>;
  readonly from: number;
  readonly items: readonly Item[];
  /** What it was searched for. */
  readonly query: string;
  /** How many there are without a search. */
  readonly all: number;
  /** While it was not shown it was only counted. */
  readonly isCounted: boolean;
}

export interface FileList<Item> {
  /** `undefined` until it was read. */
  readonly layout: Layout<Heading> | undefined;
  /** How many there are, found or not. */
  readonly all: number;
  readonly at: (index: number) => Item | undefined;
  /** Says which rows are looked at now. */
  readonly show: (from: number, to: number) => void;
  /** The rows from one position up to before another, read now. */
  readonly read: (from: number, to: number) => Promise<readonly Item[]>;
}

/** Follows a list. While it is not shown it is only counted. */
export function useFileList<List extends ListName>(
  source: ListSource<List>,
  isShown: boolean,
  query: string,
): FileList<ItemOf<List>> {
  const [view, setView] = useState<Read<ItemOf<List>>>();
  const wanted = useRef({ from: 0, to: FIRST_ROWS });
  const current = useRef(view);
  current.current = view;
  const reload = useRef<() => void>(() => undefined);
  useEffect(() => {
    let isOver = false;
    wanted.current = { from: 0, to: FIRST_ROWS };
    let isFirst = isShown && query === "";
    const load = oneAtATime(async () => {
      if (isOver) return;
      if (isFirst) {
        // What is seen first is read before the rest is counted.
        isFirst = false;
        const beginning = await readBeginning(source);
        if (!isOver) setView((known) => known ?? beginning);
      }
      const read = await readNow(source, isShown ? wanted.current : { from: 0, to: 0 }, query);
      if (!isOver) setView(() => ({ ...read, isCounted: !isShown }));
    }, REDRAW_EVERY_MS);
    reload.current = load;
    load();
    const stop = onChange((what) => {
      if (what === source.name) load();
    });
    return () => {
      isOver = true;
      stop();
    };
  }, [source, isShown, query]);
  const show = useCallback((from: number, to: number) => {
    wanted.current = { from: Math.max(0, from - MARGIN_ROWS), to: to + MARGIN_ROWS };
    const read = current.current;
    if (!read) return;
    const end = Math.min(to, read.layout.total);
    if (from < read.from || end > read.from + read.items.length) reload.current();
  }, []);
  const at = (index: number): ItemOf<List> | undefined => view?.items[index - view.from];
  const read = async (from: number, to: number): Promise<readonly ItemOf<List>[]> => {
    if (!view) return [];
    if (view.query !== "") return view.items.slice(from, to);
    return (await readWindow(source.name, view.layout, from, to)).map(source.sound);
  };
  // A list that has just been opened is drawn when its rows are there: none is drawn empty.
  const layout = isShown && view?.isCounted ? undefined : view?.layout;
  return { layout, all: view?.all ?? 0, at, show, read };
}

async function readBeginning<List extends ListName>({
  name,
  layout: layoutAt,
  sound,
}: ListSource<List>): Promise<Read<ItemOf<List>>> {
  const layout = await layoutAt(Date.now(), FIRST_ROWS);
  const items = (await readWindow(name, layout, 0, FIRST_ROWS)).map(sound);
  return { layout, from: 0, items, query: "", all: 0, isCounted: false };
}

async function readNow<List extends ListName>(
  { name, layout: layoutAt, sound, words }: ListSource<List>,
  { from, to }: { readonly from: number; readonly to: number },
  query: string,
): Promise<Omit<Read<ItemOf<List>>, "isCounted">> {
  const layout = await layoutAt(Date.now());
  if (query === "") {
    const items = to > from ? await readWindow(name, layout, from, to) : [];
    return { layout, from, items: items.map(sound), query, all: layout.total };
  }
  const wanted = query.toLocaleLowerCase();
  const fits = (item: ItemOf<List>): boolean => words(sound(item)).includes(wanted);
  const items = (await searchSections(name, layout, fits, MAX_FOUND)).map(sound);
  return {
    layout: { sections: [], parts: [], total: items.length },
    from: 0,
    items,
    query,
    all: layout.total,
  };
}
