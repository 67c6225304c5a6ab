/** Names, speeds and times as people are shown them. */

import { shown } from "../../protocol/unseen.ts";
import { UNKNOWN_FIGURE } from "../../texts/figures.ts";
import { readersLocale } from "./language.ts";

/** A name whose invisible and direction-changing characters can be seen: `gpj.exe` must not look like `exe.jpg`. */
export function shownName(name: string): string {
  return shown(name);
}

const DAY_MS = 86_400_000;

/** A moment as ISO 8601, for reports. */
export function isoMoment(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? UNKNOWN_FIGURE : date.toISOString();
}

/** A time of today as a time, an older one as a date. */
export function shownTime(at: number, now: number = Date.now()): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return UNKNOWN_FIGURE;
  const isRecent = now - at < DAY_MS && date.getDate() === new Date(now).getDate();
  return isRecent
    ? date.toLocaleTimeString(readersLocale(), { hour: "2-digit", minute: "2-digit" })
    : date.toLocaleDateString(readersLocale(), { year: "numeric", month: "short", day: "numeric" });
}
