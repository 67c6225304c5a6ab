/** Watches the Outbox folder: a file put there is sent once, when it is finished, and stays where it is. */

import { type FSWatcher, watch } from "node:fs";
import { readdir } from "node:fs/promises";
import { text } from "../../../shared/texts/text.ts";
import { entryOf, type OutboxEntry } from "./outbox-entry.ts";
import { OutboxLook, type OutboxLookOptions } from "./outbox-look.ts";

/** Between two looks at a folder that changes all the time, besides as long as the last one took. */
const LOOK_PAUSE_MS = 100;
/** A look without being told: some file systems (network shares) tell nobody. */
const RESCAN_MS = 5_000;
/** A folder of very many files is looked at less often: a look takes at most this part of the time. */
const RESCAN_FACTOR = 20;

export type OutboxFolderOptions = Omit<OutboxLookOptions, "onFree">;

export class OutboxFolder {
  readonly #options: OutboxFolderOptions;
  readonly #look: OutboxLook;
  readonly #watcher: FSWatcher | undefined;
  readonly #stopListening: () => void;
  #timer: NodeJS.Timeout | undefined;
  #dueMs = Number.POSITIVE_INFINITY;
  #notBeforeMs = 0;
  #isClosed = false;
  #isLooking = false;
  #mustLookAgain = false;
  #isGone = false;
  #scan: Promise<void> = Promise.resolve();

  constructor(options: OutboxFolderOptions) {
    this.#options = options;
    this.#look = new OutboxLook({ ...options, onFree: () => this.#scanIn(0) });
    this.#watcher = this.#watch();
    this.#stopListening = options.outbox.onChanged(({ id, name }) => {
      // What lies in the folder is taken anew as it is now; of anything else its sender hears.
      if (this.#look.forgetSent(id)) this.#scanIn(0);
      else options.tell(text("files.changed", { name }));
    });
    this.#scanIn(0);
  }

  /** Stops watching; what is just being read is given up, and read again at the next start. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#watcher?.close();
    this.#stopListening();
    this.#look.end();
    await this.#scan;
    await this.#look.ended();
  }

  #watch(): FSWatcher | undefined {
    try {
      const watcher = watch(this.#options.home.outbox, { persistent: false }, () => this.#scanIn(0));
      watcher.on("error", (error) => this.#options.log("outbox.watch-failed", { error }));
      return watcher;
    } catch (error) {
      this.#options.log("outbox.watch-failed", { error });
      return undefined;
    }
  }

  /** Looks after a pause. However often the folder changes, one look runs and at most one waits. */
  #scanIn(delayMs: number): void {
    if (this.#isClosed) return;
    if (this.#isLooking) {
      this.#mustLookAgain = true;
      return;
    }
    const nowMs = performance.now();
    const dueMs = Math.max(nowMs + delayMs, this.#notBeforeMs);
    if (this.#timer && this.#dueMs <= dueMs) return;
    clearTimeout(this.#timer);
    this.#dueMs = dueMs;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#isLooking = true;
      this.#scan = this.#scanOnce();
    }, dueMs - nowMs);
  }

  async #scanOnce(): Promise<void> {
    const beganMs = performance.now();
    let nextMs = RESCAN_MS;
    try {
      const entries = await this.#entries();
      if (entries) nextMs = Math.min(nextMs, await this.#look.at(entries));
    } catch (error) {
      this.#options.log("outbox.scan-failed", { error });
    }
    const tookMs = this.#look.tookMs(beganMs);
    this.#notBeforeMs = performance.now() + LOOK_PAUSE_MS + tookMs;
    this.#isLooking = false;
    const isSoon = this.#mustLookAgain;
    this.#mustLookAgain = false;
    this.#scanIn(isSoon ? 0 : nextMs === RESCAN_MS ? Math.max(RESCAN_MS, RESCAN_FACTOR * tookMs) : nextMs);
  }

  /** What lies there, names as bytes; `undefined` while the folder can't be read: a share that has gone away comes back. */
  async #entries(): Promise<OutboxEntry[] | undefined> {
    const { home, log } = this.#options;
    try {
      const names = await readdir(home.outbox, { encoding: "latin1" });
      this.#isGone = false;
      return names.map(entryOf);
    } catch (error) {
      if (!this.#isGone) log("outbox.scan-failed", { error });
      this.#isGone = true;
      return undefined;
    }
  }
}
