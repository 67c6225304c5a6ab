/** A price that says when its trade was said: milliseconds since 1970 as cents, of which the last digits are enough. */

export const MARKED_MS = 10_000_000;

/** The price of a trade that is said now. */
export function markedPrice(): string {
  return ((MARKED_MS + (Date.now() % MARKED_MS)) / 100).toFixed(2);
}
