/** What has become of the pictures that were sent from here: as the queue says it, whoever changes it. */

import { onChange } from "../../../shared/extension/store/changes.ts";
import type { SendItem } from "../../../shared/extension/store/database.ts";
import { findSends } from "../../../shared/extension/store/sends.ts";
import type { Sent } from "./send-picked.ts";

/** Follows items until it is closed; tells each time that any of them has changed. */
export class Outcomes {
  /** The item of a picture, by the picture's id. */
  readonly #items = new Map<string, SendItem>();
  readonly #onNews: () => void;
  readonly #stop: () => void;
  #isReading = false;
  #isStale = false;
  #version = 0;

  constructor(onNews: () => void) {
    this.#onNews = onNews;
    this.#stop = onChange((changed) => {
      if (changed === "sends" && this.#items.size > 0) void this.#read();
    });
  }

  add(sent: Sent): void {
    for (const [{ id }, item] of sent) this.#items.set(id, item);
    this.#version += 1;
    void this.#read();
  }

  /** Another number as soon as any of them has changed. */
  get version(): number {
    return this.#version;
  }

  /** `undefined` where it was not sent, or was taken off the list again. */
  of(ids: readonly string[]): SendItem | undefined {
    const id = ids.find((one) => this.#items.has(one));
    return id === undefined ? undefined : this.#items.get(id);
  }

  get all(): readonly SendItem[] {
    return [...this.#items.values()];
  }

  close(): void {
    this.#stop();
  }

  async #read(): Promise<void> {
    this.#isStale = true;
    if (this.#isReading) return;
    this.#isReading = true;
    while (this.#isStale) {
      this.#isStale = false;
      const open = [...this.#items].filter(([, { state }]) => state !== "done");
      const found = await findSends(open.map(([, { id }]) => id)).catch(() => []);
      for (const [index, [picture]] of open.entries()) {
        if (index >= found.length) break;
        const item = found[index];
        const before = this.#items.get(picture);
        if (item) this.#items.set(picture, item);
        // Of a private window nothing stays once it has gone.
        else if (before?.isPrivate && before.state !== "failed")
          this.#items.set(picture, { ...before, state: "done" });
        else this.#items.delete(picture);
      }
      this.#version += 1;
      this.#onNews();
    }
    this.#isReading = false;
  }
}

/** How many of them are where. */
export interface Tally {
  readonly all: number;
  readonly done: number;
  readonly failed: number;
}

export function tallyOf(items: readonly SendItem[]): Tally {
  const count = (state: SendItem["state"]): number => items.filter((item) => item.state === state).length;
  return { all: items.length, done: count("done"), failed: count("failed") };
}
