/** The typed error of the market: a stable code and a sentence for people. */

export type MarketErrorCode =
  | "unknown_symbol"
  | "too_many_symbols"
  | "config_wrong"
  | "candles_malformed"
  | "candles_unavailable"
  | "closed";

export class MarketError extends Error {
  override readonly name = "MarketError";
  readonly code: MarketErrorCode;

  constructor(code: MarketErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
