/** Writes down what has gone: many that finish together share one transaction, which costs a fifth (measured). */

import type { SendItem } from "../../../shared/extension/store/database.ts";
import { finishSends } from "../../../shared/extension/store/sends.ts";

/** How long a note may wait for others; a background that ends meanwhile offers the file again and hears of it. */
const GATHER_MS = 250;
const MAX_GATHERED = 100;

export class SentNotes {
  readonly #isLast: () => boolean;
  readonly #onWritten: (ids: Iterable<string>) => void;
  #gathered = new Map<string, Partial<SendItem>>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();

  /** `isLast` says that nothing else is under way: then there is nothing to wait for. */
  constructor(isLast: () => boolean, onWritten: (ids: Iterable<string>) => void) {
    this.#isLast = isLast;
    this.#onWritten = onWritten;
  }

  add(id: string, change: Partial<SendItem>): void {
    this.#gathered.set(id, change);
    if (this.#isLast() || this.#gathered.size >= MAX_GATHERED) this.#write();
    else this.#timer ??= setTimeout(() => this.#write(), GATHER_MS);
  }

  /** Resolves when all of them are in the database. */
  settled(): Promise<void> {
    this.#write();
    return this.#writing;
  }

  #write(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const notes = this.#gathered;
    if (notes.size === 0) return;
    this.#gathered = new Map();
    this.#writing = this.#writing
      .then(() => finishSends(notes))
      .catch((error: unknown) => console.warn("What has gone could not be noted:", error))
      .then(() => this.#onWritten(notes.keys()));
  }
}
