/** Prices that change many times a second, drawn at most ten times, and all of them in the same frame. */

import { batch, type ReadonlySignal, signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import type { PriceView } from "../../../shared/extension/prices/price-view.ts";

/** A companion tells each symbol's price as often; many of them together would draw every frame anew. */
const DRAWN_EACH_MS = 100;

const waiting = new Set<() => void>();
let beat: ReturnType<typeof setTimeout> | undefined;

/** What was drawn last; another state of the feed, and a first price, are drawn at once. */
export function usePaced(view: ReadonlySignal<PriceView>): PriceView {
  const [drawn] = useState(() => signal(view.peek()));
  useEffect(() => {
    const draw = (): void => {
      drawn.value = view.peek();
    };
    const stop = view.subscribe((next) => {
      const { status, price } = drawn.peek();
      if (next.status !== status || price === undefined) draw();
      else if (next !== drawn.peek()) drawSoon(draw);
    });
    return () => {
      stop();
      waiting.delete(draw);
    };
  }, [view, drawn]);
  return drawn.value;
}

function drawSoon(draw: () => void): void {
  waiting.add(draw);
  if (beat !== undefined) return;
  beat = setTimeout(() => {
    beat = undefined;
    batch(() => {
      for (const one of waiting) one();
    });
    waiting.clear();
  }, DRAWN_EACH_MS);
}
