/** A time that runs down and can stand still. */

export class Countdown {
  readonly #onEnd: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #leftMs = 0;
  #startedAt = 0;

  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
  }

  start(ms: number): void {
    this.stop();
    this.#leftMs = ms;
    this.goOn();
  }

  pause(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#leftMs -= performance.now() - this.#startedAt;
  }

  goOn(): void {
    if (this.#timer !== undefined) return;
    this.#startedAt = performance.now();
    this.#timer = setTimeout(this.#onEnd, Math.max(0, this.#leftMs));
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
