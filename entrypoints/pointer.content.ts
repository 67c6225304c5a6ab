/** In pages that the user has allowed: remembers where a menu was last opened, which the menu itself does not tell. */

import { defineContentScript } from "wxt/utils/define-content-script";
import type { CanvasNews } from "../shared/extension/pointer-memory.ts";

const RIGHT_BUTTON = 2;

export default defineContentScript({
  registration: "runtime",
  main() {
    if (globalThis.pagewireWatches) return;
    globalThis.pagewireWatches = true;
    const remember = (x: number, y: number): void => {
      const shown = new Map(
        document.elementsFromPoint(x, y).map((element) => [element, picturesIn(element)]),
      );
      globalThis.pagewirePointer = { x, y, at: Date.now(), shown };
    };
    // Not `contextmenu`: where a page listens to that, the browser no longer looks for an image through layers.
    addEventListener(
      "pointerdown",
      ({ button, ctrlKey, pointerType, clientX, clientY, isTrusted }) => {
        if (isTrusted && (button === RIGHT_BUTTON || ctrlKey || pointerType === "touch"))
          remember(clientX, clientY);
      },
      { capture: true, passive: true },
    );
    addEventListener(
      "keydown",
      ({ key, shiftKey, isTrusted }) => {
        if (!isTrusted || !(key === "ContextMenu" || (key === "F10" && shiftKey))) return;
        const area = document.activeElement?.getBoundingClientRect();
        if (area) remember(area.x + area.width / 2, area.y + area.height / 2);
      },
      { capture: true, passive: true },
    );
    watchCanvases();
  },
});

/** The menu of a canvas has no place for extensions, unless one is made before it opens. */
function watchCanvases(): void {
  let isOver = false;
  const tell = (target: EventTarget | undefined): void => {
    const isNow = target instanceof HTMLCanvasElement && target.closest("a[href]") === null;
    if (isNow === isOver) return;
    isOver = isNow;
    const news: CanvasNews = { pagewireCanvas: isNow };
    // An extension that was updated since is not there for this script any more.
    void chrome.runtime?.sendMessage(news).catch(() => undefined);
  };
  const options = { capture: true, passive: true };
  // Of the real pointer alone: a page could make thousands a second, each of which wakes the background.
  addEventListener("pointerover", (event) => event.isTrusted && tell(event.composedPath()[0]), options);
  const leave = ({ isTrusted }: Event): void => {
    if (isTrusted) tell(undefined);
  };
  document.addEventListener("pointerleave", leave, options);
  document.addEventListener("visibilitychange", leave, options);
}

declare global {
  var pagewireWatches: true | undefined;
}

/** The addresses of what an element shows, in one text. */
function picturesIn(element: Element): string {
  const content = element instanceof HTMLImageElement ? element.currentSrc : "";
  return `${content} ${getComputedStyle(element).backgroundImage}`;
}
