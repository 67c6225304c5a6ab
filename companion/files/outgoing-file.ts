/** One queued file on its way to one browser: its pieces, and the check that the whole is still what was queued. */

import { createHash, type Hash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import type { Offer } from "../../shared/protocol/lane-words.ts";
import { PIECE_BYTES } from "../../shared/protocol/limits.ts";
import type { WaitingFile } from "../../shared/protocol/topics.ts";
import type { PieceSource, ReadPiece } from "../../shared/transfer/sender.ts";
import { TransferRefused } from "./disk-refusal.ts";
import { reason } from "./home.ts";

export class OutgoingFile implements PieceSource<Buffer> {
  /** The whole file's hash runs along: pieces are read in order. */
  readonly isSliced = false;
  readonly #file: WaitingFile;
  readonly #handle: FileHandle;
  #hash: Hash = createHash("sha256");
  /** Everything before this offset has gone through the whole file's hash. */
  #hashed = 0;
  #reading: Promise<unknown> = Promise.resolve();

  constructor(file: WaitingFile, handle: FileHandle) {
    this.#file = file;
    this.#handle = handle;
  }

  get offer(): Offer {
    const { id, name, bytes, mediaType, sha256 } = this.#file;
    return { type: "offer", id, name, bytes, mediaType, expects: "any", fidelity: "original", sha256 };
  }

  /**
   * Reads one piece and digests it. Throws `TransferRefused` where the copy is cut, and at the last piece where
   * the whole is not what was queued: a file that differs is never finished.
   */
  read(offset: number, bytes: number): Promise<ReadPiece<Buffer>> {
    // A receiver that asks to go back does so while a piece is being read: one hash can't take both at once.
    const reading = this.#reading.then(() => this.#read(offset, bytes));
    this.#reading = reading.catch(() => undefined);
    return reading;
  }

  async #read(offset: number, bytes: number): Promise<ReadPiece<Buffer>> {
    await this.#hashUpTo(offset);
    const piece = await this.#readAt(offset, bytes);
    this.#hash.update(piece);
    this.#hashed = offset + bytes;
    if (this.#hashed === this.#file.bytes && this.#hash.copy().digest("hex") !== this.#file.sha256) {
      throw new TransferRefused(
        "source_changed",
        `${this.#file.name} was changed on the computer: send it again.`,
      );
    }
    return { bytes: piece, length: bytes, sha256: createHash("sha256").update(piece).digest("hex") };
  }

  close(): Promise<void> {
    return this.#handle.close();
  }

  /** A resumed file begins in its middle: what lies before belongs to the whole all the same. */
  async #hashUpTo(offset: number): Promise<void> {
    if (offset < this.#hashed) {
      this.#hash = createHash("sha256");
      this.#hashed = 0;
    }
    while (this.#hashed < offset) {
      const part = await this.#readAt(this.#hashed, Math.min(PIECE_BYTES, offset - this.#hashed));
      this.#hash.update(part);
      this.#hashed += part.length;
    }
  }

  async #readAt(offset: number, bytes: number): Promise<Buffer> {
    const { name } = this.#file;
    const buffer = Buffer.allocUnsafe(bytes);
    for (let read = 0; read < bytes; ) {
      const { bytesRead } = await this.#handle
        .read(buffer, read, bytes - read, offset + read)
        .catch((error: unknown) => {
          throw new TransferRefused(
            "source_gone",
            `${name} can't be read (${reason(error)}): send it again.`,
            error,
          );
        });
      if (bytesRead === 0) {
        throw new TransferRefused("source_changed", `${name} became shorter on the computer: send it again.`);
      }
      read += bytesRead;
    }
    return buffer;
  }
}
