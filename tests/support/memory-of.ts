/** How much memory a process holds, as the system counts it. */

import { readFileSync, writeFileSync } from "node:fs";

/** The resident set in MiB; the peak since the last `resetPeak` with `peak`. */
export function residentMiB(pid: number, peak = false): number {
  const field = peak ? "VmHWM" : "VmRSS";
  const line = readFileSync(`/proc/${pid}/status`, "utf8")
    .split("\n")
    .find((candidate) => candidate.startsWith(`${field}:`));
  return Number(line?.replace(/\D/g, "")) / 1024;
}

/** From now on the peak is counted anew (proc(5), clear_refs). */
export function resetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, "5");
}
