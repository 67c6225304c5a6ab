/** What is known of one symbol's price, and what its change is told against; pure. */

import type { Gaps } from "../../protocol/market/gaps.ts";
import type { Bar, FeedStatus, Resolution } from "../../protocol/price.ts";
import { dayBefore, type EarlierPrice } from "./day-before.ts";
import { NOTHING_OLDER, type Older } from "./older-bars.ts";

/** The resolution whose history surely has the day before. */
export const HOUR_S = 3_600;

/** All that is known of a symbol. */
export interface PriceView {
  readonly symbol: string;
  readonly resolution: Resolution;
  /** What people call the venue; known with the join's reply. */
  readonly venue: string | undefined;
  readonly isSimulated: boolean;
  readonly bars: readonly Bar[];
  /** What is known of the time before those, where somebody has scrolled back to it. */
  readonly older: Older;
  /** Where nobody knows what was traded, and what of that was filled. */
  readonly holes: Gaps;
  /** The last two days in bars of an hour: they reach back a day where the chart's own do not. */
  readonly hours: readonly Bar[];
  /** The newest price in the venue's digits. */
  readonly price: string | undefined;
  /** When it was traded, by the exchange's clock, and when it came here, by ours; milliseconds since 1970. */
  readonly tradedMs: number | undefined;
  readonly arrivedMs: number | undefined;
  /** Digits after the point: the most that ticks had, and before the first tick what the bars need. */
  readonly decimals: number;
  readonly status: FeedStatus;
  /** When the venue is dialled again, by our clock; only while that is waited for. */
  readonly nextTryMs: number | undefined;
  /** Since when it is not live, and since when there is a companion to ask; by our clock. */
  readonly lostMs: number | undefined;
  readonly attachedMs: number | undefined;
}

export const NO_HOLES: Gaps = { gaps: [], filled: [] };
/** What is known of a symbol before anything has come. */
export const NOTHING_YET = {
  bars: [],
  older: NOTHING_OLDER,
  holes: NO_HOLES,
  hours: [],
  venue: undefined,
  isSimulated: false,
  price: undefined,
  tradedMs: undefined,
  arrivedMs: undefined,
  nextTryMs: undefined,
  lostMs: undefined,
  attachedMs: undefined,
  decimals: 0,
};
/** The price that a symbol's change is told against; `undefined` where nothing reaches back at all. */
export function earlierPrice({ hours, bars, resolution, tradedMs }: PriceView): EarlierPrice | undefined {
  const lastSeconds = tradedMs === undefined ? bars.at(-1)?.[0] : tradedMs / 1000;
  if (lastSeconds === undefined) return undefined;
  const byHours = dayBefore(hours, HOUR_S, lastSeconds);
  const byBars = dayBefore(bars, resolution, lastSeconds);
  return (byHours?.spanSeconds ?? 0) >= (byBars?.spanSeconds ?? 0) ? byHours : byBars;
}
