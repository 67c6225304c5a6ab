/** Pictures in frames: of the same site, of others, sandboxed, and one inside another. */
import { imageReply } from "../../../support/test-site.ts";
import { BOX, img, ON_IMAGE, ON_LINK, ON_PAGE, ORIGINAL } from "../one-picture.ts";
import type { Lot, Opened, PageCase } from "../page-case.ts";

/** A page of frames, from the outermost host to the one that shows the picture. */
function nested(
  hosts: (lot: Lot) => readonly string[],
  body = (src: string, _lot: Lot): string => img(src, 'alt="framed"'),
) {
  return async (lot: Lot): Promise<Opened> => {
    const picture = await lot.picture();
    const all = hosts(lot);
    const last = all.at(-1) ?? lot.host;
    lot.serve(`${last}/p.png`, imageReply(picture));
    let inner = lot.page(body("/p.png", lot), { host: last, path: "/in.html" });
    for (const host of all.slice(1, -1).toReversed())
      inner = lot.page(frame(inner), { host, path: `/mid-${host}.html` });
    return { url: lot.page(frame(inner), { host: all[0] ?? lot.host }), shown: () => picture };
  };
}

const frame = (src: string): string => `<iframe id="f" src="${src}" style="width:95%;height:300px"></iframe>`;

const FRAMED = { original: true, alt: "framed" } as const;

export const FRAMES: readonly PageCase[] = [
  {
    ...ON_IMAGE,
    no: "17d",
    title: "a picture in a frame of another site, with the alt of its own frame",
    open: nested((lot) => [lot.host, lot.far]),
    click: { frames: ["#f"], selector: "#x" },
    expect: FRAMED,
  },
  {
    ...ON_IMAGE,
    no: "R1",
    title: "a picture in a frame of the same site",
    open: nested((lot) => [lot.host, lot.host]),
    click: { frames: ["#f"], selector: "#x" },
    expect: FRAMED,
  },
  {
    ...ON_IMAGE,
    no: "R2",
    title: "three frames, one inside another, each of another site",
    open: nested((lot) => [lot.host, lot.far, `mid-${lot.far}`, `in-${lot.far}`]),
    click: { frames: ["#f", "#f", "#f"], selector: "#x" },
    expect: FRAMED,
  },
  {
    ...ON_PAGE,
    no: "R3",
    title: "a CSS background in a frame of another site",
    open: nested(
      (lot) => [lot.host, lot.far],
      (src) => `<div id="x" style="width:160px;height:120px;background:url(${src})"></div>`,
    ),
    click: { frames: ["#f"], selector: "#x" },
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "R4",
    title: "a picture in a sandboxed srcdoc frame",
    open: async (lot) => {
      const picture = await lot.picture();
      lot.serve("/p.png", imageReply(picture));
      const srcdoc = `<img id='x' src='${lot.http.url(lot.host, "/p.png")}'>`;
      return { url: lot.page(`<iframe id="f" sandbox srcdoc="${srcdoc}"></iframe>`), shown: () => picture };
    },
    click: { frames: ["#f"], selector: "#x" },
    expect: ORIGINAL,
  },
  {
    ...ON_LINK,
    no: "R6-every",
    title: "in a link to the page's own site, in a frame of another one: the picture, never the link's page",
    open: nested(
      (lot) => [lot.host, lot.far],
      (src, lot) =>
        `<a href="${lot.http.url(lot.host)}"><div id="x" style="${BOX};background:url(${src})"></div></a>`,
    ),
    click: { frames: ["#f"], selector: "#x" },
    permission: "none",
    answer: "every",
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "R5",
    title: "a picture in a frame of a frameset",
    open: async (lot) => {
      const picture = await lot.picture();
      lot.serve("/p.png", imageReply(picture));
      const inner = lot.page(img("/p.png"), { path: "/in.html" });
      lot.serve("/", {
        headers: { "content-type": "text/html" },
        body: `<title>Frames</title><frameset cols="50%,50%"><frame id="f" src="${inner}"><frame src="about:blank"></frameset>`,
      });
      return { url: lot.http.url(lot.host), shown: () => picture };
    },
    click: { frames: ["#f"], selector: "#x" },
    expect: ORIGINAL,
  },
];
