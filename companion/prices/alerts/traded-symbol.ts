/** Whether an alert's symbol is traded at all. */

import { DEMO_SYMBOL } from "../../../shared/protocol/price.ts";
import { message } from "../../../shared/texts/message.ts";
import type { Market } from "../market.ts";
import { MarketError } from "../market-error.ts";

/**
 * Rejects with `MarketError` (`unknown_symbol`) where all venues say what they trade, and none this: its alert would wait for
 * ever. One that can't be asked may trade it.
 */
export async function mustBeTraded(market: Pick<Market, "find">, symbol: string): Promise<void> {
  if (symbol === DEMO_SYMBOL) return;
  const { symbols, unavailable } = await market.find(symbol, undefined);
  if (unavailable.length > 0 || symbols.some((found) => found.symbol === symbol)) return;
  throw new MarketError("unknown_symbol", message("market.no-venue", { symbol }));
}
