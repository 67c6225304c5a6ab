/** Judges exchange times by our own clock, whose error against the venue's it measures on the way. */

import { EARLIEST_EXCHANGE_MS, FUTURE_TOLERANCE_MS, SKEW_SAMPLES, SKEW_WITNESSES } from "../limits.ts";

export class ExchangeClock {
  #aheadMs: number[] = [];

  /**
   * Whether something can have happened at this time. A clock of ours that is wrong is corrected for by the last
   * arrivals; what few of them claim moves nothing.
   */
  accepts(exchangeMs: number, nowMs: number): boolean {
    if (!Number.isFinite(exchangeMs) || exchangeMs < EARLIEST_EXCHANGE_MS) return false;
    this.#aheadMs.push(exchangeMs - nowMs);
    if (this.#aheadMs.length > SKEW_SAMPLES) this.#aheadMs.shift();
    return exchangeMs <= this.now(nowMs) + FUTURE_TOLERANCE_MS;
  }

  /**
   * The exchange's time as far as known. What arrives is older than it, by the way it came or by more where a venue
   * retells: so the latest times count, as soon as several agree.
   */
  now(nowMs: number): number {
    const witness = [...this.#aheadMs].sort((a, b) => b - a)[SKEW_WITNESSES - 1];
    return witness === undefined ? nowMs : nowMs + witness;
  }

  /** Our own clock was set anew: what was measured against it is void. */
  reset(): void {
    this.#aheadMs = [];
  }
}
