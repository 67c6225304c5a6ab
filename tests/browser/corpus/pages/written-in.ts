/** Pictures that the page holds itself: written into its text, or made by its script and known under a `blob:` name. */
import { makeImageFile } from "../../../support/image-files.ts";
import { htmlPage, imageReply } from "../../../support/test-site.ts";
import { img, ON_IMAGE, ON_LINK, ON_PAGE, onePicture } from "../one-picture.ts";
import { HELD, type Lot, type Opened, type PageCase } from "../page-case.ts";

/** Noise of these sizes: as a `data:` address above, and below, the 2 MiB that a click's data may hold. */
const TOO_LONG = { width: 800, height: 800 };
const JUST_SHORT = { width: 690, height: 680 };
const SMALL_VIEW = 'width="200" height="200"';

/** A page whose picture is a `data:` address. */
function asData(size: { width: number; height: number }, around: (tag: string) => string) {
  return async (lot: Lot): Promise<Opened> => {
    const picture = await makeImageFile("png", { ...size, seed: lot.host, name: "image.png" });
    lot.serve("/other.html", htmlPage("another page"));
    const src = `data:image/png;base64,${picture.bytes.toString("base64")}`;
    return { url: lot.page(around(img(src, SMALL_VIEW))), shown: () => picture };
  };
}

/** The script that shows a fetched picture by a `blob:` address; it may be revoked as soon as it shows. */
function blobScript(src: string, revoked: boolean): string {
  return `<script>
    fetch("${src}").then((r) => r.blob()).then((b) => {
      const x = document.querySelector("#x");
      x.onload = () => { ${revoked ? "URL.revokeObjectURL(x.src);" : ""} x.className = "done"; };
      x.src = URL.createObjectURL(b);
    });
  </script>`;
}

/** The same inside a frame, and the page around it. */
function inFrame(revoked: boolean) {
  return async (lot: Lot): Promise<Opened> => {
    const picture = await lot.picture();
    lot.serve(`${lot.far}/p.png`, imageReply(picture));
    const src = lot.page(`<img id="x">${blobScript("/p.png", revoked)}`, { host: lot.far });
    return { url: lot.page(`<iframe id="f" src="${src}"></iframe>`), shown: () => picture };
  };
}

/** What only its document holds has no second request; how its bytes leave is not the point. */
const FROM_PAGE = { original: true, how: HELD } as const;
const FROM_DOCUMENT = { original: true, how: ["document"] } as const;

