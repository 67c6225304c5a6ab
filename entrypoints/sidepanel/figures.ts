/** The panel's figures as texts: ages, changes, and how many decimals a price has; pure. */

import type { Bar } from "../../shared/protocol/price.ts";

/** A trade told this much later than it happened is old news, not a clock that differs. */
const CLOCK_TOLERANCE_MS = 10_000;
/** What a chart's price scale can show; lightweight-charts counts in units of 10^-n. */
const MOST_DECIMALS = 10;
/** How many of the last bars are looked at for decimals. */
const SAMPLED_BARS = 50;

/** How old a trade is, in milliseconds: by our own clock since it arrived, for the exchange's may differ. */
export function tradeAgeMs(tradeTimeMs: number, arrivedMs: number, nowMs: number): number {
  const delayMs = arrivedMs - tradeTimeMs;
  return Math.max(0, nowMs - arrivedMs) + (delayMs > CLOCK_TOLERANCE_MS ? delayMs : 0);
}

/** "2 s ago", "3 min ago", "5 h ago", "4 days ago". */
export function describeAge(ageMs: number): string {
  const seconds = Math.floor(ageMs / 1000);
  if (seconds < 1) return "just now";
  if (seconds < 120) return `${seconds} s ago`;
  if (seconds < 7200) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 172_800) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86_400)} days ago`;
}

/** A change since an earlier price, told by a sign and an arrow, not by colour alone. */
export interface PriceChange {
  readonly direction: "up" | "down" | "none";
  readonly text: string;
}

/** The change from `before` to `now`, both prices above zero. */
export function describeChange(before: number, now: number, decimals: number): PriceChange {
  const change = now - before;
  const percent = (change / before) * 100;
  const direction = change > 0 ? "up" : change < 0 ? "down" : "none";
  const arrow = { up: "▲ +", down: "▼ −", none: "" }[direction];
  const sign = { up: "+", down: "−", none: "" }[direction];
  const amount = Math.abs(change).toFixed(decimals);
  return { direction, text: `${arrow}${amount} (${sign}${Math.abs(percent).toFixed(2)} %)` };
}

/** How many digits stand behind the point of a decimal text. */
export function decimalsOf(price: string): number {
  const point = price.indexOf(".");
  return point < 0 ? 0 : Math.min(MOST_DECIMALS, price.length - point - 1);
}

/** How many decimals the last bars need: what a chart goes by before the first tick. */
export function decimalsOfBars(bars: readonly Bar[]): number {
  return Math.max(0, ...bars.slice(-SAMPLED_BARS).map((bar) => decimalsOf(trimmed(bar[4]))));
}

/** Without exponent and without trailing zeros. */
function trimmed(price: number): string {
  return price.toFixed(MOST_DECIMALS).replace(/\.?0+$/, "");
}
