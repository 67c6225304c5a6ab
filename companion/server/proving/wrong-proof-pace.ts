/** How fast wrong proofs are answered: a client that guesses waits for the answer, one that proves never does. */

import { MAX_WRONG_PROOF_DELAY_MS, WRONG_PROOF_BURST, WRONG_PROOF_INTERVAL_MS } from "../../limits.ts";

export class WrongProofPace {
  readonly #now: () => number;
  /** When the next wrong proof is due. */
  #dueAt = Number.NEGATIVE_INFINITY;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Counts one wrong proof and says how long its answer is to wait. */
  delayMs(): number {
    const now = this.#now();
    const earliest = now - WRONG_PROOF_BURST * WRONG_PROOF_INTERVAL_MS;
    const dueAt = Math.max(this.#dueAt, earliest) + WRONG_PROOF_INTERVAL_MS;
    // Nobody waits for ever because of what others did.
    this.#dueAt = Math.min(dueAt, now + MAX_WRONG_PROOF_DELAY_MS);
    return Math.max(0, this.#dueAt - now);
  }
}
