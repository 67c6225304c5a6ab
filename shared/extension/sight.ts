/** Whether a person can see something that stands in a page of somebody else, and presses it: by the browser's own judgement where it has one. */

import { isSeenNow, watchVisibility } from "./browser/visibility.ts";

export interface Sight {
  /** Whether all of it is in view now, and nothing covers, fades or bends it. */
  readonly isVisible: boolean;
  /** Looks once more, where the last look may be a moment old. */
  isSeenNow(): boolean;
  /** For how long it has been so without a break, in milliseconds. */
  visibleForMs(): number;
  /** The browser has looked once: in a tab that nobody has looked at yet it does not. */
  readonly looked: Promise<void>;
  stop(): void;
}

/** Watches an element from now on. */
export function watchSight(element: Element): Sight {
  let visibleSince: number | undefined;
  const { promise: looked, resolve } = Promise.withResolvers<void>();
  const stop = watchVisibility(element, (isVisible) => {
    visibleSince = isVisible ? (visibleSince ?? performance.now()) : undefined;
    resolve();
  });
  return {
    get isVisible() {
      return visibleSince !== undefined;
    },
    isSeenNow: () => isSeenNow(element),
    visibleForMs: () => (visibleSince === undefined ? 0 : performance.now() - visibleSince),
    looked,
    stop,
  };
}

/** A person's press on an element: of a pointer, or of a key while it has the focus. No script of a page can make one. */
export function isPress(press: MouseEvent, hasFocus: boolean): boolean {
  if (!press.isTrusted || !navigator.userActivation.isActive) return false;
  return press.detail > 0 || hasFocus;
}
