/** The chart in words, for those who do not see it; pure. */

import { DEMO_SYMBOL, type Resolution } from "../../shared/protocol/price.ts";
import type { PriceView } from "./price-watch.ts";
import { fullLabel, type Reader } from "./time-labels.ts";

const LENGTHS: Readonly<Record<Resolution, string>> = {
  1: "one-second",
  60: "one-minute",
  3600: "one-hour",
  86400: "one-day",
};

/** One sentence: what is drawn, from when to when, between which prices. */
export function chartSummary(
  view: Pick<PriceView, "symbol" | "resolution" | "bars" | "decimals">,
  reader: Reader = {},
): string {
  const { symbol, resolution, bars, decimals } = view;
  const name = symbol === DEMO_SYMBOL ? `${symbol} (Simulated)` : symbol;
  const head = `Price chart of ${name}, ${LENGTHS[resolution]} bars`;
  const [first, last] = [bars.at(0), bars.at(-1)];
  if (first === undefined || last === undefined) return `${head}: none yet.`;
  const low = bars.reduce((least, bar) => Math.min(least, bar[3]), Number.POSITIVE_INFINITY);
  const high = bars.reduce((most, bar) => Math.max(most, bar[2]), 0);
  const span = `from ${fullLabel(first[0], resolution, reader)} to ${fullLabel(last[0], resolution, reader)}`;
  return `${head}: ${bars.length} ${span}, between ${low.toFixed(decimals)} and ${high.toFixed(decimals)}.`;
}
