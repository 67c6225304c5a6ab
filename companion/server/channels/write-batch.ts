/** Holds back what is written to one stream for a few turns of the event loop, so that it goes with one system call. */

import type { Duplex } from "node:stream";

/**
 * With a system call for each message and each of a hundred listeners there would be no time for anything else. Where
 * there is nothing else to do, these turns take some microseconds; where there is, several messages come together.
 */
const HELD_TURNS = 4;

export class WriteBatch {
  readonly #stream: Duplex;
  /** Of the batch that is open; none is at zero. */
  #turnsLeft = 0;

  constructor(stream: Duplex) {
    this.#stream = stream;
  }

  /** Has `write` write to the stream: what is written within the next turns goes with it. */
  write(write: () => void): void {
    if (this.#turnsLeft === 0) {
      this.#turnsLeft = HELD_TURNS;
      this.#stream.cork();
      setImmediate(this.#turn);
    }
    write();
    // More than the stream wants to hold does not wait for more.
    if (this.#stream.writableNeedDrain) this.#flush();
  }

  readonly #turn = (): void => {
    if (this.#turnsLeft > 1) {
      this.#turnsLeft -= 1;
      setImmediate(this.#turn);
    } else this.#flush();
  };

  #flush(): void {
    if (this.#turnsLeft === 0) return;
    this.#turnsLeft = 0;
    this.#stream.uncork();
  }
}
