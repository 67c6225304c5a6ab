/** What is written onto a received file about where it came from, and what writes it. */

/** A file and where it came from. */
export interface OriginMark {
  readonly path: string;
  readonly url: string;
  /** The page it was on, where that is known. */
  readonly pageUrl: string | undefined;
}

/** What this system marks files with. */
export interface Marker {
  /** Marks them; one that can't be marked does not stop the others. */
  mark(marks: readonly OriginMark[]): Promise<void>;
}
