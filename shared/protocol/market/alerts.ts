/** The topic `alerts`: what the companion watches prices for, kept and judged there. */

import { choiceField, type Fields, integerField, isFields, textField } from "../fields.ts";
import { isDecimal, parseSymbol } from "../price.ts";
import { ProtocolError } from "../protocol-error.ts";

export const ALERTS_TOPIC = "alerts";
export const AlertsEvent = {
  /** Client → companion: an `AlertWish`; answered by the `PriceAlert`. */
  add: "add",
  /** Client → companion: `{"id","price"}` or `{"id","percent"}`: another mark, waiting anew; answered by the `PriceAlert`. */
  change: "change",
  /** Client → companion: `{"id"}`, or the beginning of one; answered by `{"id"}`. */
  remove: "remove",
  /** Client → companion: `{"id"}` of an alert that its user was told of; answered by the `PriceAlert`. */
  seen: "seen",
  /** Companion → all: `{"alerts":[…]}`, all there are, at every change. */
  alerts: "alerts",
  /** Companion → all: a `PriceAlert` that has just fired. */
  fired: "fired",
} as const;

export const ALERT_KINDS = ["above", "below", "change"] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];
export const ALERT_STATES = ["waiting", "fired"] as const;

/** What is wanted: a price for `above` and `below`, a percentage and a time for `change`. */
export interface AlertWish {
  readonly symbol: string;
  readonly kind: AlertKind;
  readonly price?: string;
  /** A positive decimal; up or down by it. */
  readonly percent?: string;
  readonly withinSeconds?: number;
  /** Whether it waits again after it has fired. */
  readonly repeats: boolean;
}

export interface PriceAlert extends AlertWish {
  readonly id: string;
  readonly state: (typeof ALERT_STATES)[number];
  readonly createdAt: number;
  /** The last time it fired, by the exchange's clock, at which price and where. */
  readonly firedAt?: number;
  readonly firedPrice?: string;
  readonly venue?: string;
  /** Whether somebody was told of it. */
  readonly seen: boolean;
  /** `false` where it has fired, repeats, and its price has not yet gone back far enough to wait again. */
  readonly armed?: false;
}

export const MAX_ALERTS = 200;
/** A time in which a change is looked for: a minute to a week. */
export const MIN_WITHIN_SECONDS = 60;
export const MAX_WITHIN_SECONDS = 7 * 86_400;
export const MAX_ALERT_ID_BYTES = 64;
const MAX_DECIMAL_BYTES = 40;
const MAX_SYMBOL_BYTES = 64;
const MAX_VENUE_BYTES = 64;
/** Beyond this nothing on a chart is meant. */
const MAX_PERCENT = 1_000_000;
const MAX_MS = 8.64e15;

/** Reads what a client wants to be told of. */
export function decodeAlertWish(payload: unknown): AlertWish {
  const fields = object(payload);
  const kind = choiceField(fields, "kind", ALERT_KINDS);
  const symbol = parseSymbol(textField(fields, "symbol", MAX_SYMBOL_BYTES));
  const repeats = fields.repeats === true;
  if (kind !== "change") return { symbol, kind, price: decimalField(fields, "price"), repeats };
  const withinSeconds = integerField(fields, "withinSeconds", MIN_WITHIN_SECONDS, MAX_WITHIN_SECONDS);
  return { symbol, kind, percent: percentField(fields), withinSeconds, repeats };
}

/** Reads an alert. */
export function decodeAlert(payload: unknown): PriceAlert {
  const fields = object(payload);
  const { firedAt } = fields;
  return {
    ...decodeAlertWish(payload),
    id: textField(fields, "id", MAX_ALERT_ID_BYTES),
    state: choiceField(fields, "state", ALERT_STATES),
    createdAt: integerField(fields, "createdAt", 0, MAX_MS),
    seen: fields.seen === true,
    ...(fields.armed === false && { armed: false }),
    ...(firedAt !== undefined && {
      firedAt: integerField(fields, "firedAt", 0, MAX_MS),
      firedPrice: decimalField(fields, "firedPrice"),
      venue: textField(fields, "venue", MAX_VENUE_BYTES),
    }),
  };
}

/** Reads a list of alerts. */
export function decodeAlerts(payload: unknown): readonly PriceAlert[] {
  const { alerts } = object(payload);
  if (!Array.isArray(alerts) || alerts.length > MAX_ALERTS) {
    throw new ProtocolError(
      "field_wrong",
      `The field "alerts" must be a list of at most ${MAX_ALERTS} alerts.`,
    );
  }
  return alerts.map(decodeAlert);
}

/** A price as the wire has it: a positive decimal. */
export function decimalField(fields: Fields, name: string): string {
  const decimal = textField(fields, name, MAX_DECIMAL_BYTES);
  if (isDecimal(decimal)) return decimal;
  throw new ProtocolError("field_wrong", `The field "${name}" must be a positive decimal, as a text.`);
}

/** A change as the wire has it: a positive decimal of percents. */
export function percentField(fields: Fields): string {
  const percent = decimalField(fields, "percent");
  if (Number(percent) <= MAX_PERCENT) return percent;
  throw new ProtocolError("field_wrong", `The field "percent" is at most ${MAX_PERCENT}.`);
}

function object(payload: unknown): Fields {
  if (!isFields(payload)) throw new ProtocolError("malformed_frame", "An alert must be a JSON object.");
  return payload;
}
