/** Finished files in the order of their numbers, each once, from any of them on: read from the index, so none is lost. */

import { setImmediate } from "node:timers/promises";
import type { ReceivedIndex } from "../received/received-index.ts";
import type { ReceivedRecord } from "../received/received-record.ts";
import type { Inbox } from "./inbox.ts";

/** A finished file with its number, from which one can go on later. */
export interface ReceivedFile extends ReceivedRecord {
  readonly seq: number;
}

/** How often the index is looked at again while the next file has no name yet: it may fail, and nobody tells. */
const LOOK_AGAIN_MS = 100;
/** A reader that catches up with many lets other work run after this many. */
const FILES_AT_ONCE = 64;

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
   * The files after the one numbered `after`, by default those that are finished from now on. The loop waits for
   * the next one and ends when the signal or the companion says so. However slowly it is read, nothing waits in
   * memory. Throws `RangeError` for a number that no file can have.
   */
  read({ after, signal }: ReceivedWhich = {}): AsyncGenerator<ReceivedFile, void> {
    if (after !== undefined && !(Number.isSafeInteger(after) && after >= 0))
      throw new RangeError(
        `"after" is the number of a received file, a whole one from 0 on, and not ${after}.`,
      );
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
      // One that can't be read is skipped.
      const isMore = next.last !== last;
      last = next.last;
      if (record) yield { seq: last, ...record };
      else if (!isMore) await this.#news(until);
      if (count % FILES_AT_ONCE === 0) await setImmediate();
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
