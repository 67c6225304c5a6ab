/** Drawings in the page's own text, and pictures inside them. */
import { htmlPage } from "../../../support/test-site.ts";
import { ON_IMAGE, ON_LINK, ON_PAGE, ORIGINAL, onePicture } from "../one-picture.ts";
import { EXACT, type Expected, type PageCase } from "../page-case.ts";

const logo = (
  colour: string,
): string => `<svg id="x" width="120" height="40" xmlns="http://www.w3.org/2000/svg">
  <circle cx="20" cy="20" r="18" fill="${colour}"/><rect x="45" y="8" width="70" height="24" fill="orange"/></svg>`;

/**
 * The element's own markup, as a file. It is no server's file, so that "original" is as arguable as "re-encoded"; a
 * picture of it would be less than what stands there.
 */
const AS_FILE: Expected = {
  label: ["original", "re-encoded"],
  how: ["document"],
  type: "image/svg+xml",
  size: [120, 40],
};

export const SVG: readonly PageCase[] = [
  {
    ...ON_LINK,
    no: "16a",
    title: "an inline SVG in a link: the drawing, never the site's front page",
    open: (lot) => {
      lot.serve("/home.html", htmlPage("home"));
      return { url: lot.page(`<a href="/home.html">${logo("teal")}</a>`) };
    },
    expect: AS_FILE,
  },
  {
    ...ON_PAGE,
    no: "16b",
    title: "an inline SVG alone: the page's own item sends the drawing",
    open: (lot) => ({ url: lot.page(logo("purple")) }),
    expect: AS_FILE,
  },
  {
    ...ON_PAGE,
    no: "16d",
    title: "an inline SVG that uses what is defined elsewhere in the page, and its style sheet",
    open: (lot) => ({
      url: lot.page(`<style>.dot { fill: teal }</style>
        <svg width="0" height="0"><symbol id="dot" viewBox="0 0 40 40"><circle class="dot" cx="20" cy="20" r="18"/></symbol></svg>
        <svg id="x" width="120" height="40"><use href="#dot"/></svg>`),
    }),
    // Without what it uses, the file would show nothing: a picture of it is truer, and says so.
    expect: {
      oneOf: [AS_FILE, { label: ["re-encoded", "screenshot"], size: [120, 40] }],
    },
  },
  {
    ...ON_IMAGE,
    no: "16c",
    title: "control: an SVG image",
    open: onePicture(
      (src) => `<svg width="160" height="120"><image id="x" href="${src}" width="160" height="120"/></svg>`,
    ),
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "16e",
    title: "an SVG image of another site, which page capture leaves out",
    open: onePicture(
      (src) => `<svg width="160" height="120"><image id="x" href="${src}" width="160" height="120"/></svg>`,
      { far: true },
    ),
    expect: { original: true, how: EXACT },
  },
  {
    ...ON_PAGE,
    no: "20x",
    title: "an inline SVG that uses a symbol of another file: no file of its own would show it",
    open: (lot) => {
      const symbol = '<symbol id="i" viewBox="0 0 10 10"><rect width="10" height="10" fill="red"/></symbol>';
      lot.serve("/sprite.svg", {
        headers: { "content-type": "image/svg+xml" },
        body: `<svg xmlns="http://www.w3.org/2000/svg">${symbol}</svg>`,
      });
      return { url: lot.page('<svg id="x" width="160" height="120"><use href="/sprite.svg#i"/></svg>') };
    },
    expect: { label: ["screenshot"], how: ["cut"], size: [160, 120] },
  },
  {
    ...ON_PAGE,
    no: "20y",
    title: "an inline SVG that is filled by what another one defines: drawn with it",
    open: (lot) => ({
      url: lot.page(`
        <svg width="0" height="0"><linearGradient id="g"><stop stop-color="red"/></linearGradient></svg>
        <svg id="x" width="160" height="120"><rect width="160" height="120" fill="url(#g)"/></svg>`),
    }),
    expect: { label: ["re-encoded"], how: ["drawn"], type: "image/svg+xml", size: [160, 120] },
  },
];
