/** Every element of a page's frame, inside shadow roots too, closed ones included. */

import { shadowRootOf } from "../../../shared/extension/browser/shadow-root.ts";
import { TOAST_ELEMENT } from "../../../shared/extension/words/toast-words.ts";

/** More are not looked at: a page of that size would be held up by it. */
const MAX_ELEMENTS = 100_000;

/** What we have put into the page ourselves. */
const ours = new WeakSet<Element>();

/** Leaves an element of ours, and all in it, out of what is looked at. */
export function leaveOut(element: Element): void {
  ours.add(element);
}

function isOurs(element: Element): boolean {
  return ours.has(element) || element.localName === TOAST_ELEMENT;
}

/** The elements under a root, in document order; those of a shadow root come before what it takes in. */
export function elementsUnder(root: Document | Element | ShadowRoot): Element[] {
  const found: Element[] = [];
  const open: (Document | Element | ShadowRoot)[] = [root];
  for (let next = open.pop(); next && found.length < MAX_ELEMENTS; next = open.pop()) {
    if (next instanceof Element && isOurs(next)) continue;
    if (next instanceof Element) found.push(next);
    const below = [...(next instanceof Element ? ownOf(next, "children") : next.children)].reverse();
    open.push(...below);
    const shadow = next instanceof HTMLElement ? shadowOf(next) : undefined;
    if (shadow) open.push(shadow);
  }
  return found;
}

/** A form gives its fields by their names before what is its own: many a form of travellers has a field `children`. */
function ownOf<Key extends "children" | "parentElement">(element: Element, key: Key): Element[Key] {
  return Reflect.get(Element.prototype, key, element);
}

/** An element's parent as it is seen: a shadow root's is its host. */
export function parentOf(element: Element): Element | undefined {
  const parent = ownOf(element, "parentElement");
  if (parent) return parent;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : undefined;
}

/** An element and all that it is in, from the inside out. */
export function* chainOf(element: Element | undefined): Generator<Element> {
  for (let next = element; next; next = parentOf(next)) yield next;
}

/** What has the focus or is pointed at, as deep inside shadow roots as it goes. */
export function deepest(
  find: (root: Document | ShadowRoot) => Element | null | undefined,
): Element | undefined {
  let found: Element | undefined;
  for (let root: Document | ShadowRoot | undefined = document; root; ) {
    const inner = find(root);
    if (!inner || inner === found) break;
    found = inner;
    root = inner instanceof HTMLElement ? shadowOf(inner) : undefined;
  }
  return found;
}

function shadowOf(element: HTMLElement): ShadowRoot | undefined {
  return shadowRootOf(element);
}
