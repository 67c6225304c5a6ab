/** Who holds how much of something limited: each holder's items, the oldest first. */

export class Shares<Item> {
  readonly #held = new Map<string, Set<Item>>();
  readonly #holders = new Map<Item, string>();

  /** How many items there are in all. */
  get size(): number {
    return this.#holders.size;
  }

  /** How many of them one holder has. */
  count(holder: string): number {
    return this.#held.get(holder)?.size ?? 0;
  }

  holderOf(item: Item): string | undefined {
    return this.#holders.get(item);
  }

  /** A holder's items, the oldest first; they may be taken away while it is walked through. */
  itemsOf(holder: string): Item[] {
    return [...(this.#held.get(holder) ?? [])];
  }

  oldestOf(holder: string): Item | undefined {
    return this.#held.get(holder)?.values().next().value;
  }

  /** Gives an item to a holder as its newest, and takes it from the one that had it. */
  add(holder: string, item: Item): void {
    this.delete(item);
    const items = this.#held.get(holder) ?? new Set<Item>();
    this.#held.set(holder, items.add(item));
    this.#holders.set(item, holder);
  }

  /** Takes an item away; `false` where nobody has it. */
  delete(item: Item): boolean {
    const holder = this.#holders.get(item);
    if (holder === undefined) return false;
    this.#holders.delete(item);
    const items = this.#held.get(holder);
    items?.delete(item);
    if (items?.size === 0) this.#held.delete(holder);
    return true;
  }

  /** The holder of most, where that is more than `few`; a spared one only where it is the only one. */
  greediest(few = 0, spared?: string): string | undefined {
    let found: string | undefined;
    let most = few;
    for (const [holder, { size }] of this.#held) {
      if (holder === spared || size <= most) continue;
      found = holder;
      most = size;
    }
    return found ?? (spared !== undefined && this.count(spared) > few ? spared : undefined);
  }
}
