/** Pictures whose page offers a larger version, for those who want the largest: of the candidates, or behind a link. */
import type { ImageFile } from "../../../support/image-files.ts";
import { htmlPage, imageReply, type Reply } from "../../../support/test-site.ts";
import { BOX, img, ON_IMAGE, ON_PAGE } from "../one-picture.ts";
import { EXACT, type Lot, type Opened, type PageCase } from "../page-case.ts";

/** With the option on, and nothing but the click's own permission. */
const LARGEST = { permission: "none", wantsLargest: true } as const;

interface Sizes {
  readonly small: ImageFile;
  readonly large: ImageFile;
}

/** A small picture, and what is behind the address of its larger version. */
function offering(
  at: string,
  behind: (sizes: Sizes) => Reply,
  body: (small: string, large: string) => string,
  comes: keyof Sizes,
) {
  return async (lot: Lot): Promise<Opened> => {
    const small = await lot.picture();
    const large = await lot.picture("png", { width: 640, height: 480, name: "large.png" });
    lot.serve("/small.png", imageReply(small));
    lot.serve(at, behind({ small, large }));
    return { url: lot.page(body("/small.png", at)), shown: () => ({ small, large })[comes] };
  };
}

/** From then on Chrome does not look through what lies over a picture. */
const LISTENS = `<script>document.querySelector("#x").addEventListener("contextmenu", () => {})</script>`;
const isLarge = ({ large }: Sizes): Reply => imageReply(large);
const linked = (small: string, large: string): string => `<a href="${large}">${img(small)}</a>`;

export const LARGEST_VERSIONS: readonly PageCase[] = [
  {
    ...ON_IMAGE,
    ...LARGEST,
    no: "G1",
    title: "in a link to the full picture",
    open: offering("/large.png", isLarge, linked, "large"),
    expect: { original: true, how: ["page-request"], name: "large.png" },
  },
  {
    ...ON_IMAGE,
    ...LARGEST,
    no: "G2",
    title: "in a link whose address ends as a picture's, and leads to a page about it: what is shown comes",
    open: offering("/wiki/File:Boat.png", () => htmlPage("<h1>Boat</h1>"), linked, "small"),
    expect: { original: true, how: EXACT, name: "small.png" },
  },
  {
    ...ON_PAGE,
    wantsLargest: true,
    no: "G3",
    title: "chosen of several under the pointer: the candidate that is larger",
    open: offering(
      "/large.png",
      isLarge,
      (small, large) => `<div id="x" style="${BOX};position:relative">
        <img src="${small}" srcset="${small} 1x, ${large} 9x" width="160" height="120">
        <div style="position:absolute;inset:0;background:url(/none.png)"></div></div>
        ${LISTENS}`,
      "large",
    ),
    ready: "document.images[0].naturalWidth > 0",
    chooser: "Return",
    expect: { original: true, how: ["page-request"], name: "large.png" },
  },
];
