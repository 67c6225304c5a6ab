/** Where the chart stands in time: how far from its newest bar, and whether that one is out of sight. */

import type { IChartApiBase, ITimeScaleApi, Time } from "lightweight-charts";
import { FREE_BARS } from "./chart-look.ts";
import { addedBars } from "./draw-step.ts";
import { isBar, type Slot } from "./holes/slots.ts";

/** Positions are in bars behind the newest bar, as the library counts them: empty slots at the end are behind it. */
export class TimePosition {
  readonly #scale: ITimeScaleApi<Time>;
  readonly #onAway: (isAway: boolean) => void;
  /** Where the library is about to scroll to. */
  #wanted: number | undefined;
  #slots: readonly Slot[] = [];
  #isAway = false;

  constructor(chart: IChartApiBase<Time>, onAway: (isAway: boolean) => void) {
    this.#scale = chart.timeScale();
    this.#onAway = onAway;
  }

  get isAway(): boolean {
    return this.#isAway;
  }

  get now(): number {
    return this.#wanted ?? this.#scale.scrollPosition();
  }

  /** The library does it with its next frame; whoever asks before that hears what will be. */
  to(position: number): void {
    this.#scale.scrollToPosition(position, false);
    this.#wanted = position;
    this.#sayAway(position);
  }

  toLatest(): void {
    this.to(FREE_BARS + this.#slots.length - heard(this.#slots).length);
  }

  /** The library has scrolled, or a hand has. */
  settle(): void {
    this.#wanted = undefined;
    this.#sayAway(this.#scale.scrollPosition());
  }

  /** What comes moves the view along; one that is away stays where it is. `before` is the position before it came. */
  follow(slots: readonly Slot[], before: number, wasAway: boolean, isAnew: boolean): void {
    const [drawn, bars] = [heard(this.#slots), heard(slots)];
    const grown = slots.length - bars.length - (this.#slots.length - drawn.length);
    this.#slots = slots;
    if (wasAway && isAnew) this.to(before - addedBars(drawn, bars));
    else if (isAnew || (grown !== 0 && !wasAway)) this.to(before + grown);
  }

  #sayAway(position: number): void {
    this.#isAway = position <= -1;
    this.#onAway(this.#isAway);
  }
}

/** Up to the newest bar. */
function heard(slots: readonly Slot[]): readonly Slot[] {
  return slots.slice(0, slots.findLastIndex(isBar) + 1);
}
