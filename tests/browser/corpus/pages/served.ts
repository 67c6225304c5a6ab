/** Pictures that are served as something else than they are, or with another status than 200. */
import { gzipSync } from "node:zlib";
import { imageReply, type Reply } from "../../../support/test-site.ts";
import { img, ON_IMAGE, onePicture } from "../one-picture.ts";
import type { PageCase } from "../page-case.ts";

/** What servers say of a JPEG; all of it shows as a picture. */
const SAID: readonly (readonly [string, string, Reply["headers"]])[] = [
  ["10a", "a JPEG served as text/html", { "content-type": "text/html; charset=UTF-8" }],
  ["10b", "a JPEG without a type", { "content-type": undefined }],
  ["10c", "a JPEG of the type false", { "content-type": "false" }],
  ["10d", "a JPEG served as text/plain", { "content-type": "text/plain" }],
  ["10e", "a JPEG served as octet-stream", { "content-type": "application/octet-stream" }],
];

export const SERVED: readonly PageCase[] = [
  ...SAID.map(([no, title, headers]): PageCase => {
    const name = `photo-${no}.jpg`;
    return {
      ...ON_IMAGE,
      no,
      title,
      open: async (lot) => {
        const picture = await lot.picture("jpeg");
        const reply = imageReply(picture);
        const { "content-type": _, ...rest } = { ...reply.headers };
        const said = headers?.["content-type"];
        lot.serve(`/photo-${no}.php`, {
          ...reply,
          headers: said === undefined ? rest : { ...rest, "content-type": said },
        });
        return { url: lot.page(img(`/photo-${no}.php`)), shown: () => picture };
      },
      expect: { original: true, name, type: "image/jpeg" },
    };
  }),
  {
    ...ON_IMAGE,
    no: "11",
    title: "a picture with status 404",
    open: onePicture((src) => img(src), { status: 404 }),
    expect: { original: true },
  },
  {
    ...ON_IMAGE,
    no: "11f",
    title: "a picture with status 404, of another site",
    open: onePicture((src) => img(src), { status: 404, far: true }),
    expect: { original: true },
  },
  {
    ...ON_IMAGE,
    no: "11k",
    title: "control: a web page with status 404 behind a broken picture",
    open: (lot) => {
      lot.serve("/p.png", { status: 404, headers: { "content-type": "text/html" }, body: "<p>gone</p>" });
      return { url: lot.page(img("/p.png", 'width="160" height="120"')) };
    },
    ready: "document.images[0].complete",
    expect: { sentence: /404|no image|broken|does not show/i },
  },
  {
    ...ON_IMAGE,
    no: "K4",
    title: "a web page or a picture at one address, by Accept",
    open: async (lot) => {
      const picture = await lot.picture();
      lot.serve("/both", ({ headers }) =>
        headers.accept?.startsWith("image/")
          ? imageReply(picture)
          : { headers: { "content-type": "text/html" }, body: "<p>page" },
      );
      return { url: lot.page(img("/both")), shown: () => picture };
    },
    expect: { original: true, name: "both.png" },
  },
  {
    ...ON_IMAGE,
    no: "K9d",
    title: "an SVG that is sent compressed",
    open: async (lot) => {
      const picture = await lot.picture("svg");
      const body = gzipSync(picture.bytes);
      lot.serve("/p.svg", {
        headers: { "content-type": "image/svg+xml", "content-encoding": "gzip" },
        body,
      });
      return { url: lot.page(img("/p.svg")), shown: () => picture };
    },
    expect: { original: true },
  },
  {
    ...ON_IMAGE,
    no: "K9e",
    title: "a picture that is sent without its length",
    open: async (lot) => {
      const picture = await lot.picture();
      lot.serve("/p.png", {
        headers: { "content-type": "image/png" },
        body: [picture.bytes.subarray(0, 5_000), picture.bytes.subarray(5_000)],
      });
      return { url: lot.page(img("/p.png")), shown: () => picture };
    },
    expect: { original: true },
  },
];
