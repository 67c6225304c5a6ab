/** Counts what a venue sent and nobody could use: by reason, logged ever more rarely. */

import type { Log } from "./bar-writer.ts";

export class IgnoredFrames {
  readonly #venue: string;
  readonly #log: Log;
  readonly #counts = new Map<string, number>();

  constructor(venue: string, log: Log) {
    this.#venue = venue;
    this.#log = log;
  }

  /** Adds one; the first, tenth, hundredth … of a reason is logged, so that a broken feed cannot fill a disk. */
  count(reason: string): void {
    const count = this.of(reason) + 1;
    this.#counts.set(reason, count);
    if (/^10*$/.test(String(count))) {
      this.#log("price_frame_ignored", { venue: this.#venue, reason, count });
    }
  }

  /** How many frames were ignored for this reason. */
  of(reason: string): number {
    return this.#counts.get(reason) ?? 0;
  }
}
