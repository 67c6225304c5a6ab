/** Finds the picture that a click meant. */

import type { Clicked } from "../../../shared/extension/page-words.ts";
import { elementsUnder } from "./elements.ts";
import { focused, hovered, pointOfMenu, wasThere } from "./pointer.ts";
import {
  addressOf,
  contentOf,
  isAt,
  isLink,
  isLoadedFrom,
  isSpacer,
  isVisible,
  linkAround,
  picturesOf,
  type ShownPicture,
} from "./shown-picture.ts";

/** What a click may have meant. */
export type Meant =
  | { readonly is: "picture"; readonly picture: ShownPicture }
  /** Several, the largest first: the user says which; with `orLink` it may also be what the link leads to. */
  | { readonly is: "several"; readonly pictures: readonly ShownPicture[]; readonly orLink: boolean }
  /** Nobody knows where it was: the user points once more. */
  | { readonly is: "unknown" }
  | { readonly is: "link" }
  | { readonly is: "none" };

/** A picture beside a link's words that is smaller than this, in CSS pixels, is its ornament. */
const MIN_MEANT_SIDE_PIXELS = 33;

/** What was meant by a click in this frame. */
export function whatIsMeant(clicked: Clicked): Meant {
  const point = pointOfMenu();
  switch (clicked.on) {
    case "image":
      return onImage(clicked.url, point);
    case "link":
      return onLink(clicked.url, point);
    case "page":
      if (!point) return { is: "unknown" };
      return severalAsOne(
        picturesAt(point).filter((picture) => wasThere(picture, point)),
        false,
      );
    case "anywhere":
      return { is: "unknown" };
  }
}

type Point = { readonly x: number; readonly y: number };

/** All pictures at a point that can be seen, the largest first; what holds a place only where nothing else is. */
export function picturesAt({ x, y }: Point, within?: Element): ShownPicture[] {
  const under = elementsUnder(within ?? document).filter((element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return x >= left && x < right && y >= top && y < bottom;
  });
  // Of a page with more elements than are looked at, what takes the pointer is found all the same.
  const at = new Set([...under, ...(within ? [] : document.elementsFromPoint(x, y))]);
  return bestOf([...at].flatMap((element) => [...picturesOf(element), ...mapOf(element)]));
}

/** All pictures of this frame that can be seen. */
export function allPictures(within?: Element): ShownPicture[] {
  return bestOf(elementsUnder(within ?? document).flatMap(picturesOf));
}

/** Without what can't be seen, what is there twice, and what holds a place beside others; the largest first. */
function bestOf(pictures: readonly ShownPicture[]): ShownPicture[] {
  const seen = new Map<string | Element, ShownPicture>();
  for (const picture of pictures.filter(isVisible)) {
    const key = picture.url === "" ? picture.element : picture.url;
    const other = seen.get(key);
    if (!other || shownArea(picture) > shownArea(other)) seen.set(key, picture);
  }
  const found = [...seen.values()].sort(
    (a, b) => shownArea(b) - shownArea(a) || b.width * b.height - a.width * a.height,
  );
  const real = found.filter((picture) => !isSpacer(picture));
  return real.length > 0 ? real : found;
}

function shownArea({ element }: ShownPicture): number {
  const { width, height } = element.getBoundingClientRect();
  return width * height;
}

function severalAsOne(pictures: readonly ShownPicture[], orLink: boolean): Meant {
  const [first, second] = pictures;
  if (!first) return { is: orLink ? "link" : "none" };
  return second || orLink ? { is: "several", pictures, orLink } : { is: "picture", picture: first };
}

/** The browser has said which address; which of the elements that show it, the page knows best. */
function onImage(url: string | undefined, point: Point | undefined): Meant {
  const isIt =
    url === undefined ? isTooLongForMenu : (picture: ShownPicture) => isLoadedFrom(picture.url, url);
  const all = elementsUnder(document)
    .flatMap((element) => contentOf(element) ?? [])
    .filter(isIt);
  const here = point ? all.filter((picture) => isAt(picture, point.x, point.y)) : [];
  const over = hovered();
  const [clicked] = [
    ...here,
    ...all.filter(({ element }) => element === over),
    ...all.filter(isVisible).sort((a, b) => shownArea(b) - shownArea(a)),
    ...all,
  ];
  if (!clicked) return { is: "none" };
  if (!isSpacer(clicked) && isVisible(clicked)) return { is: "picture", picture: clicked };
  // What was clicked can't be seen, or is a pixel that holds a place: what is seen there is meant.
  const { left, top, width, height } = clicked.element.getBoundingClientRect();
  const below = picturesAt(point ?? { x: left + width / 2, y: top + height / 2 });
  const real = below.filter((picture) => picture.element !== clicked.element && !isSpacer(picture));
  return real.length > 0 ? severalAsOne(real, false) : { is: "picture", picture: clicked };
}

/** `url::kMaxURLChars`: a longer address does not reach the browser's menu. */
const MAX_MENU_ADDRESS_CHARACTERS = 2 * 1024 * 1024;

function isTooLongForMenu({ url }: ShownPicture): boolean {
  return url.length >= MAX_MENU_ADDRESS_CHARACTERS;
}

function onLink(url: string, point: Point | undefined): Meant {
  if (point) return isOnWords(point) ? { is: "link" } : linkOrPictures(picturesAt(point));
  const links = elementsUnder(document).filter((element) => isLink(element) && addressOf(element) === url);
  const active = focused();
  const link =
    links.find((element) => element === active) ??
    links.find((element) => element === linkAroundHovered()) ??
    (links.length === 1 ? links[0] : undefined);
  // Which of several links it was is not known: if none has a picture, it makes no difference.
  const pictures = link ? inLink(link) : links.flatMap(inLink);
  return link ? linkOrPictures(pictures) : severalAsOne(pictures, true);
}

function linkAroundHovered(): Element | undefined {
  const over = hovered();
  return over && linkAround(over);
}

function linkOrPictures(pictures: readonly ShownPicture[]): Meant {
  return pictures.length === 0 ? { is: "link" } : severalAsOne(pictures, false);
}

/** The pictures that a link holds, or lies over where it holds nothing. */
function inLink(link: Element): ShownPicture[] {
  const hasWords = (link.textContent ?? "").trim() !== "" && !(link instanceof SVGElement);
  const held = allPictures(link).filter(({ element }) => {
    const { width, height } = element.getBoundingClientRect();
    return !hasWords || (width >= MIN_MEANT_SIDE_PIXELS && height >= MIN_MEANT_SIDE_PIXELS);
  });
  if (held.length > 0 || hasWords) return held;
  const { left, top, width, height } = link.getBoundingClientRect();
  return picturesAt({ x: left + width / 2, y: top + height / 2 });
}

/** Whether there are words under a point. */
function isOnWords({ x, y }: Point): boolean {
  const node = document.caretPositionFromPoint(x, y)?.offsetNode;
  if (!(node instanceof Text)) return false;
  const range = document.createRange();
  range.selectNodeContents(node);
  return [...range.getClientRects()].some(
    ({ left, top, right, bottom }) => x >= left && x < right && y >= top && y < bottom,
  );
}

/** The picture of an image map's area. */
function mapOf(element: Element): ShownPicture[] {
  const map = element instanceof HTMLAreaElement ? element.closest("map") : null;
  if (!map) return [];
  const images = document.querySelectorAll(`img[usemap="#${CSS.escape(map.name)}"]`);
  return [...images].flatMap((image) => contentOf(image) ?? []);
}
