/** How much room a folder's disk has, asked again only when it could matter. */

import { statfs } from "node:fs/promises";
import { diskRefusal, TransferRefused } from "./disk-refusal.ts";

/** What stays free on the disk whatever arrives. */
export const DISK_RESERVE_BYTES = 64 * 1024 * 1024;
/** What the system said is believed this long, less what was promised since; and only while there is plenty. */
const BELIEVED_MS = 1_000;
const PLENTY_BYTES = 1024 * 1024 * 1024;
const MEGABYTE = 1_000_000;

export class FreeSpace {
  readonly #folder: string;
  #freeBytes = 0;
  #askedAtMs = Number.NEGATIVE_INFINITY;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Refuses before the first byte where so much more would eat into the reserve. Throws `TransferRefused`. */
  async check(neededBytes: number): Promise<void> {
    const isBelieved = performance.now() - this.#askedAtMs < BELIEVED_MS;
    if (!isBelieved || this.#freeBytes - neededBytes < PLENTY_BYTES) await this.#ask();
    if (neededBytes + DISK_RESERVE_BYTES > this.#freeBytes) {
      const free = Math.max(0, this.#freeBytes - DISK_RESERVE_BYTES);
      throw new TransferRefused(
        "disk_full",
        `The computer's disk is full: ${megabytes(neededBytes)} MB are needed and ${megabytes(free)} MB are free. Free some space, then retry.`,
      );
    }
    this.#freeBytes -= neededBytes;
  }

  async #ask(): Promise<void> {
    const stats = await statfs(this.#folder).catch((error: unknown) => {
      throw diskRefusal(error);
    });
    this.#freeBytes = stats.bavail * stats.bsize;
    this.#askedAtMs = performance.now();
  }
}

function megabytes(bytes: number): string {
  return (bytes / MEGABYTE).toFixed(1);
}
