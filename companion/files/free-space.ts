/** How much space a folder's disk has besides what is promised to files that are still coming. */

import { statfs } from "node:fs/promises";
import { message } from "../../shared/texts/message.ts";
import type { Log } from "../process/log.ts";
import { DISK_FULL, diskRefusal, TransferRefused } from "./disk-refusal.ts";

/** What stays free on the disk whatever arrives. */
const DISK_RESERVE_BYTES = 64 * 1024 * 1024;
/** What the system said is believed this long, less what was written since; and only while there is plenty. */
const BELIEVED_MS = 1_000;
const PLENTY_BYTES = 1024 * 1024 * 1024;
const MEGABYTE = 1_000_000;

/**
 * An offer costs nothing, so what was only announced can't keep others out: together it takes at most half of what is
 * left. What has really come keeps as much again. So more may be promised than there is, and every write is checked
 * against what the disk has then: the last one is told that it is full, and the reserve stays.
 */
export class FreeSpace {
  readonly #folder: string;
  readonly #log: Log;
  readonly #promises = new Set<PromisedSpace>();
  #freeBytes = 0;
  #askedAtMs = Number.NEGATIVE_INFINITY;
  /** What is just being written counts twice for a moment: a piece too little may seem free, never one too much. */
  #writingBytes = 0;

  /** The log alone is told how much is free: a sender must not learn it. */
  constructor(folder: string, log: Log = () => undefined) {
    this.#folder = folder;
    this.#log = log;
  }

  /** Throws `TransferRefused` where this many more bytes would eat into the reserve or what others were promised. */
  async check(neededBytes: number): Promise<void> {
    await this.#lookUnlessPlenty(this.#left - neededBytes);
    this.#refuseBeyond(this.#left, neededBytes);
  }

  /**
   * Keeps space for a file that begins, or refuses it before its first byte; of a file that is resumed, `cameBytes` are
   * here already. Throws `TransferRefused`.
   */
  async promise(bytes: number, cameBytes = 0): Promise<PromisedSpace> {
    const space = new PromisedSpace(this, cameBytes);
    await space.extend(bytes);
    return space;
  }

  /** Promises more. Throws `TransferRefused` where there is not enough. */
  async keep(promise: PromisedSpace, moreBytes: number): Promise<void> {
    await this.check(moreBytes);
    // Somebody else may have been promised the same while the system was asked.
    this.#refuseBeyond(this.#left, moreBytes);
    this.#promises.add(promise);
    promise.grow(moreBytes);
  }

  /** The promise is kept or no longer needed. */
  forget(promise: PromisedSpace): void {
    this.#promises.delete(promise);
  }

  /** Before a write. Throws `TransferRefused` where the disk has no space for it besides its reserve. */
  async beginWrite(bytes: number): Promise<void> {
    await this.#lookUnlessPlenty(this.#available - bytes);
    this.#refuseBeyond(this.#available, bytes);
    this.#writingBytes += bytes;
  }

  /** After a write: the disk has `writtenBytes` less. */
  endWrite(bytes: number, writtenBytes: number): void {
    this.#writingBytes -= bytes;
    this.#freeBytes -= writtenBytes;
  }

  #refuseBeyond(leftBytes: number, neededBytes: number): void {
    if (neededBytes <= leftBytes) return;
    const { firm, soft } = this.#promised;
    this.#log("disk.full", { neededBytes, freeBytes: this.#freeBytes, promisedBytes: firm + soft });
    const needed = { megabytes: megabytes(neededBytes) };
    const full =
      firm + soft > 0 ? message("files.disk-full-beside", needed) : message("files.disk-full-for", needed);
    throw new TransferRefused("disk_full", neededBytes > 0 ? full : DISK_FULL);
  }

  /** What the disk has for files, promised or not. */
  get #available(): number {
    return this.#freeBytes - this.#writingBytes - DISK_RESERVE_BYTES;
  }

  /** What of it is left for one more. */
  get #left(): number {
    const { firm, soft } = this.#promised;
    const left = this.#available - firm;
    return left - Math.min(soft, Math.max(0, left / 2));
  }

  get #promised(): { readonly firm: number; readonly soft: number } {
    let [firm, soft] = [0, 0];
    for (const { firmBytes, leftBytes } of this.#promises) {
      firm += firmBytes;
      soft += leftBytes - firmBytes;
    }
    return { firm, soft };
  }

  async #lookUnlessPlenty(leftBytes: number): Promise<void> {
    const isBelieved = performance.now() - this.#askedAtMs < BELIEVED_MS;
    if (isBelieved && leftBytes >= PLENTY_BYTES) return;
    const stats = await statfs(this.#folder).catch((error: unknown) => {
      throw diskRefusal(error);
    });
    this.#freeBytes = stats.bavail * stats.bsize;
    this.#askedAtMs = performance.now();
  }
}

/** The space that is kept for one file until it has come or is given up. */
export class PromisedSpace {
  readonly #space: FreeSpace;
  #cameBytes: number;
  #leftBytes = 0;
  #isReleased = false;

  constructor(space: FreeSpace, cameBytes: number) {
    this.#space = space;
    this.#cameBytes = cameBytes;
  }

  /** What was promised and has not come. */
  get leftBytes(): number {
    return this.#leftBytes;
  }

  /** What of it nobody else is given. */
  get firmBytes(): number {
    return Math.min(this.#leftBytes, this.#cameBytes);
  }

  /** Keeps more. Throws `TransferRefused` where there is not enough. */
  async extend(bytes: number): Promise<void> {
    await this.#space.keep(this, bytes);
  }

  /** Counts more as kept, unless nobody waits for it any more. */
  grow(bytes: number): void {
    this.#leftBytes += bytes;
    if (this.#isReleased) this.release();
  }

  /** Has `write` put `bytes` onto the disk. Throws `TransferRefused` where that has no space for them now. */
  async write(bytes: number, write: () => Promise<void>): Promise<void> {
    await this.#space.beginWrite(bytes);
    let writtenBytes = 0;
    try {
      await write();
      writtenBytes = bytes;
    } finally {
      this.#space.endWrite(bytes, writtenBytes);
    }
    this.#cameBytes += bytes;
    this.#leftBytes -= Math.min(bytes, this.#leftBytes);
  }

  /** The file has come, or does not come now. */
  release(): void {
    this.#isReleased = true;
    this.#leftBytes = 0;
    this.#space.forget(this);
  }
}

function megabytes(bytes: number): string {
  return (bytes / MEGABYTE).toFixed(1);
}
