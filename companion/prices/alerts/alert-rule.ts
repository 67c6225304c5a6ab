/** When an alert fires, and when it waits again: pure, one price at a time. */

import type { AlertWish } from "../../../shared/protocol/market/alerts.ts";

/** How far a price has to go back beyond its mark before a repeating alert waits again. */
export const HYSTERESIS = 0.005;
/** How many parts a time span is kept in: its highest and lowest prices, not all of them. */
const SPAN_PARTS = 240;

/** The highest and lowest price of a part of the span. */
interface Part {
  readonly startMs: number;
  high: number;
  low: number;
}

/** One alert's eye on the price. Prices come in the order of their times. */
export class AlertRule {
  readonly #wish: AlertWish;
  readonly #partMs: number;
  #isArmed: boolean;
  #parts: Part[] = [];

  constructor(wish: AlertWish, isArmed: boolean) {
    this.#wish = wish;
    this.#isArmed = isArmed;
    this.#partMs = ((wish.withinSeconds ?? 0) * 1000) / SPAN_PARTS;
  }

  /** Whether it fires at its mark. */
  get isArmed(): boolean {
    return this.#isArmed;
  }

  /** What was traded before it was watched; it fires at none of it. */
  remember(price: number, timeMs: number): void {
    if (this.#wish.kind === "change") this.#note(price, timeMs);
  }

  /** Takes a price; returns whether it fires. One that repeats arms itself again by what it is given. */
  take(price: number, timeMs: number): boolean {
    const nearness = this.#nearness(price, timeMs);
    if (nearness >= 1) {
      const fires = this.#isArmed;
      this.#isArmed = false;
      // A change is counted from here on.
      if (fires) this.#parts = [];
      if (fires) this.remember(price, timeMs);
      return fires;
    }
    if (this.#wish.repeats && nearness <= 0) this.#isArmed = true;
    return false;
  }

  /** 1 and more at the mark, 0 and less where it may be armed again. */
  #nearness(price: number, timeMs: number): number {
    const { kind, price: mark, percent } = this.#wish;
    if (kind === "change") {
      this.#note(price, timeMs);
      const { high, low } = this.#extremes();
      const moved = Math.max(price / low - 1, 1 - price / high) * 100;
      // Back within half of the mark.
      return (moved / Number(percent)) * 2 - 1;
    }
    const away = kind === "above" ? price / Number(mark) - 1 : 1 - price / Number(mark);
    return away >= 0 ? 1 : 1 + away / HYSTERESIS;
  }

  #note(price: number, timeMs: number): void {
    const startMs = Math.floor(timeMs / this.#partMs) * this.#partMs;
    const last = this.#parts.at(-1);
    if (last?.startMs === startMs) {
      last.high = Math.max(last.high, price);
      last.low = Math.min(last.low, price);
    } else {
      this.#parts.push({ startMs, high: price, low: price });
    }
    const oldest = timeMs - (this.#wish.withinSeconds ?? 0) * 1000;
    while ((this.#parts[0]?.startMs ?? oldest) < oldest - this.#partMs) this.#parts.shift();
  }

  #extremes(): { readonly high: number; readonly low: number } {
    let high = 0;
    let low = Number.POSITIVE_INFINITY;
    for (const part of this.#parts) {
      high = Math.max(high, part.high);
      low = Math.min(low, part.low);
    }
    return { high, low };
  }
}
