/** One symbol on a venue's stream: since when, what was heard of it, and what its owner was told. */

import type { FeedStatus } from "../../../shared/protocol/price.ts";
import { LATE_TRADE_GRACE_MS, MAX_REFUSAL_CHARACTERS } from "../limits.ts";
import type { VenueTrade } from "../venues/venue.ts";
import { TradeWatch } from "./trade-watch.ts";

/** A status, and when the venue is dialled again where that is waited for; by the monotonic clock, in milliseconds. */
export interface ToldStatus extends FeedStatus {
  readonly dialAtMs?: number | undefined;
}

/** Where one symbol's news goes. Times are the exchange's, in milliseconds. */
export interface SymbolSink {
  /** A plausible trade, possibly told before. */
  trade(trade: VenueTrade): void;
  /** The last price where no trade has been told yet. */
  quote?(price: string, timeMs: number): void;
  /** Once at the subscription, and then at every change. */
  status(status: ToldStatus): void;
  /**
   * The stream is heard from `atMs` on; what was traded between `heardToMs` and then may be missing. It is undefined
   * where nothing was heard before.
   */
  resumed(atMs: number, heardToMs: number | undefined): void;
  /** Trades between two that were heard are missing. */
  missed?(fromMs: number, toMs: number): void;
}

/** Times by the monotonic clock, in milliseconds, where nothing else is said. */
export class Subscription {
  readonly symbol: string;
  readonly sink: SymbolSink;
  readonly watch: TradeWatch;
  subscribedAtMs: number;
  /** When it last had a price, a heartbeat included once there was one; none since the subscription yet. */
  heardAtMs: number | undefined;
  /** The exchange's time of its newest trade. */
  lastTradeMs: number | undefined;
  /** Up to when by the exchange's time all was heard, before the connection that is now. */
  heardToMs: number | undefined;
  /** When it was asked for once more because its trades did not come. */
  askedAgainAtMs: number | undefined;
  /** The venue's words when it refused the symbol. */
  refusal: string | undefined;
  #told: ToldStatus | undefined;
  #lastSignMs: number | undefined;

  constructor(symbol: string, sink: SymbolSink, nowMs: number, hasContiguousIds: boolean) {
    this.symbol = symbol;
    this.sink = sink;
    this.subscribedAtMs = nowMs;
    this.watch = new TradeWatch(hasContiguousIds);
  }

  /** Up to when by the exchange's time all was heard; what was on its way at its last sign of life may have been lost. */
  heardTo(nowMs: number): number | undefined {
    const signMs = this.watch.isLagging(nowMs) ? undefined : this.#lastSignMs;
    if (this.lastTradeMs === undefined || signMs === undefined) return this.lastTradeMs ?? signMs;
    return Math.max(this.lastTradeMs, signMs - LATE_TRADE_GRACE_MS);
  }

  /** The connection is lost. */
  lost(nowMs: number): void {
    if (this.heardAtMs !== undefined) this.heardToMs = this.heardTo(nowMs);
    this.heardAtMs = undefined;
  }

  /** A new connection: nothing heard on it yet. */
  restart(nowMs: number): void {
    this.subscribedAtMs = nowMs;
    this.heardAtMs = undefined;
    this.askedAgainAtMs = undefined;
    this.refusal = undefined;
    this.watch.restart();
  }

  /** A sign of life of its own, by our clock and by the exchange's. */
  heard(nowMs: number, exchangeMs: number): void {
    this.#lastSignMs = exchangeMs;
    this.heardAtMs = nowMs;
    this.refusal = undefined;
  }

  refuse(reason: string): void {
    this.refusal = reason.slice(0, MAX_REFUSAL_CHARACTERS);
  }

  /** Passes a status on if it differs from the last one. */
  tell(status: ToldStatus): void {
    const { state, detail, dialAtMs } = this.#told ?? {};
    if (state === status.state && detail === status.detail && dialAtMs === status.dialAtMs) return;
    this.#told = status;
    this.sink.status(status);
  }
}
