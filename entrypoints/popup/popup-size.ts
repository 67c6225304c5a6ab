/** How large the page is: in a popup as the browser lets it, in a tab as the tab is. */

/** A popup is drawn in this height at once; less is known only when it stands on the screen. */
const FULL_PIXELS = 600;
/** While it opens a popup is smaller than this. */
const LEAST_PIXELS = 240;
/** It has opened by then. */
const SETTLED_MS = 150;

/** Marks a popup as such, and makes it as low as a small screen needs: its foot must be on the screen. */
export function fitPopup(): void {
  const root = document.documentElement;
  if (!chrome.extension.getViews({ type: "popup" }).includes(window)) return;
  root.classList.add("in-popup");
  const fit = (): void => {
    if (innerHeight >= LEAST_PIXELS && innerHeight < FULL_PIXELS)
      root.style.setProperty("--popup-height", `${innerHeight}px`);
  };
  let timer = setTimeout(fit, SETTLED_MS);
  addEventListener("resize", () => {
    clearTimeout(timer);
    timer = setTimeout(fit, SETTLED_MS);
  });
}
