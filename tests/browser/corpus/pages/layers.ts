/** Pictures that lie under something else: a layer, a spacer, a stand-in. */
import { makeImageFile } from "../../../support/image-files.ts";
import { htmlPage, imageReply } from "../../../support/test-site.ts";
import { img, ON_IMAGE, ON_LINK, ON_PAGE, ORIGINAL, onePicture } from "../one-picture.ts";
import { HELD, type Lot, type Opened, type PageCase } from "../page-case.ts";

const SPACER = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
const ROOT = "position:relative;width:160px;height:120px";
const OVER = "position:absolute;inset:0;width:100%;height:100%";
/** What React puts on its root: from then on Chrome does not look through what lies over a picture. */
const LISTENS = `<script>document.querySelector("#root").addEventListener("contextmenu", () => {})</script>`;

const root = (inside: string): string => `<div id="root" style="${ROOT}">${inside}</div>`;
const layered = (src: string, style = ""): string =>
  root(`<img src="${src}"><div id="x" style="${OVER};${style}"></div>`);
const withPost = (lot: Lot): void => lot.serve("/post.html", htmlPage("a post"));

/** A picture and its stand-in, a blurred JPEG of 20 pixels, one over the other. */
function standIn(body: (full: string, small: string) => string, isShown: "full" | "small" = "full") {
  return async (lot: Lot): Promise<Opened> => {
    const full = await lot.picture();
    const small = await makeImageFile("jpeg", { width: 20, height: 15, seed: lot.host });
    lot.serve("/full.png", imageReply(full));
    lot.serve("/small.jpg", imageReply(small));
    const shown = isShown === "full" ? full : small;
    return { url: lot.page(body("/full.png", "/small.jpg")), shown: () => shown };
  };
}

export const LAYERS: readonly PageCase[] = [
  {
    ...ON_PAGE,
    no: "13A",
    title: "a transparent layer, and a root that listens for the menu",
    open: onePicture((src) => layered(src) + LISTENS),
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "13B",
    title: "control: a transparent layer alone",
    open: onePicture((src) => layered(src)),
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "13C",
    title: "a half dark layer",
    open: onePicture((src) => layered(src, "background:rgb(0 0 0 / 30%)")),
    expect: ORIGINAL,
  },
  {
    ...ON_LINK,
    no: "13D",
    title: "a layer inside a link, and a root that listens: the picture, never the link's page",
    open: onePicture((src) => `<a href="/post.html">${layered(src)}</a>${LISTENS}`, { also: withPost }),
    expect: ORIGINAL,
  },
  {
    ...ON_PAGE,
    no: "13E",
    title: "a picture that takes no pointer",
    open: onePicture(
      (src) => `<div id="x" style="${ROOT}"><img src="${src}" style="pointer-events:none"></div>`,
    ),
    expect: ORIGINAL,
  },
  {
    ...ON_PAGE,
    no: "13F",
    title: "a layer of a shadow root, and a root that listens",
    open: onePicture(
      (src) => `${root(`<img src="${src}"><x-veil id="x" style="${OVER}"></x-veil>`)}${LISTENS}
        <script>document.querySelector("#x").attachShadow({ mode: "closed" }).innerHTML =
          '<div style="position:absolute;inset:0"></div>'</script>`,
    ),
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "13G",
    title: "a page that swallows the menu's event, and a layer",
    open: onePicture(
      (src) => `${layered(src)}<script>
        addEventListener("contextmenu", (event) => event.stopImmediatePropagation(), true);
      </script>`,
    ),
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "14a",
    title: "a transparent GIF of one pixel lies on top",
    open: onePicture((src) => root(`<img src="${src}">${img(SPACER, `style="${OVER}"`)}`)),
    expect: {
      oneOf: [ORIGINAL, { sentence: /1 × 1|1×1|one pixel|transparent/i }],
    },
  },
  {
    ...ON_IMAGE,
    no: "14b",
    title: "a stand-in lies on top, at opacity 0",
    open: standIn((full, small) =>
      root(`<img src="${full}" style="${OVER}">${img(small, `style="${OVER};opacity:0"`)}`),
    ),
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "14c",
    title: "control: the full picture lies above its stand-in",
    open: standIn((full, small) =>
      root(`<img src="${small}" style="${OVER}">${img(full, `style="${OVER}"`)}`),
    ),
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "14e",
    title: "not loaded yet: the stand-in is what one sees, and what comes",
    open: standIn((full, small) => img(small, `data-src="${full}" width="160" height="120"`), "small"),
    // What one sees is the stand-in; the full one, which the page has not asked for, may be taken as well.
    expect: { original: true, how: HELD },
  },
  {
    ...ON_IMAGE,
    no: "14f",
    title: "two pictures side by side under one pointer's reach: the clicked one comes",
    open: standIn((full, small) => `<img src="${small}" width="160" height="120">${img(full)}`),
    expect: ORIGINAL,
  },
  {
    ...ON_PAGE,
    no: "L1",
    title: "several under the pointer: the chooser's first is the largest",
    open: standIn(
      (full, small) =>
        `<div id="x" style="width:160px;height:120px;background:url(${small}),url(${full})"></div>`,
    ),
    chooser: "Return",
    expect: ORIGINAL,
  },
];