export const WRITTEN_IN: readonly PageCase[] = [
  {
    ...ON_IMAGE,
    no: "5",
    title: "a blob: picture whose address was revoked after it loaded",
    open: onePicture((src) => `<img id="x" alt="made">${blobScript(src, true)}`),
    expect: { ...FROM_PAGE, alt: "made" },
  },
  {
    ...ON_IMAGE,
    no: "5-none",
    title: "the same, and page capture is not allowed: drawn anew, or cut, and it says so",
    open: onePicture((src) => `<img id="x">${blobScript(src, true)}`),
    permission: "none",
    answer: "never",
    expect: { label: ["re-encoded", "screenshot"], how: ["drawn", "cut"], alike: true },
  },
  {
    ...ON_IMAGE,
    no: "5b",
    title: "control: a blob: picture that is still there",
    open: onePicture((src) => `<img id="x">${blobScript(src, false)}`),
    expect: FROM_PAGE,
  },
  {
    ...ON_IMAGE,
    no: "5c",
    title: "a blob: picture revoked after it loaded, in a frame of another site",
    open: inFrame(true),
    click: { frames: ["#f"], selector: "#x.done" },
    expect: FROM_PAGE,
  },
  {
    ...ON_IMAGE,
    no: "17a",
    title: "a blob: picture in a frame of another site",
    open: inFrame(false),
    click: { frames: ["#f"], selector: "#x.done" },
    expect: FROM_PAGE,
  },
  {
    ...ON_IMAGE,
    no: "17b",
    title: "a blob: picture in a sandboxed srcdoc frame",
    open: async (lot) => {
      const picture = await lot.picture();
      const anyone = { "access-control-allow-origin": "*" };
      lot.serve("/p.png", imageReply(picture, anyone));
      const inner = `<img id="x">${blobScript(lot.http.url(lot.host, "/p.png"), false)}`;
      const srcdoc = inner.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
      const url = lot.page(`<iframe id="f" sandbox="allow-scripts" srcdoc="${srcdoc}"></iframe>`);
      return { url, shown: () => picture };
    },
    click: { frames: ["#f"], selector: "#x.done" },
    expect: FROM_PAGE,
  },
  {
    ...ON_IMAGE,
    no: "17c",
    title: "a tab that is a blob: picture",
    open: onePicture(
      (src) => `<script>
        fetch("${src}").then((r) => r.blob()).then((b) => { location.href = URL.createObjectURL(b); });
      </script>`,
    ),
    click: "img",
    ready: 'location.protocol === "blob:" && document.images[0]?.naturalWidth > 0',
    expect: FROM_PAGE,
  },
  {
    ...ON_IMAGE,
    no: "6a",
    title: "a data: picture of 1.9 MB, whose address does not come with the click",
    open: asData(TOO_LONG, (tag) => tag),
    expect: FROM_DOCUMENT,
  },
  {
    ...ON_IMAGE,
    no: "6b",
    title: "the same inside a link",
    open: asData(TOO_LONG, (tag) => `<a href="/other.html">${tag}</a>`),
    expect: FROM_DOCUMENT,
  },
  {
    ...ON_IMAGE,
    no: "6c",
    title: "control: a data: picture of 1.4 MB",
    open: asData(JUST_SHORT, (tag) => tag),
    expect: FROM_DOCUMENT,
  },
  {
    ...ON_IMAGE,
    no: "6g-none",
    title: "a data: picture in a frame of another site, with nothing but the click's own permission",
    permission: "none",
    open: async (lot) => {
      const picture = await lot.picture();
      const src = `data:image/png;base64,${picture.bytes.toString("base64")}`;
      const inner = lot.page(`<img id="x" src="${src}">`, { host: lot.far, path: "/inner" });
      return {
        url: lot.page(`<iframe id="f" src="${inner}" width="400" height="300">`),
        shown: () => picture,
      };
    },
    click: { frames: ["#f"], selector: "#x" },
    expect: FROM_DOCUMENT,
  },
  {
    ...ON_PAGE,
    no: "6d",
    title: "a data: picture as CSS background",
    open: async (lot) => {
      const picture = await lot.picture();
      const src = `data:image/png;base64,${picture.bytes.toString("base64")}`;
      const style = `width:160px;height:120px;background:url(${src})`;
      return { url: lot.page(`<div id="x" style="${style}"></div>`), shown: () => picture };
    },
    expect: FROM_DOCUMENT,
  },
  {
    ...ON_IMAGE,
    no: "6e",
    title: "a data: picture that is SVG text with percent escapes",
    open: async (lot) => {
      const picture = await lot.picture("svg");
      const src = `data:image/svg+xml,${encodeURIComponent(picture.bytes.toString())}`;
      return { url: lot.page(img(src)), shown: () => picture };
    },
    expect: { ...FROM_DOCUMENT, type: "image/svg+xml" },
  },
  {
    ...ON_LINK,
    no: "6f",
    title: "a data: picture as CSS background inside a link",
    open: async (lot) => {
      const picture = await lot.picture();
      lot.serve("/other.html", htmlPage("another page"));
      const style = `display:block;width:160px;height:120px;background:url(data:image/png;base64,${picture.bytes.toString("base64")})`;
      return { url: lot.page(`<a id="x" href="/other.html" style="${style}"></a>`), shown: () => picture };
    },
    expect: FROM_DOCUMENT,
  },
];
