/** What a listener is told of a symbol's feed, as a pure function of what the supervisor knows. */

import type { FeedStatus } from "../../shared/protocol/price.ts";
import { FIRST_PRICE_MS, STALE_AFTER_MS } from "./limits.ts";

/** The connection to the venue. */
export type Link =
  | { readonly phase: "connecting"; readonly detail: string }
  | { readonly phase: "blocked"; readonly detail: string }
  | { readonly phase: "open" };

/** One symbol on an open connection; times by the monotonic clock, in milliseconds. */
export interface SymbolSignals {
  readonly symbol: string;
  readonly subscribedAtMs: number;
  /** When it last had a price, a heartbeat included once there was one; none since the subscription yet. */
  readonly heardAtMs: number | undefined;
  /** The venue's words when it refused the symbol. */
  readonly refusal: string | undefined;
}

/** The details hold no running figures: a status that only counts seconds is no change. */
export function feedStatus(
  venueLabel: string,
  link: Link,
  signals: SymbolSignals,
  nowMs: number,
): FeedStatus {
  if (link.phase !== "open") return { state: link.phase, detail: link.detail };
  const { symbol, refusal, heardAtMs, subscribedAtMs } = signals;
  if (refusal !== undefined) {
    return { state: "blocked", detail: `${venueLabel} refuses ${symbol}: ${refusal}` };
  }
  if (heardAtMs === undefined) {
    return nowMs - subscribedAtMs < FIRST_PRICE_MS
      ? { state: "connecting", detail: `Waiting for the first price of ${symbol} from ${venueLabel}.` }
      : { state: "stale", detail: `${venueLabel} is connected but sends no price of ${symbol}.` };
  }
  if (nowMs - heardAtMs >= STALE_AFTER_MS) {
    const seconds = STALE_AFTER_MS / 1000;
    return { state: "stale", detail: `Nothing on ${symbol} from ${venueLabel} for more than ${seconds} s.` };
  }
  return { state: "live", detail: `Live from ${venueLabel}.` };
}
