/** Where a menu was opened in this frame, as far as that is known. */

import type { PointerMemory } from "../../../shared/extension/pointer-memory.ts";
import { deepest } from "./elements.ts";
import type { ShownPicture } from "./shown-picture.ts";

/** Of an older press another menu may have been opened since. */
const MAX_AGE_MS = 60_000;

/** The point of the last press that opens menus; `undefined` where no script was there to see it. */
export function pointOfMenu(): PointerMemory | undefined {
  const pressed = globalThis.pagewirePointer;
  return pressed && Date.now() - pressed.at < MAX_AGE_MS ? pressed : undefined;
}

/** What the pointer is over now: a hint, for it has moved to the menu's item since. */
export function hovered(): Element | undefined {
  return deepest((root) => [...root.querySelectorAll(":hover")].at(-1));
}

/** What has the focus: the press that opens a menu gives it to the link it is on. */
export function focused(): Element | undefined {
  return deepest((root) => root.activeElement);
}

/** Whether a picture was there when the menu was opened; true for what nobody has looked at then. */
export function wasThere({ element, kind, url }: ShownPicture, { x, y, shown }: PointerMemory): boolean {
  const before = shown.get(element);
  const isHit = (): boolean => document.elementsFromPoint(x, y).includes(element);
  if (before === undefined) return !isHit();
  return (
    !(kind === "image" || kind === "css") ||
    url.startsWith("data:") ||
    before === " none" ||
    before.includes(url)
  );
}
