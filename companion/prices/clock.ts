/** Time as the price feeds see it: two clocks and a timer, handed in so that tests own them. */

export interface Clock {
  /** Milliseconds since 1970; may jump. */
  wallMs(): number;
  /** Milliseconds since some start; never jumps back. */
  monotonicMs(): number;
  /** Calls `run` once after a while; the returned function cancels it. */
  after(delayMs: number, run: () => void): () => void;
}

/** Node's own clocks. */
export const systemClock: Clock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

/** Calls `run` again and again, also after it has thrown, each time `intervalMs` after the last; the returned function ends it. */
export function every(clock: Clock, intervalMs: number, run: () => void): () => void {
  let isEnded = false;
  let cancel = clock.after(intervalMs, again);
  function again(): void {
    try {
      run();
    } finally {
      if (!isEnded) cancel = clock.after(intervalMs, again);
    }
  }
  return () => {
    isEnded = true;
    cancel();
  };
}
