/** Pictures in every format a browser shows, also in the forms that other programs do not know them by. */
import { makeImageFile } from "../../../support/image-files.ts";
import { img, ON_IMAGE, type OnePicture, onePicture } from "../one-picture.ts";
import { EXACT, type PageCase } from "../page-case.ts";
import {
  animated,
  animatedAvif,
  animatedPng,
  avifAsMif1,
  bitmap,
  encoded,
  icon,
  pngWithLongText,
  svgOf,
} from "../picture-kinds.ts";

const CIRCLE = `width="60" height="40"><NS:circle r="20" cx="30" cy="20" fill="teal"/></NS:svg>`;
const svg = (prefix = ""): string =>
  `<NS:svg xmlns${prefix && `:${prefix}`}="http://www.w3.org/2000/svg" ${CIRCLE}`.replaceAll(
    "NS:",
    prefix && `${prefix}:`,
  );

/** One format: its file must come byte for byte, under its own name and type. */
function format(
  no: string,
  title: string,
  file: NonNullable<OnePicture["file"]>,
  more: OnePicture = {},
): PageCase {
  return {
    ...ON_IMAGE,
    no,
    title,
    open: onePicture((src) => img(src, 'width="160"'), { ...more, file }),
    expect: { original: true },
  };
}

/** The same, and what it must be called and said to be. */
function named(row: PageCase, name: string, type: string): PageCase {
  return { ...row, expect: { original: true, name, type } };
}

export const FORMATS: readonly PageCase[] = [
  named(
    format("22a", "an SVG with a prefix, as Python writes it", () =>
      svgOf("ns0.svg", `<?xml version="1.0" encoding="utf-8"?>\n${svg("ns0")}`),
    ),
    "ns0.svg",
    "image/svg+xml",
  ),
  named(
    format("22b", "an SVG behind 5 kB of comment", () =>
      svgOf("late.svg", `<!-- ${"licence ".repeat(650)} -->\n${svg()}`),
    ),
    "late.svg",
    "image/svg+xml",
  ),
  named(
    format("22c", "an SVG in UTF-16", () =>
      svgOf("wide.svg", Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?>\n${svg()}`, "utf16le")),
    ),
    "wide.svg",
    "image/svg+xml",
  ),
  named(
    format("22d", "an SVG with a document type and entities", () =>
      svgOf(
        "entity.svg",
        `<!DOCTYPE svg [<!ENTITY ns "http://www.w3.org/2000/svg">]>\n${svg().replace(
          "http://www.w3.org/2000/svg",
          "&ns;",
        )}`,
      ),
    ),
    "entity.svg",
    "image/svg+xml",
  ),
  named(
    format("23a", "an AVIF whose major brand is mif1", () => avifAsMif1("family.avif")),
    "family.avif",
    "image/avif",
  ),
  {
    ...format("24", "an animated PNG keeps the ending that programs know", () => animatedPng("sticker.png")),
    expect: { original: true, name: "sticker.png" },
  },
  named(
    format("K5", "a PNG with 25 kB of text before its pixels", () => pngWithLongText("ai.png")),
    "ai.png",
    "image/png",
  ),
  named(
    format("K10", "a PNG that is named and served as JPEG", async () => ({
      ...(await encoded("named.jpg", "image/jpeg", (image) => image.png())),
    })),
    "named.png",
    "image/png",
  ),
  named(
    format("K11", "a plain AVIF", () =>
      encoded("plain.avif", "image/avif", (image) => image.avif({ effort: 0 })),
    ),
    "plain.avif",
    "image/avif",
  ),
  format("F1", "an animated GIF", () => animated("gif", "moves.gif")),
  format("F2", "an animated WebP", () => animated("webp", "moves.webp")),
  format("F3", "an animated AVIF", () => animatedAvif("moves.avif")),
  format("F4", "a JPEG that its EXIF data rotate", () =>
    encoded("turned.jpg", "image/jpeg", (image) => image.withMetadata({ orientation: 6 }).jpeg()),
  ),
  format("F5", "a JPEG in CMYK", () =>
    encoded("print.jpg", "image/jpeg", (image) => image.toColourspace("cmyk").jpeg()),
  ),
  format(
    "F6",
    "a progressive JPEG of another site",
    () => encoded("progressive.jpg", "image/jpeg", (image) => image.jpeg({ progressive: true })),
    { far: true },
  ),
  format("F7", "a WebP of another site", (lot) => lot.picture("webp"), { far: true }),
  format("F8", "an AVIF of another site", (lot) => lot.picture("avif"), { far: true }),
  format("F9", "a PNG of 16 bits a channel", () =>
    encoded("deep.png", "image/png", (image) => image.toColourspace("rgb16").png()),
  ),
  format("F10", "a bitmap", () => bitmap("plain.bmp")),
  format("F11", "an icon", () => icon("site.ico")),
  {
    ...format(
      "F12",
      "a PNG of 17.6 MB of another site",
      () => makeImageFile("png", { width: 2_450, height: 2_400, seed: "17.6 MB", name: "large.png" }),
      { far: true },
    ),
    // Beside other browsers its page may take longer to be written down than is waited for.
    expect: { original: true, how: EXACT },
  },
  {
    ...ON_IMAGE,
    no: "F13",
    title: "a PNG of 50 MB",
    open: onePicture((src) => img(src, 'width="400"'), {
      file: () => makeImageFile("png", { width: 4_200, height: 4_000, seed: "50 MB", name: "huge.png" }),
    }),
    // Too much for page capture's limits, it may be; the page's own cache or the site gives it.
    expect: { original: true, how: EXACT },
  },
];
