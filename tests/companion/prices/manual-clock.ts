/** A clock that moves only when a test says so. */

import type { Clock } from "../../../companion/prices/clock.ts";

export interface ManualClock extends Clock {
  /** Moves both clocks on and runs what falls due, in order. */
  advance(ms: number): void;
  /** Lets the wall clock alone jump: a sleep, or a clock set anew. */
  jumpWall(ms: number): void;
  /** How many timers wait. */
  pending(): number;
}

export function manualClock(startWallMs: number): ManualClock {
  let monotonicMs = 1000;
  let wallOffsetMs = startWallMs - monotonicMs;
  const timers = new Set<{ dueMs: number; run: () => void }>();
  return {
    wallMs: () => monotonicMs + wallOffsetMs,
    monotonicMs: () => monotonicMs,
    after(delayMs, run) {
      const timer = { dueMs: monotonicMs + delayMs, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance(ms) {
      const endMs = monotonicMs + ms;
      for (;;) {
        const [next] = [...timers].filter(({ dueMs }) => dueMs <= endMs).sort((a, b) => a.dueMs - b.dueMs);
        if (next === undefined) break;
        timers.delete(next);
        monotonicMs = Math.max(monotonicMs, next.dueMs);
        next.run();
      }
      monotonicMs = endMs;
    },
    jumpWall(ms) {
      wallOffsetMs += ms;
    },
    pending: () => timers.size,
  };
}
