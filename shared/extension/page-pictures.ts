/** What the picker and the script that it puts into a page say to each other about all of the page's pictures. */

import * as v from "valibot";
import { MAX_ADDRESS_CHARACTERS, MAX_WORDS_CHARACTERS, PICTURE_KINDS } from "./page-words.ts";

/** The port over which a frame lists its pictures, in the order in which they stand in its document. */
export const PICTURES_PORT = "pagewire-pictures";
/** More of one frame are not listed. */
export const MAX_LISTED = 5_000;
/** So many come together at most. */
export const MAX_LISTED_TOGETHER = 100;

/** Larger sides than a browser draws are a lie. */
const MAX_SIDE_PIXELS = 1 << 24;

const words = v.pipe(v.string(), v.maxLength(MAX_WORDS_CHARACTERS));
const address = v.pipe(v.string(), v.maxLength(MAX_ADDRESS_CHARACTERS));
const side = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_SIDE_PIXELS));
const number = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_LISTED));

/**
 * Why a picture is offered: the page shows it; it is on the page and not loaded yet; the page has a larger candidate of one
 * that it shows; or a link around one leads to it.
 */
export const OFFERS = ["shown", "lazy", "candidate", "linked"] as const;
export type Offered = (typeof OFFERS)[number];

/** One picture, as its page says it. */
export const ListedSchema = v.strictObject({
  /** Which of its frame's. */
  number,
  /** On the picture that is a better one's reason: that one's number. */
  of: v.optional(number),
  offered: v.picklist(OFFERS),
  kind: v.picklist(PICTURE_KINDS),
  /** Empty for what the page has drawn, and `data:` alone for what is in the document. */
  url: address,
  /** The address under which a capture of the whole page has it; empty where it is not in there. */
  savedUrl: address,
  /** In pixels of the picture itself; 0 where the page does not say. */
  width: side,
  height: side,
  /** Whether the page gives the size on its screen, as it does for one of several candidates. */
  isScaled: v.boolean(),
  /** Whether the page has tried to load it and has got none. */
  isBroken: v.boolean(),
  /** Whether the frame can give its bytes without asking its site. */
  isReadable: v.boolean(),
  isInSelection: v.boolean(),
  alt: v.optional(words),
});
export type Listed = v.InferOutput<typeof ListedSchema>;

/** Some of a frame's pictures. */
export const ListedTogetherSchema = v.strictObject({
  /** The address, the title and the encoding of the frame's document. */
  frameUrl: address,
  title: words,
  charset: v.pipe(v.string(), v.maxLength(40)),
  pictures: v.pipe(v.array(ListedSchema), v.maxLength(MAX_LISTED_TOGETHER)),
  /** Whether these are the last ones. */
  isLast: v.boolean(),
});
export type ListedTogether = v.InferOutput<typeof ListedTogetherSchema>;

/** The picker asks for the bytes of one that was listed; it is answered by `PageBytesSchema`. */
export interface ListedQuestion {
  readonly pagewire: "listed";
  readonly number: number;
}

/** Whether what has arrived is such a question. */
export function isListedQuestion(asked: unknown): asked is ListedQuestion {
  return (
    typeof asked === "object" &&
    asked !== null &&
    "pagewire" in asked &&
    asked.pagewire === "listed" &&
    "number" in asked &&
    typeof asked.number === "number"
  );
}
