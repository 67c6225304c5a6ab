/** Pictures whose address leads elsewhere: upgraded by the browser, or sent on by their site. */
import { imageReply, redirectTo } from "../../../support/test-site.ts";
import { img, ON_IMAGE, ORIGINAL, onePicture } from "../one-picture.ts";
import { EXACT, type Lot, type Opened, type PageCase } from "../page-case.ts";

/** A picture of the page's own host that is sent on to a storage host. */
function stored(headers: Record<string, string>) {
  return async (lot: Lot): Promise<Opened> => {
    const picture = await lot.picture();
    lot.serve("/attachment/7", redirectTo(lot.http.url(lot.far, "/k/7.png?sig=1")));
    lot.serve(`${lot.far}/k/7.png`, imageReply(picture, headers));
    return { url: lot.page(img("/attachment/7")), shown: () => picture };
  };
}

const ANYONE = { "access-control-allow-origin": "*" };

export const ELSEWHERE: readonly PageCase[] = [
  {
    ...ON_IMAGE,
    no: "3",
    title: "an http: picture on an https: page, upgraded by the browser",
    open: async (lot) => {
      const picture = await lot.picture();
      lot.https.route(`${lot.far}/p.png`, imageReply(picture));
      const written = lot.https.url(lot.far, "/p.png").replace("https:", "http:");
      return { url: lot.page(img(written), { secure: true }), shown: () => picture };
    },
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "4a",
    title: "a redirect to a storage host without CORS headers",
    open: stored({}),
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "4b",
    title: "a redirect to a storage host that anyone may read",
    open: stored(ANYONE),
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "4a-every",
    title: "a redirect to a storage host; every site is allowed when asked",
    open: async (lot) => ({ ...(await stored({})(lot)), host: lot.far }),
    permission: "none",
    answer: "every",
    // The frame has asked its own site before anybody was asked: the bytes are the page's own all the same.
    expect: { original: true, how: EXACT },
  },
  {
    ...ON_IMAGE,
    no: "4c",
    title: "a redirect in three steps and back to the page's own host",
    open: async (lot) => {
      const picture = await lot.picture();
      lot.serve("/1", redirectTo(lot.http.url(lot.far, "/2"), 301));
      lot.serve(`${lot.far}/2`, redirectTo(lot.http.url(lot.host, "/3.png"), 307));
      lot.serve("/3.png", imageReply(picture));
      return { url: lot.page(img("/1")), shown: () => picture };
    },
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "E1",
    title: "a picture of another site, without any CORS header",
    open: onePicture((src) => img(src), { far: true }),
    expect: { original: true, how: ["page-capture"] },
  },
  {
    ...ON_IMAGE,
    no: "E1-every",
    title: "the same; every site is allowed when asked",
    open: onePicture((src) => img(src), { far: true }),
    permission: "none",
    answer: "every",
    expect: { original: true, how: ["page-capture"] },
  },
  {
    ...ON_IMAGE,
    no: "E1-only",
    title: "the same; only its site is allowed when asked",
    open: onePicture((src) => img(src), { far: true }),
    permission: "none",
    answer: "only",
    expect: { original: true, how: EXACT },
  },
  {
    ...ON_IMAGE,
    no: "E1-never",
    title: "the same; never is answered when asked: it is cut out of the screen",
    open: onePicture((src) => img(src), { far: true }),
    permission: "none",
    answer: "never",
    expect: { label: ["screenshot"], how: ["cut"], alike: true },
  },
  {
    ...ON_IMAGE,
    no: "E2-none",
    title: "another site that anyone may read, as the page does: nobody needs to be asked",
    open: onePicture((src) => img(src, "crossorigin"), { far: true, headers: ANYONE }),
    permission: "none",
    // The frame may read it as the page did; drawn anew it is allowed as well.
    expect: {
      oneOf: [
        { original: true, how: EXACT },
        { label: ["re-encoded", "screenshot"], alike: true },
      ],
    },
  },
  {
    ...ON_IMAGE,
    no: "E13",
    title: "another site's picture is taken away while the menu stands open: nothing else is cut out for it",
    permission: "none",
    open: onePicture((src) => img(src), { far: true }),
    meanwhile: async (page) => {
      await page.evaluate(() => document.querySelector("#x")?.remove());
    },
    answer: "never",
    expect: { sentence: /no longer has these bytes/ },
  },
];
