/** How much memory a process holds, as the system counts it. */

import { readFileSync } from "node:fs";

/** The resident set in MiB; the peak since the last `resetPeak` with `peak`. */
export function residentMiB(pid: number, peak = false): number {
  const field = peak ? "VmHWM" : "VmRSS";
  const line = readFileSync(`/proc/${pid}/status`, "utf8")
    .split("\n")
    .find((candidate) => candidate.startsWith(`${field}:`));
  return Number(line?.replace(/\D/g, "")) / 1024;
}
