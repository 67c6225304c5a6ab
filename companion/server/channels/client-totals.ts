/** What the sessions of one client make the companion hold together, whatever number of them it has. */

import {
  MAX_CLIENT_BUFFERED_BYTES,
  MAX_CLIENT_CONNECTIONS,
  MAX_CLIENT_TOPICS,
  MAX_CLIENT_UNHANDLED_BYTES,
} from "../../limits.ts";

/** By client; there are only as many as the owner has let in. */
export class ClientTotals {
  readonly #totals = new Map<string, ClientTotal>();

  of(client: string): ClientTotal {
    const total = this.#totals.get(client) ?? new ClientTotal();
    this.#totals.set(client, total);
    return total;
  }
}

export class ClientTotal {
  #unhandledBytes = 0;
  #bufferedBytes = 0;
  #topics = 0;
  /** Those that are read no further until less is unhandled. */
  readonly #paused = new Set<() => void>();

  /** Whether one more topic may be joined. */
  get hasTopic(): boolean {
    return this.#topics < MAX_CLIENT_TOPICS;
  }

  /** One more topic was joined, or one fewer is. */
  countTopic(change: 1 | -1): void {
    this.#topics += change;
  }

  /** Whether so much is unhandled that nothing more is to be read from this client. */
  get isBehind(): boolean {
    return this.#unhandledBytes > MAX_CLIENT_UNHANDLED_BYTES;
  }

  /** Calls once when half of what may be unhandled is. */
  onCaughtUp(resume: () => void): void {
    this.#paused.add(resume);
  }

  /** So much more has come and was not handled yet, or, below zero, was handled. */
  countUnhandled(bytes: number): void {
    this.#unhandledBytes += bytes;
    if (bytes > 0 || this.#paused.size === 0 || this.#unhandledBytes > MAX_CLIENT_UNHANDLED_BYTES / 2) return;
    const paused = [...this.#paused];
    this.#paused.clear();
    for (const resume of paused) resume();
  }

  /** So much more waits for one of the client's readers, or, below zero, does no longer. */
  countBuffered(bytes: number): void {
    this.#bufferedBytes += bytes;
  }

  /** Whether a reader that lets so much wait is one of those that make it too much together. */
  isTooSlow(bufferedBytes: number): boolean {
    const isTooMuch = this.#bufferedBytes > MAX_CLIENT_BUFFERED_BYTES;
    return isTooMuch && bufferedBytes >= MAX_CLIENT_BUFFERED_BYTES / MAX_CLIENT_CONNECTIONS;
  }
}
