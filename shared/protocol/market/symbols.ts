/** The topic `symbols`: which symbols the venues trade. */

import { isFields, optionalTextField, textField } from "../fields.ts";
import { ProtocolError } from "../protocol-error.ts";

export const SYMBOLS_TOPIC = "symbols";
export const SymbolsEvent = {
  /** Client → companion: a `SymbolQuery`; answered by a `SymbolsFound`. */
  search: "search",
} as const;

export interface SymbolQuery {
  /** A part of a symbol or of a coin's name, in any case; empty for all. */
  readonly query: string;
  /** Only what this venue trades. */
  readonly venue: string | undefined;
}

/** A symbol, and the venues that trade it in the order they are asked. */
export interface FoundSymbol {
  readonly symbol: string;
  readonly venues: readonly string[];
}

export const MAX_QUERY_BYTES = 64;
/** How many symbols one answer holds. */
export const MAX_FOUND_SYMBOLS = 100;
const MAX_VENUE_BYTES = 64;

/** Reads a search. */
export function decodeSymbolQuery(payload: unknown): SymbolQuery {
  if (!isFields(payload)) throw new ProtocolError("malformed_frame", "A search must be a JSON object.");
  return {
    query: textField(payload, "query", MAX_QUERY_BYTES),
    venue: optionalTextField(payload, "venue", MAX_VENUE_BYTES),
  };
}

/** Reads the symbols of an answer; one that makes no sense is left out. */
export function decodeFoundSymbols(payload: unknown): readonly FoundSymbol[] {
  if (!isFields(payload) || !Array.isArray(payload.symbols)) {
    throw new ProtocolError("field_wrong", 'The field "symbols" must be a list.');
  }
  return payload.symbols.slice(0, MAX_FOUND_SYMBOLS).flatMap((item: unknown): FoundSymbol[] => {
    if (!isFields(item) || typeof item.symbol !== "string" || !Array.isArray(item.venues)) return [];
    return [{ symbol: item.symbol, venues: item.venues.filter((venue) => typeof venue === "string") }];
  });
}
