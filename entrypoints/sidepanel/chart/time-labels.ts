/** Times on the chart, in the viewer's time zone; days in UTC, for a day's bar is a UTC day; pure. */

import { readersLocale } from "../../../shared/extension/prices/figures.ts";
import type { Resolution } from "../../../shared/protocol/price.ts";

const DAY_SECONDS = 86_400;

/** How coarse a mark on the time axis is. */
export const MarkKind = { year: 0, month: 1, day: 2, time: 3, seconds: 4 } as const;

/** Where and how the viewer reads times; tests name theirs. */
export interface Reader {
  readonly locale?: string;
  readonly timeZone?: string;
}

const FORMS: Readonly<Record<number, Intl.DateTimeFormatOptions>> = {
  [MarkKind.year]: { year: "numeric" },
  [MarkKind.month]: { month: "short" },
  [MarkKind.day]: { day: "numeric", month: "short" },
  [MarkKind.time]: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  [MarkKind.seconds]: { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
};

/** A short label on the time axis. */
export function markLabel(
  seconds: number,
  kind: number,
  resolution: Resolution,
  reader: Reader = {},
): string {
  return label(seconds, FORMS[kind] ?? {}, resolution, reader);
}

/** A full label: under the crosshair, and in the chart's description. */
export function fullLabel(seconds: number, resolution: Resolution, reader: Reader = {}): string {
  const date = { day: "numeric", month: "short", year: "numeric" } as const;
  if (resolution === DAY_SECONDS) return label(seconds, date, resolution, reader);
  const time = FORMS[resolution === 1 ? MarkKind.seconds : MarkKind.time];
  return label(seconds, { ...date, ...time }, resolution, reader);
}

/** A label in the chart's legend: without the year where the day says enough. */
export function pointLabel(seconds: number, resolution: Resolution, reader: Reader = {}): string {
  if (resolution === DAY_SECONDS) return fullLabel(seconds, resolution, reader);
  const time = FORMS[resolution === 1 ? MarkKind.seconds : MarkKind.time];
  return label(seconds, { ...FORMS[MarkKind.day], ...time }, resolution, reader);
}

/** A label that covers as little of the axis as can be: the chart's legend has the rest. */
export function tagLabel(seconds: number, resolution: Resolution, reader: Reader = {}): string {
  const kind =
    resolution === DAY_SECONDS ? MarkKind.day : resolution === 1 ? MarkKind.seconds : MarkKind.time;
  return label(seconds, FORMS[kind] ?? {}, resolution, reader);
}

function label(
  seconds: number,
  form: Intl.DateTimeFormatOptions,
  resolution: Resolution,
  reader: Reader,
): string {
  const timeZone = resolution === DAY_SECONDS ? "UTC" : reader.timeZone;
  const zoned = timeZone === undefined ? form : { ...form, timeZone };
  return formatter(reader.locale ?? readersLocale(), zoned).format(seconds * 1000);
}

// Making a formatter costs a hundred times its use, and an axis is labelled anew with every frame.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: string, form: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, form]);
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(locale, form);
  formatters.set(key, known);
  return known;
}
