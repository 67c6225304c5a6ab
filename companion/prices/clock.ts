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

/** Calls `run` again and again, each time `intervalMs` after the last; the returned function ends it. */
export function every(clock: Clock, intervalMs: number, run: () => void): () => void {
  let ended = false;
  let cancel = clock.after(intervalMs, again);
  function again(): void {
    run();
    if (!ended) cancel = clock.after(intervalMs, again);
  }
  return () => {
    ended = true;
    cancel();
  };
}

/** How often the venue may be dialled: full jitter below a ceiling that doubles with each failed try. */
export function backoffMs(
  tries: number,
  bounds: { readonly floorMs: number; readonly ceilingMs: number },
  random: () => number,
): number {
  const ceiling = Math.min(bounds.ceilingMs, bounds.floorMs * 2 ** Math.min(tries, 30));
  return Math.round(bounds.floorMs + random() * (ceiling - bounds.floorMs));
}
