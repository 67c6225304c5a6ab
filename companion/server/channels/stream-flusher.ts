/** Sends what was written to many sockets within a moment with one system call for each socket. */

import type { Duplex } from "node:stream";

/**
 * How far one flush is from the next at least. A flush of 100 sockets takes about a millisecond of system calls:
 * with one for every message there would be no time for anything else; this much later several go together.
 */
const PAUSE_MS = 0.25;

export class StreamFlusher {
  readonly #held = new Set<Duplex>();
  #flushedAt = 0;

  /** Writes to a stream, at the latest with the next flush. */
  write(stream: Duplex, chunks: readonly Uint8Array[]): void {
    if (!this.#held.has(stream)) this.#hold(stream);
    for (const chunk of chunks) stream.write(chunk);
  }

  #hold(stream: Duplex): void {
    stream.cork();
    this.#held.add(stream);
    if (this.#held.size === 1) setImmediate(() => this.#flushWhenDue());
  }

  #flushWhenDue(): void {
    // No timer is as fine as this: the loop turns, and does what else there is, until it is time.
    if (performance.now() - this.#flushedAt < PAUSE_MS) {
      setImmediate(() => this.#flushWhenDue());
      return;
    }
    const streams = [...this.#held];
    this.#held.clear();
    for (const stream of streams) stream.uncork();
    this.#flushedAt = performance.now();
  }
}
