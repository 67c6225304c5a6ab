/** What waits for one reader: in order, bounded, and of some events only the newest. */

import { MAX_CONTROL_BUFFERED_BYTES, WAITING_FRAME_COST_BYTES } from "../../../shared/protocol/limits.ts";

/** One that waits, between its neighbours. */
interface Waiting<Item> {
  readonly item: Item;
  readonly cost: number;
  readonly latest: string | undefined;
  before: Waiting<Item> | undefined;
  behind: Waiting<Item> | undefined;
}

/**
 * A chain, so that one can be taken out of its middle. (A Map keeps an order too, but an iterator that is kept on
 * one keeps alive all that was ever removed from it meanwhile, and a new one steps over every hole.)
 */
export class OutgoingQueue<Item> {
  #first: Waiting<Item> | undefined;
  #last: Waiting<Item> | undefined;
  readonly #latest = new Map<string, Waiting<Item>>();
  #cost = 0;

  get isEmpty(): boolean {
    return this.#first === undefined;
  }

  /** What waits, in bytes with what it costs to keep. */
  get cost(): number {
    return this.#cost;
  }

  /** Whether the reader is so far behind that nothing more may be kept for it. */
  get isFull(): boolean {
    return this.#cost > MAX_CONTROL_BUFFERED_BYTES;
  }

  /** Puts one behind the others; of those with the same `latest` only this one stays. */
  add(item: Item, bytes: number, latest?: string): void {
    const older = latest === undefined ? undefined : this.#latest.get(latest);
    if (older) this.#remove(older);
    const waiting = {
      item,
      cost: bytes + WAITING_FRAME_COST_BYTES,
      latest,
      before: this.#last,
      behind: undefined,
    };
    if (this.#last) this.#last.behind = waiting;
    else this.#first = waiting;
    this.#last = waiting;
    this.#cost += waiting.cost;
    if (latest !== undefined) this.#latest.set(latest, waiting);
  }

  /** Takes the oldest. */
  take(): Item | undefined {
    const first = this.#first;
    if (first) this.#remove(first);
    return first?.item;
  }

  clear(): void {
    this.#first = undefined;
    this.#last = undefined;
    this.#latest.clear();
    this.#cost = 0;
  }

  #remove(waiting: Waiting<Item>): void {
    const { before, behind, cost, latest } = waiting;
    if (before) before.behind = behind;
    else this.#first = behind;
    if (behind) behind.before = before;
    else this.#last = before;
    // Whoever still holds on to this one shall not hold on to all the others by it.
    waiting.before = undefined;
    waiting.behind = undefined;
    this.#cost -= cost;
    if (latest !== undefined) this.#latest.delete(latest);
  }
}
