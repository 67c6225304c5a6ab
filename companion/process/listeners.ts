/** Listeners of one kind of news: one that throws disturbs neither the others nor the teller. */

export class Listeners<News extends readonly unknown[]> {
  readonly #listeners = new Set<(...news: News) => void>();
  readonly #onFailed: (error: unknown) => void;

  /** `onFailed` is told what a listener has thrown. */
  constructor(onFailed: (error: unknown) => void) {
    this.#onFailed = onFailed;
  }

  /** Calls from now on; returns the unsubscriber. */
  add(listener: (...news: News) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(...news: News): void {
    for (const listener of this.#listeners) {
      try {
        listener(...news);
      } catch (error) {
        this.#onFailed(error);
      }
    }
  }
}
