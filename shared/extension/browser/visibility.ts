/** Whether an element of ours in somebody else's page is to be seen as it is: the browser's judgement, or where it has none, ours. */

import { isPlain } from "./plain-sight.ts";

/** How often it is looked at again, in milliseconds; the shortest that Chromium allows. */
const LOOK_EVERY_MS = 100;
/** Rounding may leave out a sliver of what is wholly in view. */
const WHOLE = 0.99;

/**
 * Whether it is still to be seen as it was at the last look: at a press, for between two of our own looks a page has time to
 * lay something over it. What the browser judges needs no second look.
 */
export function isSeenNow(element: Element): boolean {
  return !import.meta.env.FIREFOX || isPlain(element);
}

/** Calls with what each look has shown, until the returned function is called. In a tab that nobody looks at it does not look. */
export function watchVisibility(element: Element, onLook: (isVisible: boolean) => void): () => void {
  if (import.meta.env.FIREFOX) {
    const looking = setInterval(() => {
      if (document.visibilityState === "visible") onLook(isPlain(element));
    }, LOOK_EVERY_MS);
    return () => clearInterval(looking);
  }
  // Not in the standard library's types yet: the browser itself says whether nothing covers or fades it.
  const options: IntersectionObserverInit & { trackVisibility: boolean; delay: number } = {
    threshold: [0, WHOLE],
    trackVisibility: true,
    delay: LOOK_EVERY_MS,
  };
  const observer = new IntersectionObserver((entries) => {
    const last: (IntersectionObserverEntry & { readonly isVisible?: boolean }) | undefined = entries.at(-1);
    onLook(last?.isVisible === true && last.intersectionRatio >= WHOLE);
  }, options);
  observer.observe(element);
  return () => observer.disconnect();
}
