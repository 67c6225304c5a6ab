/** Prices on the wire: the topic `price:SYMBOL`, its events, and the checked forms of what they carry. */

import { type Fields, isFields, optionalTextField, textField } from "./fields.ts";
import { MAX_BARS } from "./limits.ts";
import { ProtocolError } from "./protocol-error.ts";
import type { Said } from "./said.ts";

/** The lengths of a bar, in seconds, shortest first. */
export const RESOLUTIONS = [1, 60, 300, 900, 3600, 14_400, 86_400] as const;
export type Resolution = (typeof RESOLUTIONS)[number];
/** What a join without `resolutionSeconds` gets. */
export const DEFAULT_RESOLUTION: Resolution = 60;

declare const utcSecondsMark: unique symbol;
/** Whole seconds since 1970 in UTC: a bar's start. Milliseconds in its place would break a chart for good. */
export type UtcSeconds = number & { readonly [utcSecondsMark]: true };

/** Start, open, high, low, close, volume. Every bar covers `[start, start + resolution)`. */
export type Bar = readonly [
  time: UtcSeconds,
  open: number,
  high: number,
  low: number,
  close: number,
  volume: number,
];

/** One trade's price as the venue wrote it. */
export interface Tick {
  readonly price: string;
  /** The exchange's own time of the trade, in milliseconds since 1970. */
  readonly time: number;
  readonly venue: string;
  /** The bar this trade fell into, so that a listener who skipped ticks still has its true high and low. */
  readonly bar?: Bar;
}

export const FEED_STATES = ["live", "stale", "connecting", "blocked"] as const;
export type FeedState = (typeof FEED_STATES)[number];

/** How trustworthy the newest price is, and in one sentence why. */
export interface FeedStatus {
  readonly state: FeedState;
  /** In English. */
  readonly detail: string;
  /** The same as a code of the catalogue; older companions do not say it. */
  readonly said?: Said | undefined;
  /** How long from when this is sent until the venue is dialled again, in milliseconds; only while that is waited for. */
  readonly retryInMs?: number | undefined;
}

/** What a join's reply holds. */
export interface PriceHistory {
  readonly symbol: string;
  readonly venue: string;
  /** What people call the venue; older companions do not say. */
  readonly venueLabel: string | undefined;
  readonly simulated: boolean;
  readonly resolutionSeconds: Resolution;
  /** Strictly ascending by time, the last one still open as a rule, at most `MAX_BARS`. */
  readonly bars: readonly Bar[];
}

export const PRICE_TOPIC_PREFIX = "price:";

/** Companion → listener. */
export const PriceEvent = {
  /** A `Tick`; of several within a moment only the newest. */
  tick: "tick",
  /** A `FeedStatus`, once after the join and at every change. */
  status: "status",
  /** `{"bars":[…]}`: finished, amended or late-fetched bars, each replacing the one of the same time. */
  bars: "bars",
} as const;

/** The simulated market built into the companion. */
export const DEMO_SYMBOL = "DEMO";
const SYMBOL_FORM = /^[A-Z0-9]{1,16}-[A-Z0-9]{1,16}$/;
export const SYMBOL_SENTENCE = `A symbol is written like BTC-USD, or ${DEMO_SYMBOL} for the simulated market.`;

/** Positive, without sign or exponent: at most 18 digits either side of the point. */
const DECIMAL_FORM = /^(?:0|[1-9]\d{0,17})(?:\.\d{1,18})?$/;
/** Year 9999: beyond it a number is not seconds, but milliseconds or noise. */
const LAST_UTC_SECOND = 253_402_300_799;
const LAST_UTC_MS = LAST_UTC_SECOND * 1000;
const MAX_VENUE_BYTES = 64;
const MAX_PRICE_BYTES = 40;
/** As many digits as a decimal on this wire may have in front of the point. */
const MAX_PRICE = 1e18;
/** A day's sum of such sizes, with room; a chart can't count much further. */
const MAX_VOLUME = 1e24;

/** Checks a symbol's form, not whether any venue trades it. */
export function isSymbol(text: string): boolean {
  return text === DEMO_SYMBOL || SYMBOL_FORM.test(text);
}

/** What a person has typed, as a symbol is written: small letters are as good, and a coin alone is meant in dollars. */
export function completedSymbol(typed: string): string {
  const symbol = typed.trim().toUpperCase();
  const inDollars = `${symbol}-USD`;
  return symbol !== DEMO_SYMBOL && isSymbol(inDollars) ? inDollars : symbol;
}

/** Checks as `isSymbol` does; throws on a malformed one. */
export function parseSymbol(text: string): string {
  if (isSymbol(text)) return text;
  throw new ProtocolError("field_wrong", SYMBOL_SENTENCE);
}

/** The topic of one symbol. Throws on a malformed symbol. */
export function priceTopic(symbol: string): string {
  return PRICE_TOPIC_PREFIX + parseSymbol(symbol);
}

/** The symbol of a topic. Throws on any other topic and on a malformed symbol. */
export function parsePriceTopic(topic: string): string {
  if (!topic.startsWith(PRICE_TOPIC_PREFIX)) {
    throw new ProtocolError("unknown_word", `"${topic.slice(0, 64)}" is not a price topic.`);
  }
  return parseSymbol(topic.slice(PRICE_TOPIC_PREFIX.length));
}

