/** A file to be sent that the browser has as a Blob: any stretch of it can be read at any time. */

import { PIECE_BYTES } from "../../../shared/protocol/limits.ts";
import { message } from "../../../shared/texts/message.ts";
import type { PieceSource, ReadPiece } from "../../../shared/transfer/sender.ts";
import { TransferRefused } from "../../../shared/transfer/transfer-refused.ts";
import type { LaneBytes } from "../lanes/lane.ts";
import { digestOf } from "./digest.ts";
import { PieceReader } from "./piece-reader.ts";

/** At most this much stays in memory until it is sent: reading a Blob a second time costs a small file as much as all the rest (measured). */
export const MAX_KEPT_BYTES = 2 * 1024 * 1024;

export class BlobSource implements PieceSource<LaneBytes> {
  readonly isSliced = true;
  readonly #blob: Blob;
  readonly #reader: PieceReader;
  /** The digest of a file of one piece, made for its offer. */
  #whole: string | undefined;
  /** All of a file of one piece, once it has been read. */
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
      this.#bytes ??= new Uint8Array(await this.#blob.arrayBuffer());
      return await digestOf(this.#bytes);
    });
    return this.#whole;
  }

  async read(offset: number, bytes: number, isInParts?: boolean): Promise<ReadPiece<LaneBytes>> {
    const isWhole = offset === 0 && bytes === this.#blob.size;
    if (isWhole && this.#whole !== undefined)
      return { bytes: this.#bytes ?? this.#blob, length: bytes, sha256: this.#whole };
    return await readable(() => this.#reader.read(offset, bytes, isInParts));
  }

  release(bytes: LaneBytes): void {
    if (bytes !== this.#bytes && bytes instanceof Uint8Array) this.#reader.release(bytes);
  }
}

async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw new TransferRefused("source_gone", message("capture.kept-unreadable"), error);
  }
}
