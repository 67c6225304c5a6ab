/** Where a series stands by the exchange's time: which bar runs, and which are over for good. */

import type { Resolution } from "../../../shared/protocol/price.ts";
import { CANDLE_READY_MS, LATE_TRADE_GRACE_MS } from "../limits.ts";

export class BarTime {
  readonly #resolution: Resolution;
  readonly #nowMs: () => number;

  constructor(resolution: Resolution, nowMs: () => number) {
    this.#resolution = resolution;
    this.#nowMs = nowMs;
  }

  /** The start of the bar that runs now. */
  running(): number {
    return this.#floor(this.#nowMs());
  }

  /** Bars before this are over at a moment, and their candles written. */
  final(atMs: number): number {
    return this.#floor(atMs - LATE_TRADE_GRACE_MS - CANDLE_READY_MS);
  }

  /** How long until a bar that begins then is over, and its candle written. */
  untilFinalMs(startSeconds: number): number {
    return (startSeconds + this.#resolution) * 1000 + LATE_TRADE_GRACE_MS + CANDLE_READY_MS - this.#nowMs();
  }

  #floor(ms: number): number {
    return Math.floor(ms / 1000 / this.#resolution) * this.#resolution;
  }
}
