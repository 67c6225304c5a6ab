/** Pages of one picture, as most cases need them: where it comes from, how it is served, and how it stands there. */
import type { ImageFile, ImageFormat, ImageOptions } from "../../support/image-files.ts";
import { imageReply, type Reply } from "../../support/test-site.ts";
import type { Expected, Lot, Opened, PageCase, PageOptions } from "./page-case.ts";

/** A right-click on the picture itself, with all permissions: what most cases do. */
export const ON_IMAGE = { click: "#x", by: "image", permission: "all" } as const;
/** A right-click where Chrome offers no picture's menu. */
export const ON_PAGE = { click: "#x", by: "page", permission: "all" } as const;
/** A right-click inside a link, where Chrome sees no picture. */
export const ON_LINK = { click: "#x", by: "link", permission: "all" } as const;

export const ORIGINAL: Expected = { original: true };

/** Room for a picture of a case as it is. */
export const BOX = "width:160px;height:120px";

export interface OnePicture {
  readonly format?: ImageFormat;
  readonly picture?: ImageOptions;
  /** A file of another kind than an encoder makes. */
  readonly file?: (lot: Lot) => ImageFile | Promise<ImageFile>;
  /** Whether another site has it. */
  readonly far?: boolean;
  readonly path?: string;
  readonly headers?: Reply["headers"];
  readonly status?: number;
  readonly page?: PageOptions;
  /** What else the page needs. */
  readonly also?: (lot: Lot) => void;
}

/** Lays out a page whose body is made of its picture's address. */
export function onePicture(
  body: (src: string, lot: Lot) => string,
  options: OnePicture = {},
): PageCase["open"] {
  return async (lot): Promise<Opened> => {
    const { format = "png", far = false, headers = {}, status = 200, page = {} } = options;
    const picture = (await options.file?.(lot)) ?? (await lot.picture(format, options.picture));
    const path = options.path ?? `/${picture.name}`;
    const host = far ? lot.far : (page.host ?? lot.host);
    lot.serve(`${host}${path.split("?", 1)[0]}`, { ...imageReply(picture, headers), status });
    options.also?.(lot);
    const src = far ? (page.secure ? lot.https : lot.http).url(host, path) : path;
    return { url: lot.page(body(src, lot), page), shown: () => picture };
  };
}

/** An `img` of an address, as most pages have it. */
export function img(src: string, words = ""): string {
  return `<img id="x" src="${src}" ${words}>`;
}
