/** Judges exchange times by our own clock, whose error against the venue's it measures on the way. */

import { EARLIEST_EXCHANGE_MS, FUTURE_TOLERANCE_MS, SKEW_SAMPLES } from "./limits.ts";

export class ExchangeClock {
  readonly #aheadMs: number[] = [];

  /**
   * Whether a trade can have happened at this time. A clock of ours that runs behind is corrected for by the
   * median of the last arrivals, which a single wild time cannot move.
   */
  accepts(exchangeMs: number, nowMs: number): boolean {
    if (!Number.isFinite(exchangeMs) || exchangeMs < EARLIEST_EXCHANGE_MS) return false;
    this.#aheadMs.push(exchangeMs - nowMs);
    if (this.#aheadMs.length > SKEW_SAMPLES) this.#aheadMs.shift();
    return exchangeMs <= this.now(nowMs) + FUTURE_TOLERANCE_MS;
  }

  /** The exchange's time as far as known, never before our own: old trades look like a clock that is behind. */
  now(nowMs: number): number {
    if (this.#aheadMs.length < SKEW_SAMPLES) return nowMs;
    const sorted = [...this.#aheadMs].sort((a, b) => a - b);
    return nowMs + Math.max(0, sorted[Math.floor(sorted.length / 2)] ?? 0);
  }
}
