/** What waits for one reader: in order, bounded, and of some events only the newest. */

import { MAX_CONTROL_BUFFERED_BYTES, WAITING_FRAME_COST_BYTES } from "../../limits.ts";
import type { ClientTotal } from "./client-totals.ts";

/** One that waits, between its neighbours. */
interface Waiting<Item> {
  readonly item: Item;
  readonly cost: number;
  readonly latest: string | undefined;
  before: Waiting<Item> | undefined;
  next: Waiting<Item> | undefined;
}

/**
 * A chain, so that one can be taken out of its middle. (A Map keeps an order too, but an iterator that is kept on
 * one keeps alive all that was ever removed from it meanwhile, and a new one steps over every hole.)
 */
export class OutgoingQueue<Item> {
  #first: Waiting<Item> | undefined;
  #last: Waiting<Item> | undefined;
  readonly #latest = new Map<string, Waiting<Item>>();
  readonly #total: ClientTotal;
  #cost = 0;

  /** `total` counts what waits for the same client elsewhere, too. */
  constructor(total: ClientTotal) {
    this.#total = total;
  }

  get isEmpty(): boolean {
    return this.#first === undefined;
  }

  /** What waits, in bytes with what it costs to keep. */
  get cost(): number {
    return this.#cost;
  }

  /** Whether the reader is so slow that nothing more may be kept for it. */
  get isFull(): boolean {
    return this.#cost > MAX_CONTROL_BUFFERED_BYTES || this.#total.isTooSlow(this.#cost);
  }

  /** Adds one at the end; of those with the same `latest` only this one stays. */
  add(item: Item, bytes: number, latest?: string): void {
    const older = latest === undefined ? undefined : this.#latest.get(latest);
    if (older) this.#remove(older);
    const waiting = {
      item,
      cost: bytes + WAITING_FRAME_COST_BYTES,
      latest,
      before: this.#last,
      next: undefined,
    };
    if (this.#last) this.#last.next = waiting;
    else this.#first = waiting;
    this.#last = waiting;
    this.#count(waiting.cost);
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
    this.#count(-this.#cost);
  }

  #count(bytes: number): void {
    this.#cost += bytes;
    this.#total.countBuffered(bytes);
  }

  #remove(waiting: Waiting<Item>): void {
    const { before, next, cost, latest } = waiting;
    if (before) before.next = next;
    else this.#first = next;
    if (next) next.before = before;
    else this.#last = before;
    // Code that still holds this one must not keep all the others in memory by it.
    waiting.before = undefined;
    waiting.next = undefined;
    this.#count(-cost);
    if (latest !== undefined) this.#latest.delete(latest);
  }
}
