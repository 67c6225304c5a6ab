/** Prices, changes and spans as people are shown them, in their own way of writing numbers. */

import type { Bar } from "../../protocol/price.ts";
import { language } from "../../texts/text.ts";

/** What is shown where there is no price. */
export const NO_PRICE = "–";
/** More digits than this after the point are noise on a screen. */
const MAX_DECIMALS = 10;
/** How many of the last bars are looked at for decimals. */
const SAMPLED_BARS = 50;
/** From here on the digits after the point of a change are noise beside it. */
const WHOLE_FROM = 100;
/** As wide as a plus, where a language writes a hyphen for it. */
const MINUS = "−";
const CURRENCY_FORM = /^[A-Z]{3}$/;
const MINUTE_S = 60;
const HOUR_S = 3_600;
const DAY_S = 86_400;

/** The tag that numbers and times are written by: the browser's own where it speaks the language of the texts. */
export function readersLocale(): string {
  const [spoken, { languages }] = [language(), navigator];
  if (found?.spoken === spoken && found.languages === languages) return found.locale;
  const [base = spoken] = spoken.split("-");
  const locale = languages.find((tag) => tag.split("-")[0] === base) ?? spoken;
  found = { spoken, languages, locale };
  return locale;
}

/** The last answer, while what it depends on is the same: each figure asks. */
let found: { spoken: string; languages: readonly string[]; locale: string } | undefined;

/** A price with this many digits after the point: "64,012.50". */
export function shownPrice(price: number | string, decimals: number): string {
  const form = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return numbers(form).format(Number(price));
}

/** What was traded, as short as can be: "12.3K". */
export function shownVolume(volume: number): string {
  return numbers({ notation: "compact", maximumSignificantDigits: 3 }).format(volume);
}

/** How many digits follow the point of a symbol's prices: the venue's own, and no fewer than its currency has. */
export function priceDecimals(symbol: string, venueDecimals: number): number {
  const currency = symbol.split("-")[1] ?? "USD";
  if (!CURRENCY_FORM.test(currency)) return venueDecimals;
  const known = currencyDecimals.get(currency);
  if (known !== undefined) return Math.max(venueDecimals, known);
  const { minimumFractionDigits = 0 } = numbers({ style: "currency", currency }).resolvedOptions();
  currencyDecimals.set(currency, minimumFractionDigits);
  return Math.max(venueDecimals, minimumFractionDigits);
}

/** Of each currency, the same in every language. */
const currencyDecimals = new Map<string, number>();

const PERCENT: Intl.NumberFormatOptions = {
  style: "percent",
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
};

/** A change between two prices. The direction is told by a sign as well, never by colour alone. */
export interface PriceChange {
  readonly direction: "up" | "down" | "none";
  /** Without a sign: "0.42%". */
  readonly percent: string;
  /** With one: "+0.42%". */
  readonly signedPercent: string;
  /** With its sign: "+268". */
  readonly amount: string;
}

/** The change from `before` to `now`, both prices above zero. */
export function changeBetween(before: number, now: number, decimals: number): PriceChange {
  const change = now - before;
  const digits = Math.abs(change) >= WHOLE_FROM ? 0 : decimals;
  return {
    direction: change > 0 ? "up" : change < 0 ? "down" : "none",
    percent: numbers(PERCENT).format(Math.abs(change / before)),
    signedPercent: numbers({ ...PERCENT, signDisplay: "exceptZero" })
      .format(change / before)
      .replace("-", MINUS),
    amount: numbers({
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      signDisplay: "exceptZero",
    })
      .format(change)
      .replace("-", MINUS),
  };
}

/** A span in its largest fitting unit: "24h", "35m", "6d". */
export function shownSpan(seconds: number): string {
  if (seconds > 2 * DAY_S) return inUnit(seconds / DAY_S, "day");
  if (seconds >= 2 * HOUR_S) return inUnit(seconds / HOUR_S, "hour");
  return inUnit(Math.max(1, seconds / MINUTE_S), "minute");
}

/** How long ago something was, in its largest unit: "12s", "3m", "2h". */
export function shownAge(ms: number): string {
  const seconds = Math.max(0, ms / 1000);
  return seconds < MINUTE_S ? inUnit(seconds, "second") : shownSpan(seconds);
}

/** When something was: a time of the last day as a time, an older one as a date. */
export function shownMoment(atMs: number, nowMs: number = Date.now()): string {
  const isRecent = nowMs - atMs < DAY_S * 1000;
  const form: Intl.DateTimeFormatOptions = isRecent
    ? { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }
    : { dateStyle: "medium" };
  return new Date(atMs).toLocaleString(readersLocale(), form);
}

/** How many digits follow the point of a decimal text. */
export function decimalsOf(price: string): number {
  const point = price.indexOf(".");
  return point < 0 ? 0 : Math.min(MAX_DECIMALS, price.length - point - 1);
}

/** How many decimals the last bars need: what is gone by before the first tick. */
export function decimalsOfBars(bars: readonly Bar[]): number {
  return Math.max(0, ...bars.slice(-SAMPLED_BARS).map((bar) => decimalsOf(trimmed(bar[4]))));
}

/** Without exponent and without trailing zeros. */
function trimmed(price: number): string {
  const digits = price.toFixed(MAX_DECIMALS);
  let end = digits.length;
  while (digits[end - 1] === "0") end -= 1;
  return digits.slice(0, digits[end - 1] === "." ? end - 1 : end);
}

function inUnit(count: number, unit: "day" | "hour" | "minute" | "second"): string {
  return numbers({ style: "unit", unit, unitDisplay: "narrow" }).format(Math.floor(count));
}

// Making a formatter costs a hundred times its use, and an axis is labelled anew with every frame.
const made = new Map<string, Intl.NumberFormat>();

function numbers(form: Intl.NumberFormatOptions): Intl.NumberFormat {
  const locale = readersLocale();
  const key = JSON.stringify([locale, form]);
  const known = made.get(key) ?? new Intl.NumberFormat(locale, form);
  made.set(key, known);
  return known;
}
