/** Shorter bars joined to longer ones. */

import { type Bar, barStart, type Resolution } from "../../../shared/protocol/price.ts";

/** Ascending bars in, ascending bars out; each of the first must lie within one of the second. */
export function joinedBars(bars: readonly Bar[], resolution: Resolution): readonly Bar[] {
  const joined: Bar[] = [];
  for (const [time, open, high, low, close, volume] of bars) {
    const start = barStart(time * 1000, resolution);
    const before = joined.at(-1);
    if (before?.[0] !== start) {
      joined.push([start, open, high, low, close, volume]);
      continue;
    }
    const [, first, highest, lowest, , sum] = before;
    joined[joined.length - 1] = [
      start,
      first,
      Math.max(highest, high),
      Math.min(lowest, low),
      close,
      sum + volume,
    ];
  }
  return joined;
}
