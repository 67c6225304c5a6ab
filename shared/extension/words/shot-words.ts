/** What the page that takes screenshots and its script in the page that is taken say to each other. */

import * as v from "valibot";

/** The port that is open as long as a picture is taken: when it ends, the page is put back as it was. */
export const SHOT_PORT = "pagewire-shot";

/** What of its fixed parts the page shows in one stretch: its head once, at the top, and what is at its foot once, at the end. */
export interface Stretch {
  /** From the upper edge of the document, in CSS pixels. */
  readonly y: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** The stretch is not shown before this time is over. */
  readonly waitMs: number;
}

export type ShotQuestion = { readonly pagewire: "shot" } & (
  | { readonly ask: "area" | "element"; readonly words: string }
  | { readonly ask: "measure" }
  | ({ readonly ask: "go" } & Stretch)
  | { readonly ask: "restore" }
);

/** Whether something that has come is such a question. */
export function isShotQuestion(asked: unknown): asked is ShotQuestion {
  return typeof asked === "object" && asked !== null && "pagewire" in asked && asked.pagewire === "shot";
}

/** Larger sides than a browser draws are a lie. */
const MAX_SIDE_PIXELS = 1 << 25;
const place = v.pipe(v.number(), v.minValue(-MAX_SIDE_PIXELS), v.maxValue(MAX_SIDE_PIXELS));
const side = v.pipe(v.number(), v.minValue(0), v.maxValue(MAX_SIDE_PIXELS));
const area = v.strictObject({ x: place, y: place, width: side, height: side });

/** In CSS pixels from the upper left corner of the document. */
export type ShotArea = v.InferOutput<typeof area>;

export const ChosenSchema = v.strictObject({
  /** Absent where the user has thought better of it. */
  area: v.optional(area),
});

/** How large the page is, and what is seen of it. */
export const MeasuresSchema = v.strictObject({
  documentHeight: side,
  x: place,
  y: place,
  /** What is seen of it, without scroll bars. */
  width: v.pipe(side, v.minValue(1)),
  height: v.pipe(side, v.minValue(1)),
  /** Device pixels a CSS pixel. */
  scale: v.pipe(v.number(), v.minValue(0.1), v.maxValue(20)),
});
export type Measures = v.InferOutput<typeof MeasuresSchema>;
