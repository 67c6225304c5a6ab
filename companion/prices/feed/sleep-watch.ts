/** Notices that the computer slept, or that its clock was set: by two clocks that no longer agree. */

import type { Clock } from "../clock.ts";
import { SLEEP_JUMP_MS } from "../limits.ts";

export class SleepWatch {
  readonly #clock: Clock;
  #wallMs: number;
  #monotonicMs: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#wallMs = clock.wallMs();
    this.#monotonicMs = clock.monotonicMs();
  }

  /** Asked at short intervals: what happened since the last time. */
  look(): { readonly hasSlept: boolean; readonly wasSet: boolean } {
    const wallMs = this.#clock.wallMs();
    const monotonicMs = this.#clock.monotonicMs();
    // On some systems the monotonic clock goes on in sleep, on others it stands still.
    const awakeMs = monotonicMs - this.#monotonicMs;
    const jumpedMs = wallMs - this.#wallMs - awakeMs;
    this.#wallMs = wallMs;
    this.#monotonicMs = monotonicMs;
    return {
      hasSlept: jumpedMs > SLEEP_JUMP_MS || awakeMs > SLEEP_JUMP_MS,
      wasSet: Math.abs(jumpedMs) > SLEEP_JUMP_MS,
    };
  }
}
