/** The spans of time that the chart can show at one press, each with the bars that suit it. */

import type { Resolution } from "../../shared/protocol/price.ts";

export const RANGES = [
  { name: "1h", seconds: 3_600, resolution: 60 },
  { name: "1d", seconds: 86_400, resolution: 300 },
  { name: "1w", seconds: 7 * 86_400, resolution: 3_600 },
  { name: "1m", seconds: 30 * 86_400, resolution: 14_400 },
  { name: "1y", seconds: 365 * 86_400, resolution: 86_400 },
  /** All that is known, in days. */
  { name: "all", seconds: Number.POSITIVE_INFINITY, resolution: 86_400 },
] as const satisfies readonly { name: string; seconds: number; resolution: Resolution }[];

export type Range = (typeof RANGES)[number];
