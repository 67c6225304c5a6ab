/** Moments as a list shows them: the newest by their age, those of a day by the clock, older ones by their date. */

import type { Heading } from "../../../shared/extension/lists/layouts.ts";
import { UNKNOWN_FIGURE } from "../../../shared/texts/figures.ts";
import { language, text } from "../../../shared/texts/text.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** How far back days are called by their names. */
const WEEK_MS = 6 * DAY_MS;

/** "just now", "2 min", "14:07", "3 Nov". */
export function shownWhen(at: number, now: number): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return UNKNOWN_FIGURE;
  const age = now - at;
  // The computer's clock and that of this look are the same, but not to the millisecond.
  if (Math.abs(age) < MINUTE_MS) return text("when.just-now");
  if (age >= 0 && age < HOUR_MS)
    return Math.floor(age / MINUTE_MS).toLocaleString(language(), {
      style: "unit",
      unit: "minute",
      unitDisplay: "short",
    });
  if (age >= 0 && age < WEEK_MS)
    return date.toLocaleTimeString(language(), { hour: "numeric", minute: "2-digit" });
  const isThisYear = date.getFullYear() === new Date(now).getFullYear();
  return date.toLocaleDateString(language(), {
    day: "numeric",
    month: "short",
    ...(!isThisYear && { year: "numeric" }),
  });
}

/** The whole moment, for who points at it. */
export function exactWhen(at: number): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return UNKNOWN_FIGURE;
  return date.toLocaleString(language(), { dateStyle: "full", timeStyle: "short" });
}

/** What a heading says: "today", "Tuesday", "November 2026". */
export function headingText(heading: Heading, now: number): string {
  if (heading === "needs") return text("popup.needs-you");
  if (heading === "running") return text("popup.under-way");
  const [kind = "", from = "0"] = heading.split(" ");
  const date = new Date(Number(from));
  if (kind === "month") {
    if (date.getTime() === 0) return text("popup.older");
    return date.toLocaleDateString(language(), { month: "long", year: "numeric" });
  }
  const days = Math.round((startOfDay(now) - date.getTime()) / DAY_MS);
  if (days <= 1) return new Intl.RelativeTimeFormat(language(), { numeric: "auto" }).format(-days, "day");
  return date.toLocaleDateString(language(), { weekday: "long" });
}

function startOfDay(now: number): number {
  return new Date(now).setHours(0, 0, 0, 0);
}
