/** Turns ticks and bars into the chart's list of bars, and a changed list into the chart's next step; pure. */

import { MAX_BARS } from "../../shared/protocol/limits.ts";
import { type Bar, barStart, type Resolution, type Tick } from "../../shared/protocol/price.ts";

/** How many bars go at once when the list is full: each such cut costs the chart a full redraw. */
export const CUT_BARS = 250;
/** From how many changed bars on a full redraw is cheaper than telling them one by one. */
const MOST_UPDATES = 3;

/** What the chart has to do to show a new list. */
export type DrawStep =
  | { readonly kind: "nothing" }
  /** Tell the chart these bars one by one; none is older than its last. */
  | { readonly kind: "update"; readonly bars: readonly Bar[] }
  | { readonly kind: "redraw" };

/**
 * Rolls a tick into the bars. The companion sends the tick's own bar along, which knows the ticks that were
 * skipped on the way; without it the price alone counts, and a trade older than the last bar changes nothing.
 */
export function rollTick(bars: readonly Bar[], tick: Tick, resolution: Resolution): readonly Bar[] {
  if (tick.bar !== undefined) return mergeBars(bars, [tick.bar]);
  const price = Number(tick.price);
  const time = barStart(tick.time, resolution);
  const last = bars.at(-1);
  if (last === undefined || time > last[0]) return capped([...bars, [time, price, price, price, price, 0]]);
  if (time < last[0]) return bars;
  const [, open, high, low, , volume] = last;
  return [...bars.slice(0, -1), [time, open, Math.max(high, price), Math.min(low, price), price, volume]];
}

/** Puts bars in place of those of the same times; both lists ascend. */
export function mergeBars(bars: readonly Bar[], changed: readonly Bar[]): readonly Bar[] {
  const [first] = changed;
  if (first === undefined) return bars;
  const kept = bars.findLastIndex((bar) => bar[0] < first[0]) + 1;
  const byTime = new Map([...bars.slice(kept), ...changed].map((bar) => [bar[0], bar] as const));
  const rest = [...byTime.values()].sort((a, b) => a[0] - b[0]);
  return capped([...bars.slice(0, kept), ...rest]);
}

/** Compares what the chart shows with what it shall show; unchanged bars are the same objects in both. */
export function drawStep(drawn: readonly Bar[], next: readonly Bar[]): DrawStep {
  if (drawn === next) return { kind: "nothing" };
  const lastDrawn = drawn.length - 1;
  if (lastDrawn < 0 || next.length < drawn.length) return { kind: "redraw" };
  for (let index = 0; index < lastDrawn; index++) {
    if (drawn[index] !== next[index]) return { kind: "redraw" };
  }
  if (drawn[lastDrawn]?.[0] !== next[lastDrawn]?.[0]) return { kind: "redraw" };
  const bars = next.slice(lastDrawn).filter((bar, index) => index > 0 || bar !== drawn[lastDrawn]);
  if (bars.length === 0) return { kind: "nothing" };
  return bars.length > MOST_UPDATES ? { kind: "redraw" } : { kind: "update", bars };
}

function capped(bars: readonly Bar[]): readonly Bar[] {
  return bars.length > MAX_BARS ? bars.slice(bars.length - MAX_BARS + CUT_BARS) : bars;
}
