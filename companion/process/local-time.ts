/** A moment by the clock on the wall, whole and in the order of time. */

import { UNKNOWN_FIGURE } from "../../shared/texts/figures.ts";

/** `2026-11-28 14:07:09`; a question mark for what no date can hold. */
export function localTime(ms: number): string {
  const at = new Date(ms);
  if (Number.isNaN(at.getTime())) return UNKNOWN_FIGURE;
  const two = (part: number): string => String(part).padStart(2, "0");
  const date = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join("-");
  return `${date} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(":")}`;
}
