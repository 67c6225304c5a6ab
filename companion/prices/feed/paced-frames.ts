/** Sends frames to a venue no faster than it allows: one more message than that and it hangs up. */

import type { Clock } from "../clock.ts";

/** A few at once, and then one in each pause. */
export interface FramePace {
  readonly atOnce: number;
  readonly pauseMs: number;
}

export class PacedFrames {
  readonly #clock: Clock;
  readonly #pace: FramePace | undefined;
  #waiting: string[] = [];
  #cancelPause: (() => void) | undefined;
  /** How many may go now, as of then. */
  #free: number;
  #asOfMs: number;

  constructor(clock: Clock, pace: FramePace | undefined) {
    this.#clock = clock;
    this.#pace = pace;
    this.#free = pace?.atOnce ?? 0;
    this.#asOfMs = clock.monotonicMs();
  }

  /** Sends them in order, as soon as may be. */
  send(frames: readonly string[], send: (frame: string) => void): void {
    this.#waiting.push(...frames);
    if (!this.#cancelPause) this.#go(send);
  }

  /** Forgets what waits: the connection it was for is gone. */
  clear(): void {
    this.#waiting = [];
    this.#cancelPause?.();
    this.#cancelPause = undefined;
  }

  #go(send: (frame: string) => void): void {
    this.#cancelPause = undefined;
    const pace = this.#pace;
    if (!pace) {
      for (const frame of this.#waiting.splice(0)) send(frame);
      return;
    }
    const nowMs = this.#clock.monotonicMs();
    this.#free = Math.min(pace.atOnce, this.#free + (nowMs - this.#asOfMs) / pace.pauseMs);
    this.#asOfMs = nowMs;
    const count = Math.floor(this.#free);
    const going = this.#waiting.splice(0, count);
    this.#free -= going.length;
    for (const frame of going) send(frame);
    if (this.#waiting.length > 0) this.#cancelPause = this.#clock.after(pace.pauseMs, () => this.#go(send));
  }
}
