/** A picture of more than is seen at once, taken stretch by stretch: which stretches, what is cut, and what is left blank. */

import type { Measures, ShotArea, Stretch } from "../../../shared/extension/words/shot-words.ts";

/** A longer page is cut there: thirty screens and more, and what every program can still open. */
export const MAX_HEIGHT_PIXELS = 30_000;
/** The longest side of a canvas, and the most pixels it has (Chromium's own limits: 65,535 and 2^28). */
const MAX_CANVAS_SIDE = 65_000;
const MAX_CANVAS_PIXELS = 2 ** 28 - 2 ** 20;
/** How often one stretch is tried. */
const TRIES = 3;

/** What the page lets be done with it. */
export interface TakenPage {
  measure(): Promise<Measures>;
  /** Scrolls there, and waits until that is seen. */
  go(stretch: Stretch): Promise<Measures>;
  /** What is seen now; `undefined` where it could not be taken, `gone` where the page is not in front any more. */
  take(): Promise<ImageBitmap | "gone" | undefined>;
  /** How long until the next may be taken. */
  readonly waitMs: number;
}

/** Where the stretches are put together. */
export interface Strip {
  /** At least so high from then on, in device pixels. */
  grow(height: number): void;
  /** From `from` of the stretch on, `height` rows, to `to` of the strip. */
  draw(
    tile: ImageBitmap,
    rows: { readonly from: number; readonly to: number; readonly height: number },
  ): void;
}

/** What was taken of it. */
export interface LongPicture {
  /** In device pixels; 0 where nothing could be taken. */
  readonly height: number;
  /** It goes on, and ends here because of its length. */
  readonly isCut: boolean;
  /** Stretches that are blank. */
  readonly missing: number;
  /** The page was left before the end. */
  readonly isEnded: boolean;
}

/**
 * Takes an area of the document: all of it without one. A document that grows while it is scrolled is followed as far as
 * the limits go.
 */
export async function takeLong(
  page: TakenPage,
  strip: Strip,
  area: ShotArea | undefined,
  onProgress: (done: number, all: number) => void,
): Promise<LongPicture> {
  const first = await page.measure();
  const { scale, width } = first;
  const top = Math.max(0, Math.floor(area?.y ?? 0));
  const most = mostOf(width, scale);
  const endOf = (height: number): number => (area ? Math.min(area.y + area.height, height) : height);
  let end = endOf(first.documentHeight);
  let [missing, drawn, lastGood] = [0, top, top];
  let isEnded = false;
  const limit = top + most;
  while (drawn < Math.min(end, limit)) {
    const bottom = Math.min(end, limit);
    onProgress(drawn - top, bottom - top);
    const isLast = drawn + first.height >= bottom;
    const stretch = { y: drawn, isFirst: drawn === top, isLast };
    const seen = await takeStretch(page, stretch);
    if (seen === "gone") {
      isEnded = true;
      break;
    }
    const { at, tile } = seen;
    end = endOf(at.documentHeight);
    const to = Math.min(at.y + at.height, Math.min(end, limit));
    // A page that does not let itself be scrolled shows no more than this.
    if (to <= drawn) break;
    if (tile) {
      strip.grow(Math.round((to - top) * scale));
      strip.draw(tile, {
        from: Math.round((drawn - at.y) * scale),
        to: Math.round((drawn - top) * scale),
        height: Math.round((to - drawn) * scale),
      });
      tile.close();
      lastGood = to;
    } else missing += 1;
    drawn = to;
  }
  onProgress(1, 1);
  return {
    height: Math.round((lastGood - top) * scale),
    isCut: !isEnded && end > limit,
    missing: lastGood === top ? 0 : missing,
    isEnded,
  };
}

/** In CSS pixels: as long as one picture can be. */
function mostOf(width: number, scale: number): number {
  const device = Math.min(MAX_CANVAS_SIDE, Math.floor(MAX_CANVAS_PIXELS / Math.max(1, width * scale)));
  return Math.min(MAX_HEIGHT_PIXELS, Math.floor(device / scale));
}

type SeenStretch = { readonly at: Measures; readonly tile: ImageBitmap | undefined } | "gone";

async function takeStretch(page: TakenPage, stretch: Omit<Stretch, "waitMs">): Promise<SeenStretch> {
  let at = await page.go({ ...stretch, waitMs: page.waitMs });
  for (let tries = 1; ; tries += 1) {
    const tile = await page.take();
    if (tile === "gone") return "gone";
    if (tile || tries === TRIES) return { at, tile };
    at = await page.go({ ...stretch, waitMs: page.waitMs });
  }
}
