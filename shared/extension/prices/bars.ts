/** Turns ticks and bars into a chart's list of bars; pure. */

import { MAX_BARS } from "../../protocol/limits.ts";
import { type Bar, barStart, type Resolution, type Tick } from "../../protocol/price.ts";

/** How many bars go at once when the list is full. */
export const CUT_BARS = 250;

/**
 * Rolls a tick into the bars. The companion sends the tick's own bar along, which knows the ticks that were
 * skipped on the way; without it the price alone counts, and a trade older than the last bar changes nothing.
 */
export function rollTick(bars: readonly Bar[], tick: Tick, resolution: Resolution): readonly Bar[] {
  if (tick.bar) return mergeBars(bars, [tick.bar]);
  const price = Number(tick.price);
  const time = barStart(tick.time, resolution);
  const last = bars.at(-1);
  if (!last || time > last[0]) return capped([...bars, [time, price, price, price, price, 0]]);
  if (time < last[0]) return bars;
  const [, open, high, low, , volume] = last;
  return [...bars.slice(0, -1), [time, open, Math.max(high, price), Math.min(low, price), price, volume]];
}

/** Puts bars in place of those of the same times; both lists ascend. */
export function mergeBars(bars: readonly Bar[], changed: readonly Bar[]): readonly Bar[] {
  const [first] = changed;
  if (!first) return bars;
  const kept = bars.findLastIndex((bar) => bar[0] < first[0]) + 1;
  const byTime = new Map([...bars.slice(kept), ...changed].map((bar) => [bar[0], bar] as const));
  const rest = [...byTime.values()].sort((a, b) => a[0] - b[0]);
  return capped([...bars.slice(0, kept), ...rest]);
}

function capped(bars: readonly Bar[]): readonly Bar[] {
  return bars.length > MAX_BARS ? bars.slice(bars.length - MAX_BARS + CUT_BARS) : bars;
}
