/** Our own judgement whether an element can be seen as it is, for Firefox, whose observers do not say it: stricter than needed. */

import { shadowRootOf } from "./shadow-root.ts";

/** A page of more elements than this is not looked through: nothing in it counts as plain. A pairing page has about thirty. */
const MAX_ELEMENTS = 500;
/** What the style of nothing that is plain says. */
const PLAIN: Readonly<Record<string, RegExp>> = {
  opacity: /^1$/,
  filter: /^none$/,
  transform: /^(?:none|matrix\(1, 0, 0, 1, -?[\d.]+, -?[\d.]+\))$/,
  "clip-path": /^none$/,
  "mask-image": /^none$/,
  "mix-blend-mode": /^normal$/,
};

/** Whether all of it is in view, and nothing fades, bends or covers it, also what lets presses through. */
export function isPlain(element: Element): boolean {
  const box = element.getBoundingClientRect();
  const isInView =
    box.width > 0 && box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
  if (!isInView || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    return false;
  const around = [...chainOf(element)];
  return around.every(isStyledPlainly) && isHit(element, box) && !isCovered(around, box);
}

/** It and all that it is in, out of shadow roots too, up to what the browser draws above the rest of the page. */
function* chainOf(element: Element): Generator<Element> {
  let next: Element | null = element;
  while (next) {
    yield next;
    if (isOnTop(next)) return;
    const root = next.getRootNode();
    next = next.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  }
}

function isOnTop(element: Element): boolean {
  return element.matches(":popover-open, :modal");
}

function isStyledPlainly(element: Element): boolean {
  const style = getComputedStyle(element);
  return Object.entries(PLAIN).every(([name, form]) => form.test(style.getPropertyValue(name)));
}

/** Whether a press anywhere on it would be one on it. */
function isHit(element: Element, { left, top, right, bottom }: DOMRect): boolean {
  const root = element.getRootNode();
  if (!(root instanceof Document || root instanceof ShadowRoot)) return false;
  const points = [
    [(left + right) / 2, (top + bottom) / 2],
    ...[left + 3, right - 3].flatMap((x) => [top + 3, bottom - 3].map((y) => [x, y] as const)),
  ] as const;
  return points.every(([x, y]) => {
    const hit = root.elementFromPoint(x, y);
    return hit !== null && element.contains(hit);
  });
}

/** Whether something lies over it that lets presses through, or may. */
function isCovered(around: readonly Element[], box: DOMRect): boolean {
  const outermost = around.at(-1);
  const isTop = outermost !== undefined && isOnTop(outermost);
  // Only what is drawn above the page as well can lie over what is.
  const others = document.querySelectorAll<HTMLElement>(isTop ? ":popover-open, :modal" : "*");
  if (others.length > MAX_ELEMENTS) return true;
  const [element] = around;
  return [...others].some((other) => {
    if (other === element || element?.contains(other)) return false;
    if (drawsOfItsOwn(other) && !isTop) return true;
    return !around.includes(other) && lets(other) && overlaps(other.getBoundingClientRect(), box);
  });
}

function lets(other: Element): boolean {
  return getComputedStyle(other).pointerEvents === "none";
}

/** What no element stands for: in a shadow root, or out of the style alone. */
function drawsOfItsOwn(other: HTMLElement): boolean {
  if (shadowRootOf(other)) return true;
  return ["::before", "::after"].some((part) => {
    const { content, position } = getComputedStyle(other, part);
    return content !== "none" && content !== "normal" && /absolute|fixed/.test(position);
  });
}

function overlaps(one: DOMRect, other: DOMRect): boolean {
  return one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;
}
