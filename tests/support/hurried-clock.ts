/** A clock that runs faster than ours: what takes seconds over real sockets is over in parts of them. */

import type { Clock } from "../../companion/prices/clock.ts";

/** Starts now; both its times run so many times as fast, and its timers with them. */
export function hurriedClock(times: number): Clock {
  const startMs = performance.now();
  const startWallMs = Date.now();
  const passedMs = (): number => (performance.now() - startMs) * times;
  return {
    wallMs: () => startWallMs + passedMs(),
    monotonicMs: passedMs,
    after(delayMs, run) {
      const timer = setTimeout(run, delayMs / times);
      return () => clearTimeout(timer);
    },
  };
}
