/** Those who wait until a reader has caught up. */

export class ReaderRoom {
  #waiting: { readonly made: Promise<void>; readonly resolve: () => void } | undefined;

  /** A promise of the next `make`. */
  wait(): Promise<void> {
    if (!this.#waiting) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#waiting = { made: promise, resolve };
    }
    return this.#waiting.made;
  }

  /** There is room, or nobody is left to need it. */
  make(): void {
    this.#waiting?.resolve();
    this.#waiting = undefined;
  }
}
