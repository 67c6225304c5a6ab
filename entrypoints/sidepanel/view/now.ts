/** The time, for what is told as an age: one clock for all of it, which stands while nobody looks. */

import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";

const TICK_MS = 1_000;

const now = signal(Date.now());
let readers = 0;
let stop: (() => void) | undefined;

/** The time of the last second, while it is wanted. */
export function useNow(isWanted = true): number {
  useEffect(() => {
    if (!isWanted) return;
    readers += 1;
    stop ??= start();
    return () => {
      readers -= 1;
      if (readers > 0) return;
      stop?.();
      stop = undefined;
    };
  }, [isWanted]);
  if (!isWanted) return now.peek();
  const toldMs = now.value;
  // A stopped clock holds the time at which it stopped, and starts only after this render.
  return stop ? toldMs : Date.now();
}

function start(): () => void {
  const tick = (): void => {
    if (!document.hidden) now.value = Date.now();
  };
  tick();
  const ticking = setInterval(tick, TICK_MS);
  // Who comes back to the page is not to read the time at which they left.
  document.addEventListener("visibilitychange", tick);
  return () => {
    clearInterval(ticking);
    document.removeEventListener("visibilitychange", tick);
  };
}
