/** The time, for what is told as an age: one clock for all of it, which stands while nobody looks. */

import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";

const TICK_MS = 1_000;

const now = signal(Date.now());
let readers = 0;
let ticking: ReturnType<typeof setInterval> | undefined;

/** The time of the last second, while it is wanted. */
export function useNow(isWanted = true): number {
  useEffect(() => {
    if (!isWanted) return;
    readers += 1;
    now.value = Date.now();
    ticking ??= setInterval(() => {
      if (!document.hidden) now.value = Date.now();
    }, TICK_MS);
    return () => {
      readers -= 1;
      if (readers > 0) return;
      clearInterval(ticking);
      ticking = undefined;
    };
  }, [isWanted]);
  return isWanted ? now.value : now.peek();
}
