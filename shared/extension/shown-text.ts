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

const DAY_MS = 86_400_000;

/** A time of today as a time, an older one as a date. */
export function shownTime(at: number, now: number = Date.now()): string {
  const date = new Date(at);
  const isRecent = now - at < DAY_MS && date.getDate() === new Date(now).getDate();
  return isRecent
    ? date.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })
    : date.toLocaleDateString([], { year: "numeric", month: "short", day: "numeric" });
}
