/** Which version of the wire two ends speak of which one was updated before the other. */

/** Updates come to a browser and to a computer at different times: that much later is no trouble. */
const APART = 1;

/** The older of both versions; `undefined` where they are too far apart. */
export function spokenVersion(theirs: number, own: number): number | undefined {
  if (theirs < 1 || Math.abs(theirs - own) > APART) return undefined;
  return Math.min(theirs, own);
}
