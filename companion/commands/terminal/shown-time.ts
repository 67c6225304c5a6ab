/** A moment as people read it: how long ago, the time of day, or the date. */

import { UNKNOWN_FIGURE } from "../../../shared/texts/figures.ts";
import { language } from "../../../shared/texts/text.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** In a list on a terminal: "now", "2 min", "14:07", "yesterday 14:07", "Nov 3, 2026". */
export function shownTime(ms: number, nowMs = Date.now()): string {
  const at = new Date(ms);
  if (Number.isNaN(at.getTime())) return UNKNOWN_FIGURE;
  const ago = nowMs - ms;
  if (ago >= 0 && ago < MINUTE_MS) return inWords(0, "second");
  if (ago >= 0 && ago < HOUR_MS) return minutes(Math.floor(ago / MINUTE_MS));
  const daysAgo = dayOf(new Date(nowMs)) - dayOf(at);
  if (daysAgo === 0) return timeOfDay(at);
  if (daysAgo === 1) return `${inWords(-1, "day")} ${timeOfDay(at)}`;
  return at.toLocaleDateString(language(), { dateStyle: "medium" });
}

function timeOfDay(at: Date): string {
  return at.toLocaleTimeString(language(), { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

function minutes(count: number): string {
  return count.toLocaleString(language(), { style: "unit", unit: "minute", unitDisplay: "short" });
}

function inWords(count: number, unit: "second" | "day"): string {
  return new Intl.RelativeTimeFormat(language(), { numeric: "auto" }).format(count, unit);
}

/** Which day it is by the local calendar: a day's length is not always 24 hours. */
function dayOf(at: Date): number {
  return Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / 86_400_000;
}
