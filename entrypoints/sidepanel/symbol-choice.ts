/** Which symbol the panel is for, which it shows, and which it asks for; pure. */

import { DEMO_SYMBOL } from "../../shared/protocol/price.ts";

/** What the panel asks for until the user has picked a symbol. */
export const FIRST_SYMBOL = "BTC-USD";

/** What the choice depends on. */
export interface ChoiceFacts {
  /** What the user picked, ever. */
  readonly picked: string | undefined;
  /** Whether the wanted symbol has been live since the panel opened, or since it was picked. */
  readonly hasAnswered: boolean;
  /** Whether `FIRST_SYMBOL` was asked for in vain for `VENUE_PATIENCE_MS`. */
  readonly isPatienceOver: boolean;
  /** Whether the user wants to see the simulated market until the wanted symbol answers. */
  readonly wantsStandIn: boolean;
}

export const NOTHING_KNOWN: ChoiceFacts = {
  picked: undefined,
  hasAnswered: false,
  isPatienceOver: false,
  wantsStandIn: false,
};

export interface SymbolChoice {
  /** What the user wants to see: it stays chosen whatever stands in for it. */
  readonly wanted: string;
  /** The same, or the simulated market in its place. */
  readonly shown: string;
  /** Every symbol to listen to, the wanted and the shown one among them. */
  readonly asked: readonly string[];
}

/** A picked symbol is never replaced unasked; the first one gives way to the simulated market until it answers. */
export function chooseSymbol(facts: ChoiceFacts): SymbolChoice {
  const { picked, hasAnswered, isPatienceOver, wantsStandIn } = facts;
  const wanted = picked ?? FIRST_SYMBOL;
  const isUnanswered = picked === undefined && !hasAnswered && isPatienceOver;
  if (wanted === DEMO_SYMBOL || !(isUnanswered || wantsStandIn)) {
    return { wanted, shown: wanted, asked: [wanted] };
  }
  return { wanted, shown: DEMO_SYMBOL, asked: [wanted, DEMO_SYMBOL] };
}

/** Calls once after a while; the returned function cancels it. */
export function afterTimeout(delayMs: number, run: () => void): () => void {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
}
