/** Connections and the like that nobody has proven yet: a limited number, of which the oldest makes way for one more. */

import { Shares } from "./shares.ts";

/**
 * Refusing the newest instead would let a flood of strangers lock everybody else out. One that has named somebody we
 * know makes way only where more go by its name than there are strangers: else a client that gets many named would keep
 * every stranger out.
 */
export class Newcomers<Item> {
  readonly #most: number;
  readonly #onEvicted: (item: Item) => void;
  readonly #strangers = new Set<Item>();
  readonly #named = new Shares<Item>();

  /** `onEvicted` ends what makes way; it must not throw. */
  constructor(most: number, onEvicted: (item: Item) => void) {
    this.#most = most;
    this.#onEvicted = onEvicted;
  }

  get size(): number {
    return this.#strangers.size + this.#named.size;
  }

  add(item: Item): void {
    if (this.size >= this.#most) this.evict();
    this.#strangers.add(item);
  }

  /** Ends the one whose turn it is to make way; `false` where there is none. */
  evict(): boolean {
    const [stranger] = this.#strangers;
    const name = this.#named.greediest(this.#strangers.size);
    const leaving = name === undefined ? stranger : this.#named.oldestOf(name);
    if (leaving === undefined) return false;
    this.delete(leaving);
    this.#onEvicted(leaving);
    return true;
  }

  /** It has named somebody we know; that proves nothing, but a flood of strangers can't do it. */
  vouch(item: Item, name: string): void {
    const isHere = this.#strangers.delete(item) || this.#named.holderOf(item) !== undefined;
    if (isHere) this.#named.add(name, item);
  }

  /** It is gone, or no newcomer any more; `false` where it was not here. */
  delete(item: Item): boolean {
    return this.#strangers.delete(item) || this.#named.delete(item);
  }
}
