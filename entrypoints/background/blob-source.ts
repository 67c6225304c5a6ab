/** A file to be sent that lies in the browser as a Blob: any stretch of it can be read at any time. */

import { PIECE_BYTES } from "../../shared/protocol/limits.ts";
import type { PieceSource, ReadPiece } from "../../shared/transfer/sender.ts";
import { TransferRefused } from "../../shared/transfer/transfer-refused.ts";
import { digestOf } from "./digest.ts";
import type { LaneBytes } from "./lane.ts";
import { PieceReader } from "./piece-reader.ts";

/** So much goes from memory: reading a Blob a second time costs a small file as much as all the rest (measured). */
export const MAX_KEPT_BYTES = 2 * 1024 * 1024;

export class BlobSource implements PieceSource<LaneBytes> {
  readonly isSliced = true;
  readonly #blob: Blob;
  readonly #reader: PieceReader;
  /** The digest of a file of one piece, made for its offer. */
  #whole: string | undefined;
  /** All of it, where it is so little that it may stay until it is sent. */
  #bytes: Uint8Array<ArrayBuffer> | undefined;

  /** `bytes` is what the Blob holds, where it was read before. */
  constructor(blob: Blob, bytes?: ArrayBuffer) {
    this.#blob = blob;
    this.#bytes = bytes && new Uint8Array(bytes);
    this.#reader = new PieceReader(blob);
  }

  /** The SHA-256 of a file of one piece; `undefined` for a larger one, whose digest would be slow to have. */
  async sha256(): Promise<string | undefined> {
    if (this.#blob.size > PIECE_BYTES) return undefined;
    this.#whole ??= await readable(async () => {
      const bytes = this.#bytes ?? new Uint8Array(await this.#blob.arrayBuffer());
      if (bytes.byteLength <= MAX_KEPT_BYTES) this.#bytes = bytes;
      return await digestOf(bytes);
    });
    return this.#whole;
  }

  async read(offset: number, bytes: number): Promise<ReadPiece<LaneBytes>> {
    const isWhole = offset === 0 && bytes === this.#blob.size;
    if (isWhole && this.#whole !== undefined)
      return { bytes: this.#bytes ?? this.#blob, length: bytes, sha256: this.#whole };
    return await readable(() => this.#reader.read(offset, bytes));
  }

  release(bytes: LaneBytes): void {
    if (bytes !== this.#bytes && bytes instanceof Uint8Array) this.#reader.release(bytes);
  }
}

async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const message = "The browser can no longer read the bytes it kept: send the file again from its page.";
    throw new TransferRefused("source_gone", message, error);
  }
}
