/** The bytes of a staged file on the disk: what only names things is done at once, what moves bytes in the background. */

import {
  closeSync,
  constants,
  fdatasync,
  fsync,
  ftruncate,
  openSync,
  read,
  unlinkSync,
  write,
} from "node:fs";
import { promisify } from "node:util";
import { PRIVATE_FILE_MODE } from "../../process/private-mode.ts";
import { errorCode } from "../../process/system-error.ts";
import { DISK_FULL, TransferRefused } from "../disk-refusal.ts";
import { openOwn } from "../regular-file.ts";

const [readAt, writeAt] = [promisify(read), promisify(write)];
const [flush, flushData, cut] = [promisify(fsync), promisify(fdatasync), promisify(ftruncate)];

/**
 * Opening and closing take some ten microseconds; handed to a thread and back, each costs ten times as much of both
 * processors (measured: a third of what a small file costs in all).
 */
export class StagedBytes {
  readonly #descriptor: number;
  #isClosed = false;

  private constructor(descriptor: number) {
    this.#descriptor = descriptor;
  }

  /** A new file in place of whatever has the name, which loses nothing but that. Throws the system's error. */
  static create(file: string): StagedBytes {
    const flags = constants.O_RDWR | constants.O_CREAT | constants.O_EXCL;
    try {
      return new StagedBytes(openSync(file, flags, PRIVATE_FILE_MODE));
    } catch (error) {
      if (errorCode(error) !== "EEXIST") throw error;
      unlinkSync(file);
      return new StagedBytes(openSync(file, flags, PRIVATE_FILE_MODE));
    }
  }

  /** The file under the name with what it holds; a new one where there is none of ours. Throws the system's error. */
  static open(file: string): StagedBytes {
    const descriptor = openOwn(file);
    return descriptor === undefined ? StagedBytes.create(file) : new StagedBytes(descriptor);
  }

  /** Writes all of it. Throws `TransferRefused` where the disk takes only a part, else the system's error. */
  async write(piece: Uint8Array, at: number): Promise<void> {
    const { bytesWritten } = await writeAt(this.#descriptor, piece, 0, piece.byteLength, at);
    if (bytesWritten === piece.byteLength) return;
    // What is left goes in one more try, whose failure says why.
    const rest = piece.subarray(bytesWritten);
    const second = await writeAt(this.#descriptor, rest, 0, rest.length, at + bytesWritten);
    if (second.bytesWritten < rest.length) throw new TransferRefused("disk_full", DISK_FULL);
  }

  /** Reads into the buffer's beginning; returns how many bytes there were. */
  async read(buffer: Buffer, length: number, at: number): Promise<number> {
    return (await readAt(this.#descriptor, buffer, 0, length, at)).bytesRead;
  }

  truncate(bytes: number): Promise<void> {
    return cut(this.#descriptor, bytes);
  }

  /** Everything is on the disk when it resolves. */
  sync(): Promise<void> {
    return flush(this.#descriptor);
  }

  /** The bytes that were written before are on the disk when it resolves. */
  syncData(): Promise<void> {
    return flushData(this.#descriptor);
  }

  /** Nothing of it may be under way. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    closeSync(this.#descriptor);
  }
}