/** Whether a text is a price or a size as this wire writes it: a positive decimal. */
export function isDecimal(text: string): boolean {
  return DECIMAL_FORM.test(text) && /[1-9]/.test(text);
}

/** Marks a number as seconds since 1970; throws on fractions, negatives and milliseconds. */
export function utcSeconds(value: number): UtcSeconds {
  if (!isUtcSeconds(value)) {
    throw new ProtocolError("field_wrong", "A bar's time must be whole seconds since 1970.");
  }
  return value;
}

/** The start of the bar that a moment falls into; the one place where milliseconds become seconds. */
export function barStart(timeMs: number, resolution: Resolution): UtcSeconds {
  return utcSeconds(Math.floor(timeMs / 1000 / resolution) * resolution);
}

/** Reads a join's payload: `{"resolutionSeconds":…}`, one of `RESOLUTIONS`; 60 when absent. */
export function decodePriceJoin(payload: unknown): Resolution {
  const fields = object(payload, "A price join's payload");
  const { resolutionSeconds } = fields;
  return resolutionSeconds === undefined ? DEFAULT_RESOLUTION : resolutionField(fields);
}

/** Reads a join's reply. */
export function decodePriceHistory(payload: unknown): PriceHistory {
  const fields = object(payload, "A price history");
  const { simulated } = fields;
  if (typeof simulated !== "boolean") {
    throw new ProtocolError("field_wrong", 'The field "simulated" must be true or false.');
  }
  return {
    symbol: parseSymbol(textField(fields, "symbol", MAX_VENUE_BYTES)),
    venue: textField(fields, "venue", MAX_VENUE_BYTES),
    venueLabel: optionalTextField(fields, "venueLabel", MAX_VENUE_BYTES),
    simulated,
    resolutionSeconds: resolutionField(fields),
    bars: barList(fields),
  };
}

/** Reads a `tick`. */
export function decodeTick(payload: unknown): Tick {
  const fields = object(payload, "A tick");
  const price = textField(fields, "price", MAX_PRICE_BYTES);
  if (!isDecimal(price)) {
    throw new ProtocolError("field_wrong", 'The field "price" must be a positive decimal, as a text.');
  }
  const { time, bar } = fields;
  if (typeof time !== "number" || !(time >= 0 && time <= LAST_UTC_MS)) {
    throw new ProtocolError("field_wrong", 'The field "time" must be milliseconds since 1970.');
  }
  const tick = { price, time, venue: textField(fields, "venue", MAX_VENUE_BYTES) };
  return bar === undefined ? tick : { ...tick, bar: decodeBar(bar) };
}

/** Reads a `bars` event. */
export function decodeBars(payload: unknown): readonly Bar[] {
  return barList(object(payload, "A list of bars"));
}

function barList(fields: Fields): readonly Bar[] {
  const { bars: list } = fields;
  if (!Array.isArray(list)) throw new ProtocolError("field_wrong", 'The field "bars" must be a list.');
  if (list.length > MAX_BARS) {
    throw new ProtocolError(
      "field_too_large",
      `The field "bars" has ${list.length} bars; at most ${MAX_BARS} are allowed.`,
    );
  }
  let before = -1;
  return list.map((item: unknown) => {
    const bar = decodeBar(item);
    if (bar[0] <= before) throw new ProtocolError("field_wrong", "Bars must ascend by time.");
    before = bar[0];
    return bar;
  });
}

/** Reads one bar: six finite numbers that agree with each other; throws `ProtocolError` for anything else. */
export function decodeBar(value: unknown): Bar {
  if (!Array.isArray(value) || value.length !== 6 || !value.every((item) => Number.isFinite(item))) {
    throw new ProtocolError("field_wrong", "A bar must be six finite numbers.");
  }
  const [time, open, high, low, close, volume] = value as [number, number, number, number, number, number];
  if (low <= 0 || volume < 0 || low > Math.min(open, close) || high < Math.max(open, close)) {
    throw new ProtocolError("field_wrong", "A bar's low, high and volume must agree with its prices.");
  }
  if (high > MAX_PRICE || volume > MAX_VOLUME)
    throw new ProtocolError(
      "field_wrong",
      `A bar's prices are at most ${MAX_PRICE}, its volume ${MAX_VOLUME}.`,
    );
  return [utcSeconds(time), open, high, low, close, volume];
}

function resolutionField(fields: Fields): Resolution {
  const { resolutionSeconds } = fields;
  const resolution = RESOLUTIONS.find((candidate) => candidate === resolutionSeconds);
  if (resolution === undefined) {
    throw new ProtocolError(
      "field_wrong",
      `The field "resolutionSeconds" must be one of ${RESOLUTIONS.join(", ")}.`,
    );
  }
  return resolution;
}

function object(payload: unknown, what: string): Fields {
  if (!isFields(payload)) throw new ProtocolError("malformed_frame", `${what} must be a JSON object.`);
  return payload;
}

function isUtcSeconds(value: number): value is UtcSeconds {
  return Number.isSafeInteger(value) && value >= 0 && value <= LAST_UTC_SECOND;
}
