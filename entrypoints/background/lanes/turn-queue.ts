/** Whose turn it is: the oldest first, but a small file never waits for a large one. */

import { PIECE_BYTES } from "../../../shared/protocol/limits.ts";

/** What waits for a lane. */
export interface Waiting {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** `null` where it is still unknown: such a file counts as large. */
  readonly bytes: number | null;
}

/** A file of one piece goes in one breath; only longer ones can hold others up. */
export function isSmall({ bytes }: Waiting): boolean {
  return bytes !== null && bytes <= PIECE_BYTES;
}

export class TurnQueue<Item extends Waiting> {
  readonly #ids = new Set<string>();
  readonly #small: Item[] = [];
  readonly #large: Item[] = [];

  ids(): string[] {
    return [...this.#ids];
  }

  /** The small ones that are next: at most `most`. */
  small(most: number): string[] {
    return this.#small.slice(0, most).map(({ id }) => id);
  }

  /** Puts an item where its time puts it; one that is known stays where it is. */
  add(item: Item): void {
    if (this.#ids.has(item.id)) return;
    this.#ids.add(item.id);
    const row = isSmall(item) ? this.#small : this.#large;
    const before = row.findLastIndex((other) => other.at <= item.at);
    row.splice(before + 1, 0, item);
  }

  remove(id: string): void {
    if (!this.#ids.delete(id)) return;
    for (const row of [this.#small, this.#large]) {
      const at = row.findIndex((item) => item.id === id);
      if (at >= 0) row.splice(at, 1);
    }
  }

  /** Takes the one whose turn it is; without a place for a large one, the next small one, and the other way round. */
  next(mayBeLarge: boolean, mayBeSmall = true): Item | undefined {
    const small = mayBeSmall ? this.#small[0] : undefined;
    const [large] = this.#large;
    const takesLarge = mayBeLarge && large !== undefined && (small === undefined || large.at < small.at);
    const item = takesLarge || small ? (takesLarge ? this.#large : this.#small).shift() : undefined;
    if (item) this.#ids.delete(item.id);
    return item;
  }

  /** Takes the next small ones: at most `most`, and no more than `maxBytes` of them. */
  takeSmall(most: number, maxBytes: number): Item[] {
    let bytes = 0;
    const end = this.#small.findIndex((item, index) => {
      bytes += item.bytes ?? 0;
      return index === most || bytes > maxBytes;
    });
    const taken = this.#small.splice(0, end < 0 ? this.#small.length : end);
    for (const { id } of taken) this.#ids.delete(id);
    return taken;
  }
}
