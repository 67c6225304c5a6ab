/** Pictures that other elements than a plain `img` show, and the words that stand beside them. */
import { htmlPage } from "../../../support/test-site.ts";
import { BOX, img, ON_IMAGE, ON_PAGE, ORIGINAL, onePicture } from "../one-picture.ts";
import type { PageCase } from "../page-case.ts";

const inShadow = (mode: "open" | "closed", inside: string): string =>
  `<x-card id="x" style="display:inline-block"></x-card><script>
    document.querySelector("#x").attachShadow({ mode: "${mode}" }).innerHTML = \`${inside}\`;
  </script>`;

export const PARTS: readonly PageCase[] = [
  {
    ...ON_IMAGE,
    no: "26a",
    title: "a picture in an open shadow root, with its alt",
    open: onePicture((src) => inShadow("open", `<img alt="In shadow" src="${src}">`)),
    expect: { original: true, alt: "In shadow" },
  },
  {
    ...ON_IMAGE,
    no: "26b",
    title: "a picture in a closed shadow root, with its alt",
    open: onePicture((src) => inShadow("closed", `<img alt="In shadow" src="${src}">`)),
    expect: { original: true, alt: "In shadow" },
  },
  {
    ...ON_PAGE,
    no: "S1",
    title: "a CSS background in an open shadow root",
    open: onePicture((src) => inShadow("open", `<div style="${BOX};background:url(${src})"></div>`)),
    expect: ORIGINAL,
  },
  {
    ...ON_PAGE,
    no: "S2",
    title: "a CSS background in a closed shadow root",
    open: onePicture((src) => inShadow("closed", `<div style="${BOX};background:url(${src})"></div>`)),
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "S3",
    title: "a picture in a slot",
    open: onePicture(
      (src) => `<x-frame><img id="x" alt="slotted" src="${src}"></x-frame><script>
        document.querySelector("x-frame").attachShadow({ mode: "closed" }).innerHTML = "<b><slot></slot></b>";
      </script>`,
    ),
    expect: { original: true, alt: "slotted" },
  },
  {
    ...ON_IMAGE,
    no: "26c",
    title: "an input that is a picture, with its alt",
    open: onePicture((src) => `<input id="x" type="image" alt="Go" src="${src}">`),
    expect: { original: true, alt: "Go" },
  },
  {
    ...ON_IMAGE,
    no: "26d",
    title: "two of one address: the alt of the one that was clicked",
    open: onePicture((src) => `<img src="${src}" alt="first">${img(src, 'alt="second"')}`),
    expect: { original: true, alt: "second" },
  },
  {
    ...ON_IMAGE,
    no: "26f",
    title: "an image map, on an area with a link",
    open: onePicture(
      (src) =>
        `${img(src, 'usemap="#m" alt="a map"')}<map name="m"><area shape="rect" coords="0,0,160,120" href="/x.html" alt="an area"></map>`,
    ),
    expect: { original: true, alt: "a map" },
  },
  {
    ...ON_PAGE,
    no: "26e",
    title: "an object: Chromium opens no menu of a picture there",
    by: "none",
    open: onePicture((src) => `<object id="x" type="image/png" data="${src}" style="${BOX}"></object>`),
    // Where no menu opens nothing can be clicked; where one does one day, the picture must come.
    expect: { noItem: true },
  },
  {
    ...ON_PAGE,
    no: "P1",
    title: "an embed: Chromium opens no menu of a picture there",
    by: "none",
    open: onePicture((src) => `<embed id="x" type="image/png" src="${src}" style="${BOX}">`),
    expect: { noItem: true },
  },
  {
    ...ON_IMAGE,
    no: "K9a",
    title: "a picture element: the source that the page chose",
    open: onePicture(
      (src) =>
        `<picture><source srcset="/none.webp" media="(max-width: 1px)"><source srcset="${src}">${img("/fallback.png")}</picture>`,
    ),
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "P2",
    title: "a srcset: the candidate that the page chose",
    open: onePicture(
      (src) =>
        `<img id="x" srcset="/small.png 40w, ${src} 160w, /large.png 1600w" sizes="160px" src="/old.png">`,
    ),
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "P3",
    title: "a lazy picture that was scrolled to",
    open: onePicture(
      (src) => `<div style="height:5000px"></div>${img(src, 'loading="lazy" width="160" height="120"')}`,
    ),
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "P4",
    title: "a picture whose words are its figure's",
    open: onePicture((src) => `<figure>${img(src)}<figcaption>The harbour</figcaption></figure>`),
    expect: { original: true, alt: "The harbour" },
  },
  {
    ...ON_IMAGE,
    no: "P5",
    title: "a picture in a button",
    open: onePicture((src) => `<button type="button">${img(src, 'alt="press"')}</button>`),
    expect: { original: true, alt: "press" },
  },
  {
    ...ON_IMAGE,
    no: "P6",
    title: "control: a picture inside a link",
    open: onePicture((src) => `<a href="/large.html">${img(src)}</a>`, {
      also: (lot) => lot.serve("/large.html", htmlPage("large")),
    }),
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "P7",
    title: "a picture that is turned, cropped and scaled: the file, and not what is seen of it",
    open: onePicture((src) =>
      img(src, 'style="width:120px;height:120px;object-fit:cover;transform:rotate(20deg);border-radius:50%"'),
    ),
    expect: ORIGINAL,
  },
];
