/** Where a menu was last opened in a frame, and what was there: written by one of our scripts, read by another. */

export interface PointerMemory {
  /** In CSS pixels from the upper left corner of the frame. */
  readonly x: number;
  readonly y: number;
  /** When: milliseconds since 1970. */
  readonly at: number;
  /** What lay there, and which pictures each showed: a page can change both while the menu is open. */
  readonly shown: ReadonlyMap<Element, string>;
}

declare global {
  /** Of the world in which extension scripts run: pages can't see it. */
  var pagewirePointer: PointerMemory | undefined;
}

/** The pointer has come onto a canvas that is in no link, or has left it. */
export interface CanvasNews {
  readonly pagewireCanvas: boolean;
}

export function isCanvasNews(news: unknown): news is CanvasNews {
  return (
    typeof news === "object" &&
    news !== null &&
    "pagewireCanvas" in news &&
    typeof news.pagewireCanvas === "boolean"
  );
}
