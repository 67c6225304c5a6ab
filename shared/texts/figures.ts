/** Figures as people are shown them in their language, in pages and on terminals. */

import { language } from "./text.ts";

/** What is shown for a number or a time that is none. */
export const UNKNOWN_FIGURE = "?";

/** Decimal units, as file managers show them. */
const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte", "petabyte"] as const;
const STEP = 1_000;
/** From here on a speed is shown without a fraction: its last digit would only flicker. */
const WHOLE_FROM = 10_000_000;

/** A size: "2.9 MB". */
export function shownSize(bytes: number): string {
  return Number.isFinite(bytes) ? amount(bytes, "", 1) : UNKNOWN_FIGURE;
}

/** A speed: "61 MB/s". */
export function shownSpeed(bytesPerSecond: number): string {
  if (!Number.isFinite(bytesPerSecond)) return UNKNOWN_FIGURE;
  return amount(bytesPerSecond, "-per-second", bytesPerSecond >= WHOLE_FROM ? 0 : 1);
}

function amount(bytes: number, per: "" | "-per-second", maximumFractionDigits: number): string {
  let value = bytes;
  let power = 0;
  // What would be rounded up to a thousand belongs to the next unit.
  while (power < UNITS.length - 1 && Math.abs(Number(value.toFixed(maximumFractionDigits))) >= STEP) {
    value /= STEP;
    power += 1;
  }
  const format = new Intl.NumberFormat(language(), {
    style: "unit",
    unit: `${UNITS[power]}${per}`,
    // The short form of English and others writes single bytes out.
    unitDisplay: power === 0 ? "narrow" : "short",
    maximumFractionDigits,
  });
  // "500B" in some languages, where the other units have a space.
  return power === 0 ? format.format(value).replace(/(\d)(?=[A-Za-z])/, "$1 ") : format.format(value);
}

const MINUTE_S = 60;
const HOUR_S = 3_600;

/** How long something will take, as exactly as people want to know: "4 sec", "3 min", "2 hr, 10 min". */
export function shownDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return UNKNOWN_FIGURE;
  const format = new Intl.DurationFormat(language(), { style: "short" });
  if (seconds < MINUTE_S - 0.5) return format.format({ seconds: Math.max(1, Math.round(seconds)) });
  const minutes = Math.round(seconds / MINUTE_S);
  if (seconds < HOUR_S && minutes < 60) return format.format({ minutes });
  return format.format({ hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** Names after each other, as the language does it: "Inbox, Outbox". */
export function shownList(names: Iterable<string>): string {
  return new Intl.ListFormat(language(), { type: "conjunction", style: "narrow" }).format(names);
}
