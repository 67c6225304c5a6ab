/** Pictures that are far more, or something else, than they say. */
import { createHash } from "node:crypto";
import { createGzip } from "node:zlib";
import { htmlPage, imageReply } from "../../../support/test-site.ts";
import { img, ON_IMAGE, ORIGINAL, onePicture } from "../one-picture.ts";
import { type PageCase, RIGHT_OR_TOLD } from "../page-case.ts";
import { encoded, imageFile, pixelBomb } from "../picture-kinds.ts";

const BOMB_BYTES = 200 * 1024 * 1024;

export const BOMBS: readonly PageCase[] = [
  {
    ...ON_IMAGE,
    no: "H10",
    title: "a picture of more pixels than any memory holds",
    open: onePicture((src) => img(src, 'width="160" height="120"'), { file: () => pixelBomb("pixels.png") }),
    ready: "document.images[0].complete",
    expect: RIGHT_OR_TOLD,
  },
  {
    ...ON_IMAGE,
    no: "H11",
    title: "a picture behind which 200 MB of nothing are packed",
    open: async (lot) => {
      const picture = await lot.picture();
      const headers = { "content-type": "image/png", "content-encoding": "gzip" };
      lot.serve("/p.png", () => ({ headers, body: packed(picture.bytes) }));
      const whole = { ...picture, sha256: sha256With(picture.bytes) };
      return { url: lot.page(img("/p.png")), shown: () => whole };
    },
    // All of it is the original, however much; never a part of it that says so.
    expect: RIGHT_OR_TOLD,
  },
  {
    ...ON_IMAGE,
    no: "H12",
    title: "a program that says it is a picture",
    open: (lot) => {
      const program = imageFile(
        "p.png",
        "image/png",
        Buffer.concat([Buffer.from("MZ"), Buffer.alloc(4_096, 1)]),
      );
      lot.serve("/p.png", imageReply(program));
      return { url: lot.page(img("/p.png", 'width="160" height="120"')) };
    },
    ready: "document.images[0].complete",
    expect: { sentence: /no image|no picture|not an image|does not show/i },
  },
  {
    ...ON_IMAGE,
    no: "H13",
    title: "a picture with a web page behind its end: it is its bytes, and a picture",
    open: onePicture((src) => img(src), {
      file: async () => {
        const { bytes } = await encoded("both.png", "image/png", (image) => image.png());
        const { body } = htmlPage("<script>alert(1)</script>");
        return imageFile("both.png", "image/png", Buffer.concat([bytes, Buffer.from(String(body))]));
      },
    }),
    expect: { original: true, type: "image/png" },
  },
  {
    ...ON_IMAGE,
    no: "H14",
    title: "control: a plain picture after all of that",
    open: onePicture((src) => img(src)),
    expect: ORIGINAL,
  },
];

const ZEROS = Buffer.alloc(1024 * 1024);

function sha256With(bytes: Uint8Array): string {
  const hash = createHash("sha256").update(bytes);
  for (let left = BOMB_BYTES; left > 0; left -= ZEROS.length) hash.update(ZEROS);
  return hash.digest("hex");
}

/** A picture, then zeros, as the gzip that a server would send: some 200 kB on the wire. */
function packed(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  const gzip = createGzip();
  let left = BOMB_BYTES;
  gzip.write(bytes);
  const more = (): void => {
    while (left > 0) {
      left -= ZEROS.length;
      if (!gzip.write(ZEROS)) return void gzip.once("drain", more);
    }
    gzip.end();
  };
  more();
  return gzip;
}
