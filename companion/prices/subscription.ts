/** One symbol on a venue's stream: since when, what was heard of it, and what its owner was told. */

import type { FeedStatus } from "../../shared/protocol/price.ts";
import type { SymbolSignals } from "./feed-status.ts";
import { MAX_REFUSAL_CHARACTERS } from "./limits.ts";
import type { VenueTrade } from "./venue.ts";

/** Where one symbol's news go. */
export interface SymbolSink {
  /** A plausible trade, possibly told before. */
  trade(trade: VenueTrade): void;
  /** Once at the subscription, and then at every change. */
  status(status: FeedStatus): void;
  /** The stream (re)started at this exchange time, in milliseconds; what happened before may be missing. */
  resumed(atMs: number): void;
}

export class Subscription implements SymbolSignals {
  readonly symbol: string;
  readonly sink: SymbolSink;
  subscribedAtMs: number;
  heardAtMs: number | undefined;
  refusal: string | undefined;
  #told: FeedStatus | undefined;

  constructor(symbol: string, sink: SymbolSink, nowMs: number) {
    this.symbol = symbol;
    this.sink = sink;
    this.subscribedAtMs = nowMs;
  }

  /** A new connection: nothing heard on it yet. */
  restart(nowMs: number): void {
    this.subscribedAtMs = nowMs;
    this.heardAtMs = undefined;
    this.refusal = undefined;
  }

  heard(nowMs: number): void {
    this.heardAtMs = nowMs;
    this.refusal = undefined;
  }

  refuse(reason: string): void {
    this.refusal = reason.slice(0, MAX_REFUSAL_CHARACTERS);
  }

  /** Passes a status on if it differs from the last one. */
  tell(status: FeedStatus): void {
    if (this.#told?.state === status.state && this.#told.detail === status.detail) return;
    this.#told = status;
    this.sink.status(status);
  }
}
