/** Where on the screen a picture is now: for cutting it out of what the tab shows. */

import type { Place } from "../../../shared/extension/page-words.ts";
import type { ShownPicture } from "../pictures/shown-picture.ts";

/** In CSS pixels of the tab's page; without an area where it is out of sight, or in a frame that tells nobody its place. */
export function placeOf({ element }: ShownPicture): Place {
  const scale = devicePixelRatio * (globalThis.visualViewport?.scale ?? 1);
  let area: DOMRect | undefined = contentArea(element);
  for (let view: Window = window; area; ) {
    area = overlap(area, new DOMRect(0, 0, view.innerWidth, view.innerHeight));
    if (view === view.parent) break;
    const frame = frameOf(view);
    if (!frame) return { scale };
    area &&= fromFrame(area, frame);
    view = view.parent;
  }
  // Zoomed with two fingers, the tab shows a part of its page.
  const { offsetLeft = 0, offsetTop = 0, width: wide, height: high } = globalThis.visualViewport ?? {};
  area &&= overlap(area, new DOMRect(offsetLeft, offsetTop, wide ?? innerWidth, high ?? innerHeight));
  if (!area) return { scale };
  const [x, y] = [area.x - offsetLeft, area.y - offsetTop];
  const { width, height } = area;
  return { scale, area: { x, y, width, height } };
}

/** An area of a frame's page as the page around it has it: beside the frame's border and padding, and as it is scaled. */
function fromFrame(area: DOMRect, frame: HTMLElement): DOMRect {
  const { x, y, width, height } = frame.getBoundingClientRect();
  const { paddingLeft, paddingTop } = getComputedStyle(frame);
  const [across, down] = [width / (frame.offsetWidth || 1), height / (frame.offsetHeight || 1)];
  return new DOMRect(
    x + (frame.clientLeft + pixels(paddingLeft) + area.x) * across,
    y + (frame.clientTop + pixels(paddingTop) + area.y) * down,
    area.width * across,
    area.height * down,
  );
}

/** Without borders and padding, which are not of the picture. */
function contentArea(element: Element): DOMRect {
  const { x, y, width, height } = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const side = (name: string): number => {
    const [border, padding] = [`border-${name}-width`, `padding-${name}`];
    const isReplaced = /^(?:img|canvas|video|input|object|embed)$/.test(element.localName);
    return isReplaced ? pixels(style.getPropertyValue(border)) + pixels(style.getPropertyValue(padding)) : 0;
  };
  const [left, top, right, bottom] = [side("left"), side("top"), side("right"), side("bottom")];
  return new DOMRect(
    x + left,
    y + top,
    Math.max(0, width - left - right),
    Math.max(0, height - top - bottom),
  );
}

function pixels(length: string): number {
  return Number.parseFloat(length) || 0;
}

function overlap(a: DOMRect, b: DOMRect): DOMRect | undefined {
  const [left, top] = [Math.max(a.left, b.left), Math.max(a.top, b.top)];
  const [right, bottom] = [Math.min(a.right, b.right), Math.min(a.bottom, b.bottom)];
  return right - left < 1 || bottom - top < 1
    ? undefined
    : new DOMRect(left, top, right - left, bottom - top);
}

/** The element that holds a frame, where its page is of the same origin. */
function frameOf(view: Window): HTMLElement | undefined {
  try {
    // Of a document of another window `instanceof` does not tell.
    return (view.frameElement as HTMLElement | null) ?? undefined;
  } catch {
    return undefined;
  }
}
