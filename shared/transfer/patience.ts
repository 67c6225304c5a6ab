/** Judges how long the other end may be silent, and when to tell it that we are still here. */

import { LANE_SILENCE_MS, LANE_STALL_MS } from "../protocol/limits.ts";

/** What is known of a transfer at a moment. */
export interface Look {
  readonly nowMs: number;
  /** Whether the other end waits for us: then its silence means nothing. */
  readonly isOurTurn: boolean;
  /** Every byte that has come in so far, finished frames or not. */
  readonly seenBytes: number;
}

/** What is to be done: tell the other end to wait, or give the lane up. */
export type Verdict = "say-wait" | "silent" | "stalled" | undefined;

export class Patience {
  /** When anything last came in. */
  #seenAtMs: number;
  /** When the dialogue last went further. */
  #heardAtMs: number;
  #seenBytes = 0;

  constructor(nowMs: number) {
    this.#seenAtMs = nowMs;
    this.#heardAtMs = nowMs;
  }

  /** A word of the dialogue has come that takes it further, or bytes of the file. */
  heard(nowMs: number): void {
    this.#seenAtMs = nowMs;
    this.#heardAtMs = nowMs;
  }

  /** The other end says that it is still there, and no more: that prolongs nothing it holds. */
  seen(nowMs: number): void {
    this.#seenAtMs = nowMs;
  }

  /** Asked every `LANE_WAIT_MS`. A slow line is no dead one: bytes of a frame that is not finished count as life. */
  look({ nowMs, isOurTurn, seenBytes }: Look): Verdict {
    const isComing = seenBytes > this.#seenBytes;
    this.#seenBytes = seenBytes;
    if (isOurTurn) this.heard(nowMs);
    else if (isComing) this.#seenAtMs = nowMs;
    if (nowMs - this.#seenAtMs >= LANE_SILENCE_MS) return "silent";
    if (nowMs - this.#heardAtMs >= LANE_STALL_MS) return "stalled";
    return isOurTurn || isComing ? "say-wait" : undefined;
  }
}
