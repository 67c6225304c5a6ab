/** The bars from before those that a join brings, as somebody scrolls back to them; pure. */

import type { Gap, Gaps } from "../../protocol/market/gaps.ts";
import type { Bar, Resolution } from "../../protocol/price.ts";

/** How many bars one question is for. */
const PAGE_BARS = 1_000;
/** What is older than so many is let go of: a chart that draws more is slow at every tick. */
export const MAX_OLDER_BARS = 10_000;

/** What is known of a series beside the bars that a join brings. */
export interface Older {
  readonly bars: readonly Bar[];
  /** Holes and what was filled, in all that is known. */
  readonly holes: Gaps;
  /** Nothing is known from before, or no more of it is taken. */
  readonly isOldest: boolean;
}

export const NOTHING_OLDER: Older = { bars: [], holes: { gaps: [], filled: [] }, isOldest: false };

/** What is asked for next; `undefined` where nothing is. */
export function olderQuestion(older: Older, bars: readonly Bar[], resolution: Resolution) {
  const first = older.bars[0] ?? bars[0];
  if (!first || older.isOldest || first[0] <= 0) return undefined;
  const fromSeconds = Math.max(0, first[0] - PAGE_BARS * resolution);
  return { fromSeconds, toSeconds: Number(first[0]), resolutionSeconds: resolution };
}

/** Puts an answer before what is there; an empty one says that there is nothing. */
export function withPage(older: Older, bars: readonly Bar[], page: readonly Bar[], holes: Gaps): Older {
  const first = older.bars[0] ?? bars[0];
  const fresh = first ? page.filter((bar) => bar[0] < first[0]) : [];
  const all = [...fresh, ...older.bars];
  return {
    bars: all,
    holes: joined(older.holes, holes),
    isOldest: fresh.length === 0 || all.length >= MAX_OLDER_BARS,
  };
}

/** What goes on before a new list of bars: of the old ones, where both lists meet; nothing of another series. */
export function carriedOver(
  older: Older,
  before: readonly Bar[],
  next: readonly Bar[],
  resolution: number,
): Older {
  const all = older.bars.length > 0 ? [...older.bars, ...before] : before;
  const [first, last] = [next[0], all.at(-1)];
  if (!first || !last || last[0] + resolution < first[0]) return NOTHING_OLDER;
  const kept = all.filter((bar) => bar[0] < first[0]).slice(-MAX_OLDER_BARS);
  return kept.length === 0 ? NOTHING_OLDER : { ...older, bars: kept };
}

/** What a full list of newer bars has let go of is older from then on. */
export function withCut(older: Older, before: readonly Bar[], next: readonly Bar[]): Older {
  const first = next[0];
  if (older.bars.length === 0 || !first || before[0] === first) return older;
  const cut = before.filter((bar) => bar[0] < first[0]);
  return cut.length === 0 ? older : { ...older, bars: [...older.bars, ...cut] };
}

/** The holes of two parts of one series. */
export function joined(one: Gaps, other: Gaps): Gaps {
  return { gaps: union(one.gaps, other.gaps), filled: union(one.filled, other.filled) };
}

function union(one: readonly Gap[], other: readonly Gap[]): readonly Gap[] {
  if (one.length === 0 || other.length === 0) return one.length === 0 ? other : one;
  const sorted = [...one, ...other].sort((a, b) => a[0] - b[0]);
  const all: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = all.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else all.push([from, to]);
  }
  return all;
}
