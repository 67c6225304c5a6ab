/** What is about to be sent, read from the database several at a time: a transaction for each costs more than its read. */

import { type TakenSend, takeSends } from "../../../shared/extension/store/sends.ts";

/** How many files of one piece are read together; of each only the handle of its Blob is held. */
export const READ_TOGETHER = 20;

export class ReadAhead {
  readonly #upcoming: () => readonly string[];
  readonly #read = new Map<string, Promise<TakenSend | undefined>>();

  /** `upcoming` names what may be read along with an item. */
  constructor(upcoming: () => readonly string[]) {
    this.#upcoming = upcoming;
  }

  /** An item that is to be sent now; `undefined` where the user has paused or removed it. */
  async take(id: string): Promise<TakenSend | undefined> {
    const known = this.#read.get(id);
    this.drop(id);
    return await (known ?? this.#readWith(id));
  }

  drop(id: string): void {
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
      // The one that takes it is told; there may be none.
      read.catch(() => undefined);
      this.#read.set(other, read);
    }
    return readOf(id);
  }
}
