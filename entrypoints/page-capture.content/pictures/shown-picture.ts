/** The pictures that one element shows: as its content, or by its style. */

import type { PictureKind } from "../../../shared/extension/page-words.ts";
import { chainOf } from "./elements.ts";
import { addressesIn } from "./style-addresses.ts";

export interface ShownPicture {
  readonly element: Element;
  readonly kind: PictureKind;
  /** Empty for what the page has drawn. */
  readonly url: string;
  /** Of the picture itself, in its own pixels; 0 where it does not tell. */
  readonly width: number;
  readonly height: number;
}

/** A picture of so few pixels in one direction holds a place or counts visitors. */
const MAX_SPACER_PIXELS = 2;
const STYLED = ["background-image", "mask-image", "border-image-source", "list-style-image", "content"];
const PSEUDO_ELEMENTS = [null, "::before", "::after"] as const;

/** What an element itself is a picture of; nothing of what it only holds. */
export function picturesOf(element: Element): ShownPicture[] {
  const content = contentOf(element);
  return [...(content ? [content] : []), ...styledBy(element)];
}

/** The picture that is an element's content. */
export function contentOf(element: Element): ShownPicture | undefined {
  if (element instanceof HTMLImageElement) {
    const url = element.currentSrc || element.src;
    const { naturalWidth: width, naturalHeight: height } = element;
    return url === "" ? undefined : { element, kind: "image", url, width, height };
  }
  if (element instanceof HTMLCanvasElement) {
    const { width, height } = element;
    return width > 0 && height > 0 ? { element, kind: "canvas", url: "", width, height } : undefined;
  }
  if (element instanceof HTMLVideoElement) return ofVideo(element);
  if (element instanceof HTMLInputElement && element.type === "image" && element.src !== "")
    return unmeasured(element, "input", element.src);
  if (element instanceof HTMLObjectElement) return ofObject(element, element.data, element.type);
  if (element instanceof HTMLEmbedElement) return ofObject(element, element.src, element.type);
  if (element instanceof SVGImageElement)
    return unmeasured(element, "svg-image", absolute(element.href.baseVal, element));
  if (element instanceof SVGSVGElement && !element.ownerSVGElement) return ofSvg(element);
  return undefined;
}

/** Whether it can be seen at all, itself and all that it is in. */
export function isVisible({ element }: ShownPicture): boolean {
  const { width, height } = element.getBoundingClientRect();
  if (width < 1 || height < 1) return false;
  return element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
}

/** Whether it only holds a place. */
export function isSpacer({ kind, width, height }: ShownPicture): boolean {
  const isMeasured = kind === "image" && width > 0 && height > 0;
  return isMeasured && Math.min(width, height) <= MAX_SPACER_PIXELS;
}

/** Whether more of it is to come. */
export function isLoading({ element, url }: ShownPicture): boolean {
  return (
    element instanceof HTMLImageElement && url === (element.currentSrc || element.src) && !element.complete
  );
}

/** Whether the page has tried to load it, and shows nothing. */
export function isBroken({ element, url }: ShownPicture): boolean {
  if (!(element instanceof HTMLImageElement) || url !== (element.currentSrc || element.src)) return false;
  return element.complete && element.naturalWidth === 0 && element.naturalHeight === 0;
}

/** Whether its size is told in pixels of the screen: of one candidate of several (HTML §4.8.4, the image's density). */
export function isScaled({ element }: ShownPicture): boolean {
  if (!(element instanceof HTMLImageElement)) return false;
  return element.srcset !== "" || element.parentElement instanceof HTMLPictureElement;
}

/** Whether a point of the frame is on it. */
export function isAt({ element }: ShownPicture, x: number, y: number): boolean {
  return contains(element.getBoundingClientRect(), x, y);
}

export function contains({ left, top, right, bottom }: DOMRect, x: number, y: number): boolean {
  return x >= left && x < right && y >= top && y < bottom;
}

function ofVideo(element: HTMLVideoElement): ShownPicture | undefined {
  const { videoWidth: width, videoHeight: height, poster } = element;
  const isAtPoster = poster !== "" && element.currentTime === 0 && element.paused;
  if (isAtPoster || (width === 0 && poster !== "")) return unmeasured(element, "poster", poster);
  return width > 0 ? { element, kind: "video", url: "", width, height } : undefined;
}

/** Other documents are shown by them as well: what is no picture by its type or ending is none here. */
function ofObject(element: Element, url: string, type: string): ShownPicture | undefined {
  const isPicture =
    type === ""
      ? /\.(?:a?png|avif|bmp|gif|ico|jpe?g|svg|webp)$/i.test(URL.parse(url)?.pathname ?? "")
      : /^image\//i.test(type);
  return url !== "" && isPicture ? unmeasured(element, "object", url) : undefined;
}

function ofSvg(element: SVGSVGElement): ShownPicture {
  const { width, height } = element.getBoundingClientRect();
  return { element, kind: "svg", url: "", width: Math.round(width), height: Math.round(height) };
}

function styledBy(element: Element): ShownPicture[] {
  return PSEUDO_ELEMENTS.flatMap((pseudo) => {
    const style = getComputedStyle(element, pseudo);
    // An element of its own kind is drawn only with content.
    if (pseudo !== null && /^(?:none|normal)$/.test(style.content)) return [];
    const found = STYLED.flatMap((property) =>
      addressesIn(style.getPropertyValue(property), devicePixelRatio),
    );
    return found.map((url) => unmeasured(element, "css", absolute(url, element)));
  });
}

/** What the page has loaded tells its size at once; nothing is asked of its site for what is not there any more. */
function unmeasured(element: Element, kind: PictureKind, url: string): ShownPicture {
  const image = new Image();
  // HTML §4.8.4.3.5, steps 7 and 8: what is in the document's list of available images is complete now; all else waits
  // for a microtask, before which it is taken back.
  image.src = url;
  const { naturalWidth: width, naturalHeight: height } = image;
  image.removeAttribute("src");
  return { element, kind, url, width, height };
}

function absolute(url: string, { baseURI }: Element): string {
  return URL.parse(url, baseURI)?.href ?? url;
}

/** Whether what is written is loaded from there: a secure page's insecure picture by the secure scheme (Mixed Content §4.1). */
export function isLoadedFrom(written: string, loaded: string): boolean {
  return (
    written === loaded || (location.protocol === "https:" && written.replace(/^http:/, "https:") === loaded)
  );
}

/** The link that an element is in. */
export function linkAround(element: Element): Element | undefined {
  return [...chainOf(element)].find(isLink);
}

export function isLink(element: Element): element is HTMLAnchorElement | HTMLAreaElement | SVGAElement {
  return (
    ((element instanceof HTMLAnchorElement || element instanceof HTMLAreaElement) && element.href !== "") ||
    (element instanceof SVGAElement && element.href.baseVal !== "")
  );
}

/** Where a link leads, as the browser's menu says it. */
export function addressOf(link: HTMLAnchorElement | HTMLAreaElement | SVGAElement): string {
  return link instanceof SVGAElement ? absolute(link.href.baseVal, link) : link.href;
}
