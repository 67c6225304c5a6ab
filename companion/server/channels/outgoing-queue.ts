/** What waits for one reader: in order, bounded, and of some events only the newest. */

import { MAX_CONTROL_BUFFERED_BYTES, WAITING_FRAME_COST_BYTES } from "../../../shared/protocol/limits.ts";

interface Waiting<Item> {
  readonly item: Item;
  readonly cost: number;
}

export class OutgoingQueue<Item> {
  /** In the order of arrival: a key that is deleted and set again goes to the end. */
  readonly #waiting = new Map<string | number, Waiting<Item>>();
  /** Kept between takes: a new one would step over the holes of all that was taken before. */
  #oldest = this.#waiting.entries();
  #cost = 0;
  #next = 0;

  get isEmpty(): boolean {
    return this.#waiting.size === 0;
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
    if (latest !== undefined) this.#remove(latest);
    const cost = bytes + WAITING_FRAME_COST_BYTES;
    this.#next += 1;
    this.#waiting.set(latest ?? this.#next, { item, cost });
    this.#cost += cost;
  }

  /** Takes the oldest. */
  take(): Item | undefined {
    const next = this.#oldest.next();
    if (next.done) {
      this.#oldest = this.#waiting.entries();
      return undefined;
    }
    const [key, { item }] = next.value;
    this.#remove(key);
    if (this.isEmpty) this.#oldest = this.#waiting.entries();
    return item;
  }

  clear(): void {
    this.#waiting.clear();
    this.#cost = 0;
  }

  #remove(key: string | number): void {
    const waiting = this.#waiting.get(key);
    if (!waiting) return;
    this.#waiting.delete(key);
    this.#cost -= waiting.cost;
  }
}
