/** Whether all of one symbol's trades arrive: by their numbers, and by what a venue's beats say was traded last. */

import { LAG_MS } from "../limits.ts";
import type { Beat, VenueTrade } from "../venues/venue.ts";

/** How a trade follows those before it: `lost` says that others in between did not come. */
export type Following = "next" | "repeated" | "lost" | "unknown";

export class TradeWatch {
  readonly #hasContiguousIds: boolean;
  #lastId: number | undefined;
  #lastPrice: string | undefined;
  /** Since when a beat has been ahead of the trades; by the monotonic clock. */
  #aheadSinceMs: number | undefined;

  constructor(hasContiguousIds: boolean) {
    this.#hasContiguousIds = hasContiguousIds;
  }

  /** Takes note of a trade. */
  trade({ tradeId, price, count = 1 }: VenueTrade): Following {
    const last = this.#lastId;
    const isOld = this.#hasContiguousIds && tradeId !== undefined && last !== undefined && tradeId <= last;
    if (isOld) return "repeated";
    this.#lastPrice = price;
    this.#aheadSinceMs = undefined;
    if (!this.#hasContiguousIds || tradeId === undefined) return "unknown";
    this.#lastId = tradeId;
    if (last === undefined) return "unknown";
    return tradeId - count > last ? "lost" : "next";
  }

  /** Takes note of a beat; returns whether the trades have kept up with what it names. */
  beat({ lastTradeId, lastPrice }: Beat, nowMs: number): boolean {
    if (lastTradeId !== undefined && this.#hasContiguousIds) {
      this.#compare(this.#lastId === undefined || lastTradeId <= this.#lastId, nowMs);
    } else if (lastPrice !== undefined) {
      this.#compare(this.#lastPrice === undefined || samePrice(lastPrice, this.#lastPrice), nowMs);
    }
    return this.#aheadSinceMs === undefined;
  }

  /** What was traded last, as a beat says: where nothing else is known yet, trades are counted from there. */
  begin({ lastTradeId, lastPrice }: Beat): Following {
    const known = this.#lastId;
    if (lastTradeId === undefined || !this.#hasContiguousIds) return "unknown";
    this.#lastId = Math.max(lastTradeId, known ?? 0);
    this.#lastPrice = lastPrice ?? this.#lastPrice;
    if (known === undefined) return "unknown";
    return lastTradeId <= known ? "repeated" : "lost";
  }

  /** Whether a beat has named a trade for a while that never came. */
  isLagging(nowMs: number): boolean {
    return this.#aheadSinceMs !== undefined && nowMs - this.#aheadSinceMs >= LAG_MS;
  }

  /** A new connection, or a new subscription: its first beats are to be compared anew. */
  restart(): void {
    this.#aheadSinceMs = undefined;
    // Without numbers the price from before says nothing of what was traded since.
    if (!this.#hasContiguousIds) this.#lastPrice = undefined;
  }

  #compare(keepsUp: boolean, nowMs: number): void {
    if (keepsUp) this.#aheadSinceMs = undefined;
    else this.#aheadSinceMs ??= nowMs;
  }
}

/** `83744.30` and `83744.3`. */
function samePrice(a: string, b: string): boolean {
  return a === b || Number(a) === Number(b);
}
