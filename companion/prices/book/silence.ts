/** Replies that end before they should: whether nothing was traded there, or the venue does not know yet. */

import { EMPTY_REPLIES, QUIET_REPLIES } from "../limits.ts";

export class Silence {
  #fromSeconds = 0;
  #replies = 0;

  /** One more reply without a candle from there on; whether that was said often enough to be believed. */
  isBelieved(fromSeconds: number, hasCandles: boolean): boolean {
    this.#replies = this.#fromSeconds === fromSeconds ? this.#replies + 1 : 1;
    this.#fromSeconds = fromSeconds;
    return this.#replies >= (hasCandles ? QUIET_REPLIES : EMPTY_REPLIES);
  }
}
