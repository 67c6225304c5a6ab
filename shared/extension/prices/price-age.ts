/** How old a price is, though no clock here agrees with the exchange's. */

/** The least that a trade took to come here, with the difference of both clocks in it: nothing is younger than that. */
let leastLagMs = Number.POSITIVE_INFINITY;

/** Takes note of a trade that has just come. */
export function noteTrade(tradedMs: number, arrivedMs: number): void {
  leastLagMs = Math.min(leastLagMs, arrivedMs - tradedMs);
}

/** How long ago a trade was, by what the fastest one took; a clock that is wrong makes no price old. */
export function priceAgeMs(tradedMs: number, nowMs: number): number {
  return Math.max(0, nowMs - tradedMs - (Number.isFinite(leastLagMs) ? leastLagMs : 0));
}
