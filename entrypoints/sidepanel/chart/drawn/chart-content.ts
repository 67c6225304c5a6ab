/** What the chart is given to show, and how it is to write it. */

import type { ChartKind } from "../../../../shared/extension/store/settings.ts";
import type { Bar, Resolution } from "../../../../shared/protocol/price.ts";
import type { AlertLine } from "../../asked/alert-words.ts";
import type { Range } from "../../ranges.ts";
import type { Slotted } from "../holes/slots.ts";

/** What a chart draws. */
export interface Charted {
  readonly symbol: string;
  readonly resolution: Resolution;
  readonly bars: readonly Bar[];
  /** Digits after the point on the price scale. */
  readonly decimals: number;
}

/** The bars on the time axis, and where some are missing. */
export interface ChartContent extends Charted, Slotted {
  readonly kind: ChartKind;
  /** The last price, the same that stands above the chart. */
  readonly price: number | undefined;
  /** Whether it is live; the line at an old one is grey. */
  readonly isLive: boolean;
  readonly hasVolume: boolean;
  /** The symbol that it is compared with. */
  readonly second: SecondContent | undefined;
  readonly alerts: readonly AlertLine[];
  /** What is to be in view; another object is another wish. */
  readonly range: Range | undefined;
  /** Whether there is nothing older to be had. */
  readonly isOldest: boolean;
}

/** Another symbol over the same time. */
export interface SecondContent extends Charted {
  /** Both in percent of where each begins, instead of a scale each. */
  readonly inPercent: boolean;
}

/** How prices and times are written. They are given: what all pages share would be cut smaller for a part that comes later. */
export interface ChartLabels {
  locale(): string;
  price(price: number, decimals: number): string;
  /** On the time axis. */
  mark(seconds: number, kind: number, resolution: Resolution): string;
  /** Under the crosshair. */
  tag(seconds: number, resolution: Resolution): string;
  /** In a stretch that nobody knows. */
  unknown(): string;
}
