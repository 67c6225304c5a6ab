/** How fast a file is acknowledged: smoothed, so that pieces of 4 MiB do not make the figure jump. */

/** A speed of this long ago counts little more than a third. */
const SMOOTHING_MS = 2_000;

export class SpeedMeter {
  #bytes: number | undefined;
  #atMs = 0;
  #bytesPerSecond: number | undefined;

  /**
   * Takes how many bytes are acknowledged in all, and when; returns bytes per second. The first call is where
   * the counting begins: what was there before was not sent now.
   */
  take(bytes: number, nowMs: number): number | undefined {
    const before = this.#bytes;
    const passedMs = nowMs - this.#atMs;
    if (before !== undefined && passedMs <= 0) return this.#bytesPerSecond;
    this.#bytes = bytes;
    this.#atMs = nowMs;
    if (before === undefined) return undefined;
    const speed = (Math.max(0, bytes - before) / passedMs) * 1000;
    const known = this.#bytesPerSecond ?? speed;
    this.#bytesPerSecond = known + (speed - known) * (1 - Math.exp(-passedMs / SMOOTHING_MS));
    return this.#bytesPerSecond;
  }
}
