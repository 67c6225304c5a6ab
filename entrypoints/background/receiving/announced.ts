/** What the companion says waits: each file is looked up when it is announced, and all of them only where all may have changed. */

import { oneAtATime } from "../../../shared/extension/connection/one-at-a-time.ts";
import type { ReceivedItem } from "../../../shared/extension/store/database.ts";
import { noteWaiting } from "../../../shared/extension/store/received.ts";
import type { WaitingFile } from "../../../shared/protocol/topics.ts";
import type { FileBatch } from "../lanes/file-batch.ts";
import type { LanePool } from "../lanes/lane-pool.ts";

export interface AnnouncedOptions {
  readonly pool: Pick<LanePool<WaitingFile>, "add" | "drop" | "ids">;
  /** What is under way, as it is counted. */
  readonly batch: Pick<FileBatch, "add" | "drop" | "ids">;
  /** Whether a file is to be asked for now. */
  readonly mayCome: (item: ReceivedItem) => Promise<boolean>;
  /** Called whenever files were looked up. */
  readonly onProgress: () => void;
}

/** Twenty thousand files may be announced one by one: so what one announcement costs must not grow with what is known. */
export class Announced {
  readonly #options: AnnouncedOptions;
  /** What waits, and has not come yet. */
  readonly #files = new Map<string, WaitingFile>();
  /** What of it is still to be looked up. */
  #fresh = new Map<string, WaitingFile>();
  /** The pool may have some that wait no more. */
  #mayHaveOld = false;
  readonly #look: () => void;

  constructor(options: AnnouncedOptions) {
    this.#options = options;
    this.#look = oneAtATime(() => this.#lookUp());
  }

  /** All that waits, and nothing else does. */
  set(files: readonly WaitingFile[]): void {
    this.clear();
    this.#mayHaveOld = true;
    this.add(files);
  }

  /** More that waits. */
  add(files: readonly WaitingFile[]): void {
    for (const file of files) {
      this.#files.set(file.id, file);
      this.#fresh.set(file.id, file);
    }
    this.#look();
  }

  /** It need not be asked for again. */
  remove(id: string): void {
    this.#files.delete(id);
    this.#fresh.delete(id);
  }

  /** It waits no more: where it is under way, that ends. */
  withdraw(id: string): void {
    this.remove(id);
    this.#drop(id);
    this.#options.onProgress();
  }

  /** Nobody says what waits; what is under way goes on. */
  clear(): void {
    this.#files.clear();
    this.#fresh.clear();
  }

  /** Any of them may be another by now. */
  lookAtAll(): void {
    if (this.#files.size > 0) this.add([...this.#files.values()]);
  }

  /** Whether it waits. */
  has(id: string): boolean {
    return this.#files.has(id);
  }

  /** This one may be another by now. */
  lookAt(id: string): void {
    const file = this.#files.get(id);
    if (file) this.add([file]);
  }

  async #lookUp(): Promise<void> {
    const { pool, batch, onProgress } = this.#options;
    if (this.#mayHaveOld)
      for (const id of [...pool.ids(), ...batch.ids()]) if (!this.#files.has(id)) this.#drop(id);
    this.#mayHaveOld = false;
    const fresh = this.#fresh;
    this.#fresh = new Map();
    try {
      if (fresh.size > 0) await this.#begin([...fresh.values()]);
    } catch (error) {
      // With the next announcement they are tried once more.
      for (const [id, file] of fresh) if (this.#files.has(id)) this.#fresh.set(id, file);
      throw error;
    }
    onProgress();
  }

  async #begin(files: readonly WaitingFile[]): Promise<void> {
    const { pool, batch, mayCome } = this.#options;
    for (const [index, item] of (await noteWaiting(files)).entries()) {
      const file = files[index];
      if (!file) continue;
      const isToCome = await mayCome(item);
      // It may have been withdrawn meanwhile.
      if (isToCome && this.#files.has(file.id)) {
        batch.add({ ...file, ackedBytes: item.storedBytes });
        pool.add([file]);
      } else this.#drop(file.id);
    }
  }

  #drop(id: string): void {
    this.#options.pool.drop(id);
    this.#options.batch.drop(id);
  }
}
