/** What a symbol's price was a day before its last one: what its change is told against, whatever a chart shows; pure. */

import type { Bar, Resolution } from "../../protocol/price.ts";

const DAY_S = 86_400;
/** Less is no span worth a name. */
const LEAST_SPAN_S = 60;
/** A bar that ended longer than this before the moment says nothing of it: history has a hole there. */
const MAX_HOLE_S = 7_200;

/** An earlier price, and how long before the last one it was. */
export interface EarlierPrice {
  readonly price: number;
  readonly spanSeconds: number;
}

/** The price a day before `lastSeconds`, or that of the first bar where history does not reach that far. */
export function dayBefore(
  bars: readonly Bar[],
  resolution: Resolution,
  lastSeconds: number,
): EarlierPrice | undefined {
  const moment = lastSeconds - DAY_S;
  const at = bars.findLastIndex((bar) => bar[0] <= moment);
  const bar = bars[at];
  if (bar && bar[0] + resolution > moment - MAX_HOLE_S) {
    // Of what was paid while the bar lasted, its two ends are known.
    const isNearStart = moment - bar[0] < resolution / 2;
    return { price: isNearStart ? bar[1] : bar[4], spanSeconds: DAY_S };
  }
  const first = bars[at + 1];
  const spanSeconds = first ? lastSeconds - first[0] : 0;
  return first && spanSeconds >= LEAST_SPAN_S ? { price: first[1], spanSeconds } : undefined;
}
