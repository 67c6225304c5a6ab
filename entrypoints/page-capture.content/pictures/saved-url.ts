/** Under which address the browser files a picture when it saves the whole page (all of it measured in Chromium 156). */

import { elementsUnder } from "./elements.ts";
import { isLoadedFrom, type ShownPicture } from "./shown-picture.ts";

/** Empty where it is not in the capture: still loading (it is cut there), of no address, or hidden behind another one's. */
export function savedUrl(picture: ShownPicture): string {
  return savedAs(picture, isAlone);
}

/** The same for many of one moment: all images of the document are looked at once. */
export function savedUrls(): (picture: ShownPicture) => string {
  const candidates = new Map<string, Set<string>>();
  for (const element of elementsUnder(document)) {
    if (!(element instanceof HTMLImageElement)) continue;
    const shown = candidates.get(element.src) ?? new Set();
    candidates.set(element.src, shown.add(element.currentSrc));
  }
  return (picture) => savedAs(picture, ({ src }) => candidates.get(src)?.size === 1);
}

function savedAs({ element, url }: ShownPicture, isTheOnly: (element: HTMLImageElement) => boolean): string {
  if (url.startsWith("data:")) return "";
  if (!(element instanceof HTMLImageElement)) return url;
  if (url !== (element.currentSrc || element.src) || !element.complete) return "";
  const isAsWritten = element.srcset === "" && !(element.parentElement instanceof HTMLPictureElement);
  // Filed as it is written, also where it is loaded by another scheme.
  if (isAsWritten) return isLoadedFrom(element.src, url) ? element.src : url;
  // What `srcset` has chosen is filed under `src`; inside a `picture` element under its own address.
  if (element.parentElement instanceof HTMLPictureElement) return url;
  return isTheOnly(element) ? element.src : "";
}

/** Whether no other image has the same `src` and shows another candidate: both are filed under one address. */
function isAlone({ src, currentSrc }: HTMLImageElement): boolean {
  return elementsUnder(document).every(
    (other) => !(other instanceof HTMLImageElement) || other.src !== src || other.currentSrc === currentSrc,
  );
}
