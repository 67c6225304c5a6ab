/** Every connection to the companion: when there are too many, a stranger that waits longest makes room. */

import type { Duplex } from "node:stream";

/** Turning newcomers away instead would let whoever fills the companion first lock everybody else out. */
export class Connections {
  readonly #most: number;
  readonly #strangers = new Set<Duplex>();
  readonly #admitted = new Set<Duplex>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Keeps a new connection until it closes, as a stranger's. */
  add(connection: Duplex): void {
    connection.once("close", () => {
      this.#strangers.delete(connection);
      this.#admitted.delete(connection);
    });
    if (this.#strangers.size + this.#admitted.size >= this.#most) {
      const [longest] = this.#strangers;
      if (!longest) return void connection.destroy();
      this.#strangers.delete(longest);
      longest.destroy();
    }
    this.#strangers.add(connection);
  }

  /** The connection is a client's: it stays. */
  admit(connection: Duplex): void {
    if (this.#strangers.delete(connection)) this.#admitted.add(connection);
  }
}
