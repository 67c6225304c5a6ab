/** What the background and the script that it puts into a page say to each other about one picture. */

import * as v from "valibot";
import { OptionalSaidSchema } from "./words/said-schema.ts";

/** What a person has clicked, as far as the browser tells the background. */
export type Clicked =
  /** An image's menu. The browser leaves out an address of more than 2 MiB. */
  | { readonly on: "image"; readonly url?: string | undefined }
  /** A link's menu: a picture in it may be meant. */
  | { readonly on: "link"; readonly url: string }
  /** The page's own menu. */
  | { readonly on: "page" }
  /** No menu on the page: the user has yet to point at it. */
  | { readonly on: "anywhere" };

/** What is asked of the script; `id` names the picture that it finds from then on. */
export type PageQuestion = { readonly pagewire: "picture"; readonly id: string } & (
  | {
      readonly ask: "find";
      readonly clicked: Clicked;
      /** Whether what is largest of all that the page offers is wanted instead of what it shows. */
      readonly wantsLargest: boolean;
      readonly words: ChooserWords;
    }
  /** The picture that the user has chosen of several, however long that takes. */
  | { readonly ask: "chosen" }
  /** The picture that the page shows, in place of the larger version that was found. */
  | { readonly ask: "shown" }
  /** Its bytes by a request of the page itself. */
  | { readonly ask: "request" }
  /** Its pixels, drawn anew. */
  | { readonly ask: "draw" }
  /** Where on the screen it is now. */
  | { readonly ask: "place" }
  /** Nothing more is read for it. */
  | { readonly ask: "stop" }
);

/** What the chooser over the page says; handed in, so that the script carries no catalogue. */
export interface ChooserWords {
  readonly title: string;
  readonly point: string;
  readonly nothingThere: string;
  readonly link: string;
  readonly cancel: string;
}

/** How a page shows a picture. */
export const PICTURE_KINDS = [
  "image",
  "input",
  "object",
  "svg-image",
  "svg",
  "css",
  "poster",
  "canvas",
  "video",
] as const;
export type PictureKind = (typeof PICTURE_KINDS)[number];

/** What a page may say of a picture in words: more is cut off where it is read. */
export const MAX_WORDS_CHARACTERS = 4096;
/** An address may be a whole `data:` picture where the page's own script reads it; it never crosses. */
export const MAX_ADDRESS_CHARACTERS = 16_384;
/** A page is not made to hold more of what its site sends; a larger picture is read by the background as it comes. */
export const MAX_READ_BYTES = 64 * 1024 * 1024;
const MAX_SENTENCE_CHARACTERS = 300;
/** Larger sides than a browser draws are a lie. */
const MAX_SIDE_PIXELS = 1 << 24;

const words = v.pipe(v.string(), v.maxLength(MAX_WORDS_CHARACTERS));
const address = v.pipe(v.string(), v.maxLength(MAX_ADDRESS_CHARACTERS));
const side = v.pipe(v.number(), v.minValue(0), v.maxValue(MAX_SIDE_PIXELS));
const sidePixels = v.pipe(side, v.integer());

/** A picture as its page describes it. */
export const PictureSchema = v.strictObject({
  kind: v.picklist(PICTURE_KINDS),
  /** Where its bytes come from; empty for what the page has drawn, and `data:` alone for what is in the document. */
  url: address,
  /** The address under which a capture of the whole page has it; empty where it is not in there, or another one is. */
  savedUrl: address,
  /** In pixels of the picture itself; 0 where the page does not say. */
  width: sidePixels,
  height: sidePixels,
  /** Whether it is still being loaded. */
  isLoading: v.boolean(),
  /** Whether the page has tried to load it and has got no picture. */
  isBroken: v.boolean(),
  /** Whether the page gives the size on its screen, as it does for one of several candidates. */
  isScaled: v.boolean(),
  /** Whether it is a larger version of what the page shows: nothing that is seen there is of it. */
  isLarger: v.boolean(),
  /** What the browser calls it where it is a tab of its own. */
  name: v.optional(words),
  alt: v.optional(words),
  /** The address and the title of the frame it is in. */
  frameUrl: address,
  title: words,
  /** The encoding of the frame's document, for escapes in addresses. */
  charset: v.pipe(v.string(), v.maxLength(40)),
  /** Whether the frame may read the address as its own. */
  isOwn: v.boolean(),
  /** Whether its site lets the page read it: it was asked for with `crossorigin`. */
  isShared: v.boolean(),
  /** Whether a service worker of the page may have made it. */
  isControlled: v.boolean(),
});
export type Picture = v.InferOutput<typeof PictureSchema>;

/** Bytes that the page has read, with what their answer said of their name. */
const ReadSchema = v.strictObject({
  blob: v.instance(Blob),
  disposition: v.optional(words),
  /** Where its redirects have led. */
  finalUrl: v.optional(address),
});

/** Answers; a Blob crosses as it is. A page that has taken its script over can say anything. */
export const FoundSchema = v.strictObject({
  /**
   * `none`: there is no picture; `link`: not a picture but what the link leads to is meant; `asking`: the user is being
   * asked which one; `taken-away`: the page did not let the user answer.
   */
  found: v.picklist(["picture", "none", "link", "asking", "cancelled", "taken-away"]),
  picture: v.optional(PictureSchema),
  /** How its bytes were had, where the document or the page's own copy has them. */
  how: v.optional(v.picklist(["document", "page-copy"])),
  read: v.optional(ReadSchema),
});
export type Found = v.InferOutput<typeof FoundSchema>;

export const PageBytesSchema = v.strictObject({
  read: v.optional(ReadSchema),
  said: OptionalSaidSchema,
  message: v.optional(v.pipe(v.string(), v.maxLength(MAX_SENTENCE_CHARACTERS))),
});
export type PageBytes = v.InferOutput<typeof PageBytesSchema>;

export const PlaceSchema = v.strictObject({
  /** In CSS pixels from the upper left corner of the tab's page; absent where it is not to be seen. */
  area: v.optional(v.strictObject({ x: v.number(), y: v.number(), width: side, height: side })),
  /** Device pixels a CSS pixel. */
  scale: v.pipe(v.number(), v.minValue(0.1), v.maxValue(20)),
});
export type Place = v.InferOutput<typeof PlaceSchema>;
