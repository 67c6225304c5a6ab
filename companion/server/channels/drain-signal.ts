/** Lets several wait until a reader has read what it was sent. */

export class DrainSignal {
  #next: { readonly fired: Promise<void>; readonly resolve: () => void } | undefined;

  /** Resolves with the next `fire`. */
  wait(): Promise<void> {
    if (!this.#next) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#next = { fired: promise, resolve };
    }
    return this.#next.fired;
  }

  /** The reader has read everything, or is gone. */
  fire(): void {
    this.#next?.resolve();
    this.#next = undefined;
  }
}
