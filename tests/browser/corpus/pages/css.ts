/** Pictures that a style sheet puts there: no element holds them, so Chrome has no menu for them. */
import { htmlPage } from "../../../support/test-site.ts";
import { BOX, ON_LINK, ON_PAGE, ORIGINAL, onePicture } from "../one-picture.ts";
import type { PageCase } from "../page-case.ts";

const withArticle = (lot: Parameters<PageCase["open"]>[0]): void =>
  lot.serve("/article.html", htmlPage("an article"));

const box = (style: string): string => `<div id="x" style="${BOX};${style}"></div>`;

/** A page of rules alone, whose one element has room for the picture. */
const rules = (css: (src: string) => string, open: { readonly far?: boolean } = {}): PageCase["open"] =>
  onePicture((src) => `<style>${css(src)}</style><div id="x" style="${BOX}"></div>`, open);

export const CSS: readonly PageCase[] = [
  {
    ...ON_PAGE,
    no: "12a",
    title: "a CSS background",
    open: onePicture((src) => box(`background:url(${src})`)),
    expect: ORIGINAL,
  },
  {
    ...ON_PAGE,
    no: "12a-far",
    title: "a CSS background of another site",
    open: onePicture((src) => box(`background:url(${src})`), { far: true }),
    expect: ORIGINAL,
  },
  {
    ...ON_LINK,
    no: "12b",
    title: "a CSS background inside a link: the picture, never the link's page",
    open: onePicture((src) => `<a href="/article.html">${box(`background:url(${src})`)}</a>`, {
      also: withArticle,
    }),
    expect: ORIGINAL,
  },
  {
    ...ON_PAGE,
    no: "12d",
    title: "a background of ::before",
    open: rules((src) => `#x::before{content:"";display:block;${BOX};background:url(${src})}`),
    expect: ORIGINAL,
  },
  {
    ...ON_PAGE,
    no: "C1",
    title: "the content of ::before",
    open: rules((src) => `#x::before{content:url(${src})}`),
    expect: ORIGINAL,
  },
  {
    ...ON_PAGE,
    no: "C2",
    title: "the content of ::after, of another site",
    open: rules((src) => `#x::after{content:url(${src})}`, { far: true }),
    expect: ORIGINAL,
  },
  {
    ...ON_PAGE,
    no: "C3",
    title: "an element whose content is a picture",
    open: rules((src) => `#x{content:url(${src})}`),
    expect: ORIGINAL,
  },
  {
    ...ON_PAGE,
    no: "C4",
    title: "a mask",
    open: onePicture((src) => box(`background:teal;mask-image:url(${src})`)),
    expect: ORIGINAL,
  },
  {
    ...ON_PAGE,
    no: "C5",
    title: "a border image",
    open: onePicture((src) => box(`border:40px solid;border-image:url(${src}) 30`)),
    expect: ORIGINAL,
  },
  {
    ...ON_PAGE,
    no: "C6",
    title: "a list's mark",
    open: onePicture(
      (src) =>
        `<ul style="list-style:inside url(${src})"><li id="x" style="width:170px;height:130px"></li></ul>`,
    ),
    expect: ORIGINAL,
  },
  {
    ...ON_PAGE,
    no: "C7",
    title: "a background that image-set chooses",
    open: onePicture((src) => box(`background:image-set(url(${src}) 1x, url(/twice.png) 2x)`)),
    expect: ORIGINAL,
  },
  {
    ...ON_PAGE,
    no: "C8",
    title: "a background under a gradient",
    open: onePicture((src) => box(`background:linear-gradient(#0003,#0003),url(${src})`)),
    expect: ORIGINAL,
  },
  {
    ...ON_PAGE,
    no: "C9",
    title: "a background of the page's body, clicked where nothing else is",
    open: onePicture(
      (src) =>
        `<style>body{margin:0;min-height:100vh;background:url(${src})}</style><p id="x" style="${BOX};margin:50px"></p>`,
    ),
    expect: ORIGINAL,
  },
  {
    ...ON_PAGE,
    no: "C10",
    title: "a background from a style sheet of its own, whose address is relative to that",
    open: onePicture(() => `<link rel="stylesheet" href="/styles/deep/page.css"><div id="x"></div>`, {
      path: "/styles/p.png",
      also: (lot) =>
        lot.serve("/styles/deep/page.css", {
          headers: { "content-type": "text/css" },
          body: `#x{${BOX};background:url("../p.png")}`,
        }),
    }),
    expect: ORIGINAL,
  },
];
