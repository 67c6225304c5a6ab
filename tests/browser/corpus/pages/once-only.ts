/** Pictures that a second request does not give again: made for one look, signed for a while, or always the newest. */
import { imageReply, type Reply } from "../../../support/test-site.ts";
import { img, ON_IMAGE, ORIGINAL, onePicture } from "../one-picture.ts";
import { EXACT, type Lot, type Opened, type PageCase } from "../page-case.ts";

const EXPIRED: Reply = { status: 403, headers: { "content-type": "application/xml" }, body: "<Error/>" };
const NO_STORE = { "cache-control": "no-store" };
const FOR_A_DAY = { "cache-control": "max-age=86400" };

/** The first who asks gets the picture; whoever comes later gets another reply. */
function once(later: "other picture" | "403", at: "own" | "far", headers = {}) {
  return async (lot: Lot): Promise<Opened> => {
    const [first, other] = [await lot.picture(), await lot.picture("png", { seed: `later ${lot.host}` })];
    const host = at === "own" ? lot.host : lot.far;
    let asked = 0;
    lot.serve(`${host}/once.png`, () => {
      asked += 1;
      if (asked === 1) return imageReply(first, headers);
      return later === "403" ? EXPIRED : imageReply(other, headers);
    });
    return { url: lot.page(img(lot.http.url(host, "/once.png"))), shown: () => first };
  };
}

/** A camera: each request for an image turns its wheel, and nobody else's does. Only a trustworthy site is told what for. */
function camera(headers: Record<string, string>) {
  return async (lot: Lot): Promise<Opened> => {
    const seeds = ["1", "2", "3", "4"];
    const pictures = await Promise.all(
      seeds.map((seed) => lot.picture("png", { seed: `${lot.host} ${seed}` })),
    );
    let shown = -1;
    const current = (): (typeof pictures)[number] => {
      const picture = pictures[shown];
      if (!picture) throw new Error("the camera was asked too often, or never");
      return picture;
    };
    lot.serve("/now.png", (seen) => {
      if (seen.headers["sec-fetch-dest"] === "image") shown += 1;
      return imageReply(current(), headers);
    });
    return { url: lot.page(img("/now.png"), { secure: true }), shown: current };
  };
}

const expiresAt =
  (at: "own" | "far"): NonNullable<PageCase["before"]> =>
  (_, lot) => {
    lot.serve(`${at === "own" ? lot.host : lot.far}/p.png`, EXPIRED);
    return Promise.resolve();
  };

export const ONCE_ONLY: readonly PageCase[] = [
  {
    ...ON_IMAGE,
    no: "7a",
    title: "a second request is answered with another picture; not to be stored",
    open: once("other picture", "own", NO_STORE),
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "7a-none",
    title: "the same, with nothing but the click's own permission: drawn anew, and never the other one",
    open: once("other picture", "own", NO_STORE),
    permission: "none",
    answer: "never",
    expect: { label: ["re-encoded"], how: ["drawn"], alike: true },
  },
  {
    ...ON_IMAGE,
    no: "7a-every",
    title: "the same; every site is allowed when asked",
    open: once("other picture", "own", NO_STORE),
    permission: "none",
    answer: "every",
    // The frame has asked its own site before anybody was asked: what is saved is the picture of its page all the same.
    expect: { original: true, how: EXACT },
  },
  {
    ...ON_IMAGE,
    no: "7b",
    title: "the same on another site",
    open: once("other picture", "far", NO_STORE),
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "7c",
    title: "served once, then 403, not to be stored",
    open: once("403", "own", NO_STORE),
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "7d",
    title: "the same on another site",
    open: once("403", "far", NO_STORE),
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "8a",
    title: "a signed address that has expired since, on another site",
    open: onePicture((src) => img(src), { far: true, path: "/p.png?exp=2&sig=1", headers: FOR_A_DAY }),
    before: expiresAt("far"),
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "8b",
    title: "a signed address that has expired since, of the page's own host",
    open: onePicture((src) => img(src), { path: "/p.png?exp=2&sig=1", headers: FOR_A_DAY }),
    before: expiresAt("own"),
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "8b-none",
    title: "the same, with nothing but the click's own permission",
    open: onePicture((src) => img(src), { path: "/p.png?exp=2&sig=1", headers: FOR_A_DAY }),
    before: expiresAt("own"),
    permission: "none",
    expect: { original: true, how: ["page-copy"] },
  },
  {
    ...ON_IMAGE,
    no: "8c",
    title: "a signed address that has expired since, on another site that anyone may read",
    open: onePicture((src) => img(src, "crossorigin"), {
      far: true,
      path: "/p.png?exp=2&sig=1",
      headers: { ...FOR_A_DAY, "access-control-allow-origin": "*" },
    }),
    before: expiresAt("far"),
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "9a",
    title: "a camera, sent twice: no-cache and an etag",
    open: camera({ "cache-control": "no-cache", etag: '"n"' }),
    twice: true,
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "9b",
    title: "a camera, sent twice: no word of caches",
    open: camera({}),
    twice: true,
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "9c",
    title: "a camera, sent twice: to be kept for a second",
    open: camera({ "cache-control": "max-age=1" }),
    twice: true,
    expect: ORIGINAL,
  },
];
