/** Names and sizes as people are shown them. */

import { filesize } from "filesize";

/** A name whose invisible and direction-changing characters can be seen: `gpj.exe` must not look like `exe.jpg`. */
export function shownName(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "\u{FFFD}");
}

/** A size in decimal units, as file managers show it. */
export function shownSize(bytes: number): string {
  return filesize(bytes, { base: 10, round: 1 });
}

/** From here on a speed is shown without a fraction: its last digit would only flicker. */
const WHOLE_FROM = 10_000_000;

/** A speed: "61 MB/s". */
export function shownSpeed(bytesPerSecond: number): string {
  const round = bytesPerSecond >= WHOLE_FROM ? 0 : 1;
  return `${filesize(bytesPerSecond, { base: 10, round })}/s`;
}

const MINUTE_S = 60;
const HOUR_S = 3_600;

/** How long something will take: "4 s", "3 min", "2 h 10 min". */
export function shownDuration(seconds: number): string {
  if (seconds < MINUTE_S) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < HOUR_S) return `${Math.round(seconds / MINUTE_S)} min`;
  const minutes = Math.round(seconds / MINUTE_S);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const DAY_MS = 86_400_000;

/** A time of today as a time, an older one as a date. */
export function shownTime(at: number, now: number = Date.now()): string {
  const date = new Date(at);
  const isRecent = now - at < DAY_MS && date.getDate() === new Date(now).getDate();
  return isRecent
    ? date.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })
    : date.toLocaleDateString([], { year: "numeric", month: "short", day: "numeric" });
}
