/** The symbols that are offered, and what somebody means who types only a part of one; pure. */

import { DEMO_SYMBOL, isSymbol } from "../../shared/protocol/price.ts";

/** A symbol that is offered without having been typed, and the name people know it by. */
export interface KnownSymbol {
  readonly symbol: string;
  readonly name: string;
}

/** Proper names: they are the same in every language. */
const NAMES: Readonly<Record<string, string>> = {
  BTC: "Bitcoin",
  ETH: "Ethereum",
  SOL: "Solana",
  XRP: "XRP",
  DOGE: "Dogecoin",
  ADA: "Cardano",
  AVAX: "Avalanche",
  LINK: "Chainlink",
  LTC: "Litecoin",
  DOT: "Polkadot",
  BCH: "Bitcoin Cash",
};
const OFFERED: readonly string[] = [
  ...Object.keys(NAMES).map((base) => `${base}-USD`),
  ...["BTC-EUR", "ETH-EUR", "SOL-EUR", "BTC-GBP", "ETH-BTC", DEMO_SYMBOL],
];
/** What a price is told in where only the other half was typed; also how a text without a dash is parted. */
const CURRENCIES = ["USD", "EUR", "GBP", "USDT", "USDC", "JPY", "BTC", "ETH"];
const PARTINGS = /[\s/_.:]+/g;

/** What people call a symbol's first half; empty where no name is known. */
export function nameOf(symbol: string): string {
  return NAMES[symbol.split("-")[0] ?? ""] ?? "";
}

/** Completes what was typed: "btc" is BTC-USD, "etheur" ETH-EUR, "bitcoin" BTC-USD. `undefined` where it is no symbol. */
export function completed(typed: string): string | undefined {
  const word = typed.trim().toUpperCase().replace(PARTINGS, "-");
  const named = Object.entries(NAMES).find(([, name]) => name.toUpperCase() === word.replaceAll("-", " "));
  if (named) return `${named[0]}-USD`;
  if (isSymbol(word)) return word;
  const currency = CURRENCIES.find((end) => word.endsWith(end) && word.length > end.length);
  const whole = currency ? `${word.slice(0, -currency.length)}-${currency}` : `${word}-USD`;
  return isSymbol(whole) ? whole : undefined;
}

/** The offered symbols that fit what was typed so far, those of the user first. */
export function suggested(typed: string, own: readonly string[]): readonly string[] {
  const word = typed.trim().toUpperCase().replace(PARTINGS, "-");
  const all = [...new Set([...own, ...OFFERED])];
  if (word === "") return all;
  const begins = (text: string): boolean => text.toUpperCase().startsWith(word);
  const fits = (symbol: string): boolean => begins(symbol) || begins(nameOf(symbol));
  return all.filter(fits);
}
