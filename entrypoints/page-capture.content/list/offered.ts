/** All pictures that a frame has or offers, as they stand in its document: shown, not loaded yet, and better ones of those. */

import type { Offered } from "../../../shared/extension/page-pictures.ts";
import { elementsUnder } from "../pictures/elements.ts";
import { candidatesOf, largestCandidate, linkedPicture } from "../pictures/larger.ts";
import {
  isBroken,
  isLoading,
  isSpacer,
  isVisible,
  picturesOf,
  type ShownPicture,
} from "../pictures/shown-picture.ts";

export interface OfferedPicture {
  readonly picture: ShownPicture;
  readonly offered: Offered;
  /** Whether it belongs to the one that was offered before it and is shown. */
  readonly isBetter: boolean;
}

/** Where pages keep the address of what they load when it is scrolled to, the largest first. */
const LAZY_ATTRIBUTES = [
  "data-srcset",
  "data-lazy-srcset",
  "data-original",
  "data-src",
  "data-lazy-src",
  "data-lazy",
  "data-bg",
  "data-background-image",
] as const;
/** What is drawn smaller is a sign beside words. */
const MIN_DRAWN_PIXELS = 33;

/** Of each element in turn, so that a long page need not be walked at once. */
export function* offeredBy(root: Document = document): Generator<readonly OfferedPicture[]> {
  for (const element of elementsUnder(root)) yield offersOf(element);
}

function offersOf(element: Element): OfferedPicture[] {
  const lazy = lazyPicture(element);
  const own = picturesOf(element).filter(isWorthOffering);
  const shown = own.flatMap((picture): OfferedPicture[] => {
    const isLazy = isLoading(picture);
    // What stands in the place of another one until that is loaded is no picture of the page.
    if (lazy && (isSpacer(picture) || picture.url.startsWith("data:"))) return [];
    const better = [candidateOf(picture), linkedOf(picture)].filter((one) => one !== undefined);
    return [{ picture, offered: isLazy ? "lazy" : "shown", isBetter: false }, ...better];
  });
  const isShown = lazy !== undefined && own.some(({ url }) => url === lazy.url);
  return lazy && !isShown ? [...shown, { picture: lazy, offered: "lazy", isBetter: false }] : shown;
}

/** Without what only holds a place, what the page itself could not load, and drawings that are signs or not to be seen. */
function isWorthOffering(picture: ShownPicture): boolean {
  const { kind, url, width, height } = picture;
  if (isSpacer(picture) || isBroken(picture)) return false;
  if (kind === "svg" || kind === "canvas" || kind === "video")
    return isVisible(picture) && Math.max(width, height) >= MIN_DRAWN_PIXELS;
  return url !== "" && !url.startsWith("#");
}

function candidateOf(picture: ShownPicture): OfferedPicture | undefined {
  const url = largestCandidate(picture.element);
  if (url === undefined || url === picture.url || picture.kind !== "image") return undefined;
  return { picture: at(picture, url), offered: "candidate", isBetter: true };
}

function linkedOf(picture: ShownPicture): OfferedPicture | undefined {
  const url = linkedPicture(picture.element);
  if (url === undefined || url === picture.url) return undefined;
  return { picture: at(picture, url), offered: "linked", isBetter: true };
}

function at(picture: ShownPicture, url: string): ShownPicture {
  return { ...picture, kind: "image", url, width: 0, height: 0 };
}

/** What an element is to show later, by the attributes that scripts of pages use for it. */
function lazyPicture(element: Element): ShownPicture | undefined {
  for (const name of LAZY_ATTRIBUTES) {
    const written = element.getAttribute(name)?.trim() ?? "";
    if (written === "") continue;
    const [largest] = name.endsWith("srcset")
      ? candidatesOf(written).sort((a, b) => b.size - a.size)
      : [{ url: withoutUrl(written) }];
    const url = URL.parse(largest?.url ?? "", element.baseURI);
    const isFile = url && /^https?:$/.test(url.protocol) && url.href !== element.baseURI;
    // `data-src` is also where players and editors keep what is no picture.
    if (isFile && (element instanceof HTMLImageElement || hasPictureEnding(url)))
      return { element, kind: "image", url: url.href, width: 0, height: 0 };
  }
  return undefined;
}

function withoutUrl(written: string): string {
  return written.startsWith("url(") && written.endsWith(")")
    ? written.slice("url(".length, -1).replaceAll(/["']/g, "").trim()
    : written;
}

function hasPictureEnding({ pathname }: URL): boolean {
  return /\.(?:a?png|avif|gif|jpe?g|jxl|svg|webp)$/i.test(pathname);
}
