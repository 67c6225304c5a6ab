/** The typed error of the market: a stable code and a sentence for people. */

import type { Message } from "../../shared/texts/message.ts";
import { SaidError } from "../../shared/texts/said.ts";

export type MarketErrorCode =
  | "unknown_symbol"
  | "too_many_symbols"
  | "candles_malformed"
  | "candles_unavailable"
  | "unknown_event"
  | "unknown_alert"
  | "too_many_alerts"
  | "not_kept"
  | "closed";

export interface MarketErrorOptions extends ErrorOptions {
  /** How long a venue asks to be left alone. */
  readonly retryAfterMs?: number | undefined;
}

export class MarketError extends SaidError {
  override readonly name = "MarketError";
  readonly code: MarketErrorCode;
  readonly retryAfterMs: number | undefined;

  constructor(code: MarketErrorCode, what: Message, options?: MarketErrorOptions) {
    super(what, options);
    this.code = code;
    this.retryAfterMs = options?.retryAfterMs;
  }
}
