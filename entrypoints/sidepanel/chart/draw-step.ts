/** A changed list of bars as the chart's next step; pure. */

import type { UtcSeconds } from "../../../shared/protocol/price.ts";

/** From how many changed bars on a full redraw is cheaper than telling them one by one. */
const MAX_UPDATES = 3;

/** Anything that has a place on the time axis. */
type Timed = readonly [time: UtcSeconds, ...rest: number[]];

/** What the chart has to do to show a new list. */
export type DrawStep<T extends Timed> =
  | { readonly kind: "nothing" }
  /** Tell the chart these bars one by one; none is older than its last. */
  | { readonly kind: "update"; readonly bars: readonly T[] }
  | { readonly kind: "redraw" };

/** Compares what the chart shows with what it shall show; unchanged bars are the same objects in both. */
export function drawStep<T extends Timed>(drawn: readonly T[], next: readonly T[]): DrawStep<T> {
  if (drawn === next) return { kind: "nothing" };
  const lastDrawn = drawn.length - 1;
  if (lastDrawn < 0 || next.length < drawn.length) return { kind: "redraw" };
  for (let index = 0; index < lastDrawn; index++) {
    if (drawn[index] !== next[index]) return { kind: "redraw" };
  }
  if (drawn[lastDrawn]?.[0] !== next[lastDrawn]?.[0]) return { kind: "redraw" };
  const bars = next.slice(lastDrawn).filter((bar, index) => index > 0 || bar !== drawn[lastDrawn]);
  if (bars.length === 0) return { kind: "nothing" };
  return bars.length > MAX_UPDATES ? { kind: "redraw" } : { kind: "update", bars };
}

/** How many bars have come after the newest that was drawn. */
export function addedBars(drawn: readonly Timed[], next: readonly Timed[]): number {
  const last = drawn.at(-1)?.[0];
  return last === undefined ? 0 : next.length - 1 - next.findLastIndex((bar) => bar[0] <= last);
}
