/** What is about to be sent, read from the database several at a time: a transaction for each costs more than its read. */

import { type TakenSend, takeSends } from "../../shared/extension/sends.ts";

/** How many files of one piece are read together; of each only the handle of its Blob is held. */
export const READ_TOGETHER = 20;

export class ReadAhead {
  readonly #upcoming: () => readonly string[];
  readonly #read = new Map<string, Promise<TakenSend | undefined>>();
  /** What the database does not have yet. */
  readonly #fresh = new Map<string, TakenSend>();

  /** `upcoming` names what may be read along with an item. */
  constructor(upcoming: () => readonly string[]) {
    this.#upcoming = upcoming;
  }

  /** Keeps bytes that are just being written into the database: they need not be read back. */
  keep(taken: TakenSend): void {
    this.#fresh.set(taken.item.id, taken);
  }

  /** An item that is to be sent now; `undefined` where the user has paused or removed it. */
  async take(id: string): Promise<TakenSend | undefined> {
    const known = this.#fresh.get(id) ?? this.#read.get(id);
    this.drop(id);
    return await (known ?? this.#readWith(id));
  }

  drop(id: string): void {
    this.#fresh.delete(id);
    this.#read.delete(id);
  }

  /** What was read from the database may no longer be true. */
  clear(): void {
    this.#read.clear();
  }

  #readWith(id: string): Promise<TakenSend | undefined> {
    const others = this.#upcoming().filter((other) => other !== id && !this.#read.has(other));
    const reading = takeSends([id, ...others]);
    const readOf = (one: string): Promise<TakenSend | undefined> =>
      reading.then(
        (read) => read.get(one),
        (error: unknown) => {
          // It is read anew when it is tried again.
          this.#read.delete(one);
          throw error;
        },
      );
    for (const other of others) {
      const read = readOf(other);
      // Whoever takes it is told; it may be nobody.
      read.catch(() => undefined);
      this.#read.set(other, read);
    }
    return readOf(id);
  }
}
