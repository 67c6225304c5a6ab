/** What several venues' frames are made of: exact numbers, moments in every unit, symbols in other spellings. */

import * as v from "valibot";
import { type Bar, isDecimal, isSymbol } from "../../../shared/protocol/price.ts";
import { barsFromRows, type CandleRow, jsonOf, noCandles } from "./candle-rows.ts";

/** As many digits after the point as the wire has; a venue's further ones are cut. */
const MAX_FRACTION_DIGITS = 18;
/** Longer than any number that is meant as a price. */
const MAX_NUMBER_CHARACTERS = 64;

/** JSON whose numbers are left as the texts they were written in: a double has lost what follows its 17th digit. */
export function exactJsonOf(text: string): unknown {
  try {
    return JSON.parse(text, (_key: string, value: unknown, context?: { readonly source?: string }) =>
      typeof value === "number" ? (context?.source ?? String(value)) : value,
    );
  } catch {
    return undefined;
  }
}

/** A number's text as a plain positive decimal of the wire, without exponent; `undefined` where it is none. */
export function plainDecimal(text: string): string | undefined {
  if (text.length > MAX_NUMBER_CHARACTERS) return undefined;
  const [mantissa = "", exponent = "0", ...more] = text.toLowerCase().split("e");
  const [whole = "", fraction = "", ...rest] = mantissa.split(".");
  const isNumber = more.length === 0 && rest.length === 0 && /^[+-]?\d{1,2}$/.test(exponent);
  if (!isNumber || !/^\d{1,64}$/.test(whole) || !/^\d{0,64}$/.test(fraction)) return undefined;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  const at = Math.max(point, 0);
  const padded = digits.padStart(digits.length + Math.max(0, -point), "0").padEnd(at, "0");
  const left = withoutLeadingZeros(padded.slice(0, at));
  const right = padded.slice(at, at + MAX_FRACTION_DIGITS);
  const decimal = right === "" ? left : `${left}.${right}`;
  return isDecimal(decimal) ? decimal : undefined;
}

function withoutLeadingZeros(digits: string): string {
  const first = [...digits].findIndex((digit) => digit !== "0");
  return first < 0 ? "0" : digits.slice(first);
}

/** A price or a size that was written as a number; the JSON must be read by `exactJsonOf`. */
export const exactDecimal = v.pipe(
  v.string(),
  v.transform(plainDecimal),
  v.check((text) => text !== undefined),
  v.transform((text) => text ?? ""),
);
/** A price or a size that was written as a text: no venue writes an exponent there. */
export const decimal = v.pipe(v.string(), v.regex(/^[0-9.]{1,64}$/), exactDecimal);
export const symbolText = v.pipe(v.string(), v.check(isSymbol));
/** A number that counts trades, also written as a text. */
export const tradeNumber = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,16}$/), v.transform(Number))]),
  v.safeInteger(),
  v.minValue(0),
);

/** `2014-11-07T08:19:28.464459Z`; `Date.parse` alone would take "1" or "March" for a date too. */
export function isoMs(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/.test(text)) return undefined;
  const ms = Date.parse(text);
  return Number.isFinite(ms) ? ms : undefined;
}

/** A moment in seconds, milli-, micro- or nanoseconds, told by its size: as each of them lies a factor 1,000 apart. */
export function epochMs(value: number): number | undefined {
  if (!Number.isFinite(value) || value <= 0) return undefined;
  let ms = value * 1000;
  // 1e14 ms is the year 5138: what is larger is in a smaller unit.
  while (ms > 1e14) ms /= 1000;
  return Math.floor(ms);
}

/** `BTCUSDT` as `BTC-USDT`, by the quote currencies that a venue has, the longest first. */
export function splitPair(pair: string, quotes: readonly string[]): string | undefined {
  const upper = pair.toUpperCase();
  const quote = quotes.find((candidate) => upper.endsWith(candidate) && upper.length > candidate.length);
  const symbol = quote && `${upper.slice(0, -quote.length)}-${quote}`;
  return symbol !== undefined && isSymbol(symbol) ? symbol : undefined;
}

/** The two halves of a symbol. */
export function halvesOf(symbol: string): readonly [base: string, quote: string] {
  const dash = symbol.indexOf("-");
  return [symbol.slice(0, dash), symbol.slice(dash + 1)];
}

/** The bars in a reply whose rows are in a list; rows that are none are left out. */
export function candlesIn(
  text: string,
  label: string,
  listIn: (body: unknown) => unknown,
  rowOf: (item: unknown) => CandleRow | undefined,
): readonly Bar[] {
  const list = listIn(jsonOf(text));
  if (!Array.isArray(list)) throw noCandles(label, text);
  return barsFromRows(
    list.flatMap((item: unknown): CandleRow[] => {
      const row = rowOf(item);
      return row ? [row] : [];
    }),
  );
}

/** The symbols of a reply's list; nothing where there is none. */
export function symbolsIn(
  text: string,
  listIn: (body: unknown) => unknown,
  symbolOf: (item: unknown) => string | undefined,
): readonly string[] {
  const list = listIn(jsonOf(text));
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown): string[] => {
    const symbol = symbolOf(item);
    return symbol !== undefined && isSymbol(symbol) ? [symbol] : [];
  });
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** A field of something, where it has it. */
export function field(value: unknown, name: string | number): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
