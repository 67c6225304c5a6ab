/** Counts what a venue sent that is of no use: by reason, logged ever more rarely. */

import type { Log } from "../../process/log.ts";

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
      this.#log("venue.frame-ignored", { venue: this.#venue, reason, count });
    }
  }

  /** Does something with a frame, or with one event of it; where it stumbles there is only one less. */
  attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.count("failed");
      this.#log("venue.frame-failed", { venue: this.#venue, error });
    }
  }

  /** How many frames were ignored for this reason. */
  of(reason: string): number {
    return this.#counts.get(reason) ?? 0;
  }
}
