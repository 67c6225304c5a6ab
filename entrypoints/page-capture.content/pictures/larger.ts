/** The largest version of a picture that its page offers: of its candidates, or what a link around it leads to. */

import { addressOf, isLink, linkAround, type ShownPicture } from "./shown-picture.ts";

/** Endings of what a link to a full-size picture leads to. */
const PICTURE_ENDING = /\.(?:a?png|avif|gif|jpe?g|jxl|svg|tiff?|webp)$/i;

/** Another picture where the page offers a larger one, else the same. */
export function largestOf(picture: ShownPicture): ShownPicture {
  const url = linkedPicture(picture.element) ?? largestCandidate(picture.element);
  return url === undefined || url === picture.url ? picture : at(picture, url);
}

/** The picture that a link around an element leads to. */
export function linkedPicture(element: Element): string | undefined {
  const link = linkAround(element);
  const linked = link && isLink(link) ? addressOf(link) : "";
  return PICTURE_ENDING.test(URL.parse(linked)?.pathname ?? "") ? linked : undefined;
}

/** The largest of the candidates that an image has, where there are several. */
export function largestCandidate(element: Element): string | undefined {
  if (!(element instanceof HTMLImageElement)) return undefined;
  const sources = element.parentElement instanceof HTMLPictureElement ? sourcesOf(element.parentElement) : [];
  const candidates = [element.srcset, ...sources].flatMap(candidatesOf);
  const [largest] = candidates.sort((a, b) => b.size - a.size);
  return largest && URL.parse(largest.url, element.baseURI)?.href;
}

function at(picture: ShownPicture, url: string): ShownPicture {
  return { ...picture, url, width: 0, height: 0 };
}

function sourcesOf(picture: HTMLPictureElement): string[] {
  return [...picture.querySelectorAll("source")].map(({ srcset }) => srcset);
}

/** HTML §4.8.4.2.1: an address up to white space, or to a comma at its end; a width or a density, up to a comma. */
export function candidatesOf(srcset: string): { url: string; size: number }[] {
  const found: { url: string; size: number }[] = [];
  const add = (url: string, descriptor: string): void => {
    const size = Number.parseFloat(descriptor.trim() || "1x");
    if (url !== "" && Number.isFinite(size)) found.push({ url, size });
  };
  for (let at = 0; at < srcset.length; ) {
    while (at < srcset.length && /[\s,]/.test(srcset.charAt(at))) at += 1;
    const start = at;
    while (at < srcset.length && !/\s/.test(srcset.charAt(at))) at += 1;
    let end = at;
    while (end > start && srcset[end - 1] === ",") end -= 1;
    const url = srcset.slice(start, end);
    if (end < at) {
      add(url, "");
      continue;
    }
    const comma = srcset.indexOf(",", at);
    add(url, srcset.slice(at, comma < 0 ? srcset.length : comma));
    at = comma < 0 ? srcset.length : comma;
  }
  return found;
}
