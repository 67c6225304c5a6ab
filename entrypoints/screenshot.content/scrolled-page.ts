/** The page as it is scrolled for a picture: what is fixed shows once, what sticks stays in its place, and all is put back after. */

import { shadowRootOf } from "../../shared/extension/browser/shadow-root.ts";
import type { Measures, Stretch } from "../../shared/extension/words/shot-words.ts";

/** More are not looked at: a page of that size would be held up by it. */
const MAX_ELEMENTS = 50_000;
/** For so long pictures in sight are waited for that the page loads only when it gets there. */
const IMAGES_MS = 1_500;

type Side = "top" | "bottom";

export class ScrolledPage {
  /** What each changed element had written in its `style`. */
  readonly #changed = new Map<HTMLElement | SVGElement, string | null>();
  readonly #fixed = new Map<HTMLElement | SVGElement, Side>();
  #before: { readonly x: number; readonly y: number } | undefined;

  measure(): Measures {
    const root = document.documentElement;
    const { scrollHeight = 0 } = document.body ?? {};
    return {
      documentHeight: Math.max(root.scrollHeight, document.compatMode === "BackCompat" ? scrollHeight : 0),
      x: scrollX,
      y: scrollY,
      width: root.clientWidth || innerWidth,
      height: document.compatMode === "BackCompat" ? innerHeight : root.clientHeight || innerHeight,
      scale: devicePixelRatio,
    };
  }

  /** Shows a stretch, and waits until it stands. */
  async go({ y, isFirst, isLast, waitMs }: Stretch): Promise<Measures> {
    const until = performance.now() + waitMs;
    if (!this.#before) {
      this.#before = { x: scrollX, y: scrollY };
      this.#set(document.documentElement, { "scroll-behavior": "auto" });
    }
    scrollTo({ left: this.#before.x, top: y, behavior: "instant" });
    await painted();
    this.#settle(isFirst, isLast);
    await Promise.race([imagesInSight(), pause(IMAGES_MS)]);
    await pause(Math.max(0, until - performance.now()));
    await painted();
    return this.measure();
  }

  restore(): void {
    for (const [element, style] of this.#changed) {
      if (style === null) element.removeAttribute("style");
      else element.setAttribute("style", style);
    }
    this.#changed.clear();
    this.#fixed.clear();
    if (this.#before) scrollTo({ left: this.#before.x, top: this.#before.y, behavior: "instant" });
    this.#before = undefined;
  }

  /** Looked at anew in each stretch: some heads come only when their page is scrolled. */
  #settle(isFirst: boolean, isLast: boolean): void {
    for (const element of elements()) {
      const { position } = getComputedStyle(element);
      if (position === "sticky") this.#set(element, { position: "relative", inset: "auto" });
      if (position === "fixed" && !this.#fixed.has(element)) this.#fixed.set(element, sideOf(element));
    }
    for (const [element, side] of this.#fixed) {
      const isShown = (side === "top" && isFirst) || (side === "bottom" && isLast);
      this.#set(element, isShown ? {} : { opacity: "0", transition: "none", animation: "none" });
    }
  }

  #set(element: HTMLElement | SVGElement, style: Readonly<Record<string, string>>): void {
    if (!this.#changed.has(element)) {
      if (Object.keys(style).length === 0) return;
      this.#changed.set(element, element.getAttribute("style"));
    }
    element.setAttribute("style", this.#changed.get(element) ?? "");
    for (const [name, value] of Object.entries(style)) element.style.setProperty(name, value, "important");
  }
}

/** Where a fixed part belongs: what covers all of the window, to its top. */
function sideOf(element: Element): Side {
  const { top, bottom } = element.getBoundingClientRect();
  return top + bottom > innerHeight * 1.2 ? "bottom" : "top";
}

/** All of the page's elements, in shadow roots too. */
function* elements(): Generator<HTMLElement | SVGElement> {
  const open: (Document | Element | ShadowRoot)[] = [document];
  let seen = 0;
  for (let next = open.pop(); next && seen < MAX_ELEMENTS; next = open.pop()) {
    seen += 1;
    if (next instanceof HTMLElement || next instanceof SVGElement) yield next;
    // A form gives its fields by their names before what is its own.
    const children: HTMLCollection =
      next instanceof Element ? Reflect.get(Element.prototype, "children", next) : next.children;
    open.push(...children);
    const shadow = next instanceof HTMLElement ? shadowRootOf(next) : undefined;
    if (shadow) open.push(shadow);
  }
}

async function imagesInSight(): Promise<void> {
  const missing = [...document.images].filter((image) => {
    const { top, bottom } = image.getBoundingClientRect();
    return !image.complete && bottom > 0 && top < innerHeight;
  });
  await Promise.all(missing.map((image) => image.decode().catch(() => undefined)));
}

/** A page that is left has no frames any more: it is not waited for. */
const FRAMES_MS = 1_000;

/** What has changed is on the screen two frames later. */
async function painted(): Promise<void> {
  const frames = new Promise<void>((resolve) =>
    requestAnimationFrame(() => requestAnimationFrame(() => resolve())),
  );
  await Promise.race([frames, pause(FRAMES_MS)]);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
