/** The files that are under way together in one direction, from the first until all have gone: what the badge's percent is of. */

/** What counts of a file. */
export interface BatchFile {
  readonly id: string;
  /** `null` as long as it is unknown. */
  readonly bytes: number | null;
  readonly ackedBytes: number;
}

export class FileBatch {
  readonly #open = new Map<string, { bytes: number | null; ackedBytes: number }>();
  #totalBytes = 0;
  #ackedBytes = 0;
  #unknownSizes = 0;
  #finished = 0;

  /** How many files have not gone yet. */
  get open(): number {
    return this.#open.size;
  }

  /** How many files have gone since the background began. */
  get finished(): number {
    return this.#finished;
  }

  /** How much of all is acknowledged, from 0 to 1; `undefined` where a size is unknown or there is nothing. */
  get share(): number | undefined {
    return shareOf([this]);
  }

  /** How much of all is acknowledged. */
  get ackedBytes(): number {
    return this.#ackedBytes;
  }

  /** How much it is in all; `undefined` where that is unknown. */
  get totalBytes(): number | undefined {
    return this.#unknownSizes > 0 ? undefined : this.#totalBytes;
  }

  /** The files that have not gone yet. */
  ids(): string[] {
    return [...this.#open.keys()];
  }

  /** A file is to be sent; one that is known stays as it is. */
  add({ id, bytes, ackedBytes }: BatchFile): void {
    if (this.#open.has(id)) return;
    this.#open.set(id, { bytes, ackedBytes });
    this.#ackedBytes += ackedBytes;
    this.#totalBytes += bytes ?? 0;
    if (bytes === null) this.#unknownSizes += 1;
  }

  /** Its size is known now. */
  sized(id: string, bytes: number | null): void {
    const file = this.#open.get(id);
    if (!file || bytes === null || file.bytes === bytes) return;
    if (file.bytes === null) this.#unknownSizes -= 1;
    this.#totalBytes += bytes - (file.bytes ?? 0);
    file.bytes = bytes;
  }

  /** How much of it the companion has acknowledged in all. */
  acknowledged(id: string, ackedBytes: number): void {
    const file = this.#open.get(id);
    if (!file) return;
    this.#ackedBytes += ackedBytes - file.ackedBytes;
    file.ackedBytes = ackedBytes;
  }

  /** All of it has gone: it counts until the others have, too. */
  finish(id: string): void {
    const file = this.#open.get(id);
    if (!file) return;
    const bytes = file.bytes ?? file.ackedBytes;
    this.acknowledged(id, bytes);
    if (file.bytes === null) {
      this.#totalBytes += bytes;
      this.#unknownSizes -= 1;
    }
    this.#finished += 1;
    this.#close(id);
  }

  /** It is not sent, or not now: nothing of it counts any more. */
  drop(id: string): void {
    const file = this.#open.get(id);
    if (!file) return;
    this.#ackedBytes -= file.ackedBytes;
    this.#totalBytes -= file.bytes ?? 0;
    if (file.bytes === null) this.#unknownSizes -= 1;
    this.#close(id);
  }

  #close(id: string): void {
    this.#open.delete(id);
    if (this.#open.size > 0) return;
    this.#totalBytes = 0;
    this.#ackedBytes = 0;
  }
}

/** How much of several batches is acknowledged, from 0 to 1; `undefined` where a size is unknown or there is nothing. */
export function shareOf(batches: readonly FileBatch[]): number | undefined {
  let total = 0;
  for (const { totalBytes } of batches) {
    if (totalBytes === undefined) return undefined;
    total += totalBytes;
  }
  return total === 0 ? undefined : batches.reduce((sum, { ackedBytes }) => sum + ackedBytes, 0) / total;
}
