/** One queued file on its way to one browser: its pieces, and the check that the whole is still what was queued. */

import { createHash, type Hash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import type { Offer } from "../../../shared/protocol/lane-words.ts";
import { PIECE_BYTES } from "../../../shared/protocol/limits.ts";
import type { WaitingFile } from "../../../shared/protocol/topics.ts";
import { message } from "../../../shared/texts/message.ts";
import type { PieceSource, ReadPiece } from "../../../shared/transfer/sender.ts";
import { reason } from "../../process/system-error.ts";
import { TransferRefused } from "../disk-refusal.ts";
import type { PartList } from "./part-digests.ts";

export class OutgoingFile implements PieceSource<Buffer> {
  /** The whole file's hash runs along: pieces are read in order. */
  readonly isSliced = false;
  readonly #file: WaitingFile;
  readonly #handle: FileHandle;
  #hash: Hash = createHash("sha256");
  /** Memory of pieces that were sent, for those that come next: at most a window's worth. */
  readonly #spare: Buffer[] = [];
  /** Everything before this offset has gone through the whole file's hash. */
  #hashed = 0;
  #reading: Promise<unknown> = Promise.resolve();
  readonly #onEnd: () => void;
  #isRevoked = false;
  /** Absent where the digests of its parts were not kept: then it is sent, not fetched. */
  readonly digests?: (offset: number, bytes: number) => Promise<readonly string[]>;

  /** `onEnd` is told that it was closed. */
  constructor(file: WaitingFile, handle: FileHandle, parts?: PartList, onEnd: () => void = () => undefined) {
    this.#file = file;
    this.#handle = handle;
    this.#onEnd = onEnd;
    if (parts) this.digests = (offset, bytes) => Promise.resolve(parts.of(offset, bytes));
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
      throw new TransferRefused("source_changed", message("files.changed", { name: this.#file.name }));
    }
    return { bytes: piece, length: bytes, sha256: createHash("sha256").update(piece).digest("hex") };
  }

  /** A piece that was read here has been sent: its memory may be written over. */
  reuse(piece: Buffer): void {
    this.#spare.push(piece);
  }

  /** It was taken back: nothing more of it is read. */
  revoke(): void {
    this.#isRevoked = true;
  }

  close(): Promise<void> {
    this.#onEnd();
    return this.#handle.close();
  }

  /** A resumed file begins in its middle: what comes before belongs to the whole all the same. */
  async #hashUpTo(offset: number): Promise<void> {
    if (offset < this.#hashed) {
      this.#hash = createHash("sha256");
      this.#hashed = 0;
    }
    while (this.#hashed < offset) {
      const part = await this.#readAt(this.#hashed, Math.min(PIECE_BYTES, offset - this.#hashed));
      this.#hash.update(part);
      this.#hashed += part.length;
      this.reuse(part);
    }
  }

  async #readAt(offset: number, bytes: number): Promise<Buffer> {
    const spare = this.#spare.pop();
    const buffer = spare?.length === bytes ? spare : Buffer.allocUnsafe(bytes);
    await this.readInto(buffer, offset);
    return buffer;
  }

  /** Fills a buffer with what is there from an offset on, unchecked. Throws `TransferRefused` where the copy is cut. */
  async readInto(buffer: Buffer, offset: number): Promise<void> {
    const { name } = this.#file;
    const bytes = buffer.length;
    if (this.#isRevoked)
      throw new TransferRefused("source_changed", message("outgoing.taken-back", { name }));
    for (let read = 0; read < bytes; ) {
      const { bytesRead } = await this.#handle
        .read(buffer, read, bytes - read, offset + read)
        .catch((error: unknown) => {
          const said = message("files.unreadable-send", { name, reason: reason(error) });
          throw new TransferRefused("source_gone", said, error);
        });
      if (bytesRead === 0) {
        throw new TransferRefused("source_changed", message("files.shorter", { name }));
      }
      read += bytesRead;
    }
  }
}
