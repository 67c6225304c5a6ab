/** A list that is read in windows: its sections are counted, and only the rows that are looked at are read. */

import type { IDBPDatabase } from "idb";
import { database, type PagewireSchema } from "../store/database.ts";

export type ListName = "sends" | "received";
export type ItemOf<List extends ListName> = PagewireSchema[List]["value"];

/** What stands together under one heading. */
export interface Section<Key extends string = string> {
  readonly key: Key;
  /** Parts of the index `state`, in the order they are shown in; each newest first. */
  readonly ranges: readonly IDBKeyRange[];
}

/** One part, how many it has, and which row of the list is its first. */
interface Part {
  /** Where its rows are found; or the rows themselves, of those that are in no section. */
  readonly from: IDBKeyRange | readonly unknown[];
  readonly count: number;
  readonly first: number;
}

/** A section that is not empty. */
export interface Counted<Key extends string = string> {
  readonly key: Key;
  readonly count: number;
  readonly first: number;
}

/** A list as it was counted. */
export interface Layout<Key extends string = string> {
  readonly sections: readonly Counted<Key>[];
  readonly parts: readonly Part[];
  readonly total: number;
  /** Only its beginning was counted: there may be more. */
  readonly isBeginning?: true;
}

/**
 * Counts the sections of a list, all in one transaction. What is in no section, and not `hidden`, is damaged and stands in
 * front, under `lost`.
 */
export async function countSections<Key extends string>(
  list: ListName,
  sections: readonly Section<Key>[],
  hidden: readonly IDBKeyRange[],
  lost: Key,
): Promise<Layout<Key>> {
  const { store } = (await database()).transaction(list);
  const index = store.index("state");
  const countAll = (ranges: readonly IDBKeyRange[]): Promise<number[]> =>
    Promise.all(ranges.map((range) => index.count(range)));
  const [all, unseen, ...counts] = await Promise.all([
    store.count(),
    countAll(hidden),
    ...sections.map(({ ranges }) => countAll(ranges)),
  ]);
  const known = [...unseen, ...counts.flat()].reduce((sum, count) => sum + count, 0);
  const places = [...hidden, ...sections.flatMap(({ ranges }) => ranges)];
  const before = lastLost.get(list);
  const isSame = before?.all === all && before.known === known;
  const items =
    all === known ? [] : isSame ? before.items : (await store.getAll()).filter((item) => !isIn(places, item));
  lastLost.set(list, { all, known, items });
  return laidOut(sections, counts, { key: lost, items });
}

/** What was lost at the last count: all of a list is read for it, which its redrawing ten times a second must not. */
const lastLost = new Map<
  ListName,
  { readonly all: number; readonly known: number; readonly items: readonly unknown[] }
>();

/** Counts only as many sections as it takes to have so many rows: each count costs as much as there is to count. */
export async function countBeginning<Key extends string>(
  list: ListName,
  sections: readonly Section<Key>[],
  rows: number,
): Promise<Layout<Key>> {
  const index = (await database()).transaction(list).store.index("state");
  const counts: number[][] = [];
  let left = rows;
  for (const { ranges } of sections) {
    if (left <= 0) break;
    const counted = await Promise.all(ranges.map((range) => index.count(range)));
    counts.push(counted);
    left -= counted.reduce((sum, count) => sum + count, 0);
  }
  return { ...laidOut(sections, counts), isBeginning: true };
}

function laidOut<Key extends string>(
  sections: readonly Section<Key>[],
  counts: readonly (readonly number[])[],
  lost?: { readonly key: Key; readonly items: readonly unknown[] },
): Layout<Key> {
  const parts: Part[] = [];
  const counted: Counted<Key>[] = [];
  let total = 0;
  if (lost && lost.items.length > 0) {
    total = lost.items.length;
    parts.push({ from: lost.items, count: total, first: 0 });
    counted.push({ key: lost.key, count: total, first: 0 });
  }
  for (const [at, { key, ranges }] of sections.entries()) {
    const first = total;
    for (const [part, range] of ranges.entries()) {
      const count = counts[at]?.[part] ?? 0;
      if (count > 0) parts.push({ from: range, count, first: total });
      total += count;
    }
    if (total === first) continue;
    const before = counted.at(-1);
    if (before?.key === key) counted[counted.length - 1] = { ...before, count: total - before.first };
    else counted.push({ key, first, count: total - first });
  }
  return { sections: counted, parts, total };
}

/** Reads the rows from one position up to before another. The list may have changed since it was counted: then there are fewer. */
export async function readWindow<List extends ListName>(
  list: List,
  { parts }: Layout,
  from: number,
  to: number,
): Promise<ItemOf<List>[]> {
  const db: IDBPDatabase<PagewireSchema> = await database();
  const transaction = db.transaction<List>(list);
  const reads = parts
    .filter(({ first, count }) => first < to && first + count > from)
    .map(async ({ from: range, first, count }) => {
      const skip = Math.max(0, from - first);
      let left = Math.min(to, first + count) - first - skip;
      if (!(range instanceof IDBKeyRange)) return range.slice(skip, skip + left) as ItemOf<List>[];
      const found: ItemOf<List>[] = [];
      let cursor = await transaction.store.index("state").openCursor(range, "prev");
      if (skip > 0) cursor = (await cursor?.advance(skip)) ?? null;
      while (cursor && left > 0) {
        found.push(cursor.value);
        left -= 1;
        // One step beyond the last costs the browser a round trip for nothing.
        cursor = left > 0 ? await cursor.continue() : null;
      }
      return found;
    });
  const [windows] = await Promise.all([Promise.all(reads), transaction.done]);
  return windows.flat();
}

/** Whether one of these parts of the index `state` has it; what can be no key is in none. */
function isIn(
  places: readonly IDBKeyRange[],
  { state, at }: { readonly state: unknown; readonly at: unknown },
): boolean {
  try {
    return places.some((place) => place.includes([state, at]));
  } catch {
    return false;
  }
}

/** All rows in which `fits` finds what is searched, in the list's order; `most` at most. */
export async function searchSections<List extends ListName>(
  list: List,
  layout: Layout,
  fits: (item: ItemOf<List>) => boolean,
  most: number,
): Promise<ItemOf<List>[]> {
  const found: ItemOf<List>[] = [];
  for (let from = 0; from < layout.total && found.length < most; from += SEARCHED_AT_ONCE)
    found.push(...(await readWindow(list, layout, from, from + SEARCHED_AT_ONCE)).filter(fits));
  return found.slice(0, most);
}

/** Few enough that their thumbnails weigh nothing. */
const SEARCHED_AT_ONCE = 500;
