/** Finished files in the order of their numbers, each once, from any of them on: read from the index, so none is lost. */

import { setImmediate } from "node:timers/promises";
import type { Inbox } from "./inbox.ts";
import type { ReceivedIndex, ReceivedRecord } from "./received-index.ts";

/** A finished file with its number, from which one can go on later. */
export interface ReceivedFile extends ReceivedRecord {
  readonly seq: number;
}

/** While a file stands in front that has no name yet, this is how often it is looked at: it may fail untold. */
const LOOK_AGAIN_MS = 100;
/** Whoever catches up with many lets others have a turn after so many. */
const TURN_FILES = 64;

/** Which files are read, and how long. */
export interface ReceivedWhich {
  /** The number of the last file that is not wanted any more; `0` begins with the first. */
  readonly after?: number;
  readonly signal?: AbortSignal;
}

export interface ReceivedFeedOptions {
  readonly index: ReceivedIndex;
  readonly inbox: Pick<Inbox, "onReceived">;
}

export class ReceivedFeed {
  readonly #options: ReceivedFeedOptions;
  readonly #closing = new AbortController();

  constructor(options: ReceivedFeedOptions) {
    this.#options = options;
  }

  /**
   * The files behind the one numbered `after`, by default those that are finished from now on. The loop waits for
   * the next one and ends when the signal or the companion says so. However slowly it is read, nothing waits in
   * memory.
   */
  read({ after, signal }: ReceivedWhich = {}): AsyncGenerator<ReceivedFile, void> {
    const closing = this.#closing.signal;
    const until = signal ? AbortSignal.any([signal, closing]) : closing;
    return this.#walk(after ?? this.#options.index.finished(), until);
  }

  /** Ends every loop. */
  close(): void {
    this.#closing.abort();
  }

  async *#walk(after: number, until: AbortSignal): AsyncGenerator<ReceivedFile, void> {
    let last = after;
    for (let count = 1; !until.aborted; count += 1) {
      const next = this.#options.index.after(last, 1);
      const [record] = next.records;
      if (!record) {
        await this.#news(until);
        continue;
      }
      last = next.last;
      yield { seq: last, ...record };
      if (count % TURN_FILES === 0) await setImmediate();
    }
  }

  #news(until: AbortSignal): Promise<void> {
    const { index, inbox } = this.#options;
    return new Promise((resolve) => {
      const done = (): void => {
        stop();
        clearTimeout(timer);
        until.removeEventListener("abort", done);
        resolve();
      };
      const stop = inbox.onReceived(done);
      const timer = index.unsettled().length > 0 ? setTimeout(done, LOOK_AGAIN_MS) : undefined;
      until.addEventListener("abort", done);
    });
  }
}
