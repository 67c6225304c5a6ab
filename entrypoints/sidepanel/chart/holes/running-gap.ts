/** What is not known while the line is down: from what was heard last until now, before anybody has listed it as a gap; pure. */

import { priceAgeMs } from "../../../../shared/extension/prices/price-age.ts";
import type { PriceView } from "../../../../shared/extension/prices/price-view.ts";
import type { Gap } from "../../../../shared/protocol/market/gaps.ts";

/** What goes over within this leaves nothing to be shaded. */
const PASSING_MS = 3_000;
/** A line that has died is live for at most so long before anybody notices. */
const UNNOTICED_MS = 30_000;

/** By the exchange's clock, in whole bars; none while the price is live, or merely late. */
export function runningGap(
  { status, lostMs, attachedMs = 0, tradedMs, resolution }: PriceView,
  nowMs: number,
): Gap | undefined {
  const isDown = status.state === "connecting" || status.state === "blocked";
  if (!isDown || lostMs === undefined || tradedMs === undefined) return undefined;
  // A panel that was hidden, and a companion that was away, are about to be told what they have missed.
  if (nowMs - Math.max(lostMs, attachedMs) < PASSING_MS) return undefined;
  const endMs = tradedMs + priceAgeMs(tradedMs, nowMs);
  // A quiet market was heard to be quiet until then.
  const startMs = Math.max(tradedMs, endMs - (nowMs - lostMs) - UNNOTICED_MS);
  const barMs = resolution * 1000;
  return [Math.floor(startMs / barMs) * resolution, Math.ceil(endMs / barMs) * resolution];
}
