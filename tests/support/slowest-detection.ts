/** How long the slowest of many beginnings keeps the type detection busy. */

import { detectType } from "../../companion/files/media-type.ts";
import { cpuMs } from "./cpu-cost.ts";

/** From here on a beginning is looked at again: most of the time it was another's turn. */
const SUSPECT_MS = 15;

export interface SlowestDetection {
  readonly ms: number;
  readonly beginning: string;
}

/** In CPU time; all are looked at once, and those that took long by the clock are measured. */
export async function slowestDetection(beginnings: Iterable<Uint8Array>): Promise<SlowestDetection> {
  let slowest: SlowestDetection = { ms: 0, beginning: "" };
  for (const beginning of beginnings) {
    const before = performance.now();
    await detectType(beginning);
    if (performance.now() - before < Math.max(SUSPECT_MS, slowest.ms)) continue;
    const ms = await cpuMs(() => detectType(beginning));
    if (ms > slowest.ms) slowest = { ms, beginning: Buffer.from(beginning).toString("base64") };
  }
  return slowest;
}
