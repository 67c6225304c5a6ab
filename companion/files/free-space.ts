/** How much room a folder's disk has beside what is promised to files that are still coming. */

import { statfs } from "node:fs/promises";
import { diskRefusal, TransferRefused } from "./disk-refusal.ts";

/** What stays free on the disk whatever arrives. */
export const DISK_RESERVE_BYTES = 64 * 1024 * 1024;
/** What the system said is believed this long, less what was written since; and only while there is plenty. */
const BELIEVED_MS = 1_000;
const PLENTY_BYTES = 1024 * 1024 * 1024;
const MEGABYTE = 1_000_000;

export class FreeSpace {
  readonly #folder: string;
  #freeBytes = 0;
  #askedAtMs = Number.NEGATIVE_INFINITY;
  /**
   * What files that are coming were promised and have not written yet. What is just being written counts twice for a
   * moment: a piece too little may seem free, never one too much.
   */
  #promisedBytes = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Refuses where so much more would eat into the reserve or what others were promised. Throws `TransferRefused`. */
  async check(neededBytes: number): Promise<void> {
    const isBelieved = performance.now() - this.#askedAtMs < BELIEVED_MS;
    if (!isBelieved || this.#left - neededBytes < PLENTY_BYTES) await this.#ask();
    this.#refuseBeyond(neededBytes);
  }

  /** Keeps room for a file that begins, or refuses it before its first byte. Throws `TransferRefused`. */
  async promise(bytes: number): Promise<PromisedSpace> {
    const space = new PromisedSpace(this);
    await space.extend(bytes);
    return space;
  }

  /** Keeps so much from all others. Throws `TransferRefused` where there is not so much. */
  async keep(bytes: number): Promise<void> {
    await this.check(bytes);
    // Somebody else may have been promised the same while the system was asked.
    this.#refuseBeyond(bytes);
    this.#promisedBytes += bytes;
  }

  /** What was kept is no longer needed, or was written: then the disk has so much less. */
  giveBack(keptBytes: number, writtenBytes = 0): void {
    this.#promisedBytes -= keptBytes;
    this.#freeBytes -= writtenBytes;
  }

  #refuseBeyond(neededBytes: number): void {
    if (neededBytes <= this.#left) return;
    const coming = this.#promisedBytes > 0 ? " beside what is coming now" : "";
    throw new TransferRefused(
      "disk_full",
      `The computer's disk is full: ${megabytes(neededBytes)} MB are needed and ${megabytes(Math.max(0, this.#left))} MB are free${coming}. Free some space, then retry.`,
    );
  }

  get #left(): number {
    return this.#freeBytes - this.#promisedBytes - DISK_RESERVE_BYTES;
  }

  async #ask(): Promise<void> {
    const stats = await statfs(this.#folder).catch((error: unknown) => {
      throw diskRefusal(error);
    });
    this.#freeBytes = stats.bavail * stats.bsize;
    this.#askedAtMs = performance.now();
  }
}

/** The room that is kept for one file until it has come or is let go of. */
export class PromisedSpace {
  readonly #space: FreeSpace;
  #leftBytes = 0;
  #isReleased = false;

  constructor(space: FreeSpace) {
    this.#space = space;
  }

  /** Keeps so much more. Throws `TransferRefused` where there is not so much. */
  async extend(bytes: number): Promise<void> {
    await this.#space.keep(bytes);
    this.#leftBytes += bytes;
    if (this.#isReleased) this.release();
  }

  /** So much of it was written. */
  written(bytes: number): void {
    const kept = Math.min(bytes, this.#leftBytes);
    this.#leftBytes -= kept;
    this.#space.giveBack(kept, bytes);
  }

  /** The file has come, or does not come now. */
  release(): void {
    this.#isReleased = true;
    this.#space.giveBack(this.#leftBytes);
    this.#leftBytes = 0;
  }
}

function megabytes(bytes: number): string {
  return (bytes / MEGABYTE).toFixed(1);
}
