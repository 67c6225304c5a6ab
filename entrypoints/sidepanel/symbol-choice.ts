/** Which symbol the panel shows and which it asks for; pure. */

import { DEMO_SYMBOL } from "../../shared/protocol/price.ts";

/** What the panel asks for until the user has picked a symbol. */
export const FIRST_SYMBOL = "BTC-USD";

/** What the choice depends on. */
export interface ChoiceFacts {
  /** What the user picked, ever. */
  readonly picked: string | undefined;
  /** Whether `FIRST_SYMBOL` has been live since the panel opened. */
  readonly answered: boolean;
  /** Whether it was asked for in vain for `VENUE_PATIENCE_MS`. */
  readonly patienceOver: boolean;
}

export interface SymbolChoice {
  readonly shown: string;
  /** Every symbol to listen to, the shown one among them. */
  readonly asked: readonly string[];
  /** Why something else is shown than was asked for. */
  readonly note: string | undefined;
}

/** A picked symbol is never replaced; the first one gives way to the simulated market until it answers. */
export function chooseSymbol({ picked, answered, patienceOver }: ChoiceFacts): SymbolChoice {
  const wanted = picked ?? FIRST_SYMBOL;
  if (picked !== undefined || answered || !patienceOver) {
    return { shown: wanted, asked: [wanted], note: undefined };
  }
  return {
    shown: DEMO_SYMBOL,
    asked: [FIRST_SYMBOL, DEMO_SYMBOL],
    note: `${FIRST_SYMBOL} did not answer, so this is the simulated market. ${FIRST_SYMBOL} takes its place as soon as it is live.`,
  };
}
