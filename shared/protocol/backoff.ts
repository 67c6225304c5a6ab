/** How long to wait before another try. */

/**
 * Full jitter between a floor and a ceiling that doubles with each failed try: ends that were cut off together
 * come back apart. `random` is an even spread over [0, 1).
 */
export function backoffMs(
  failedTries: number,
  bounds: { readonly floorMs: number; readonly ceilingMs: number },
  random: () => number,
): number {
  const ceilingMs = Math.min(bounds.ceilingMs, bounds.floorMs * 2 ** failedTries);
  return Math.round(bounds.floorMs + random() * (ceilingMs - bounds.floorMs));
}
