/** A file to be sent that lies in the browser as a Blob: any stretch of it can be read at any time. */

import { toHex } from "../../shared/protocol/hex.ts";
import { PIECE_BYTES } from "../../shared/protocol/limits.ts";
import type { PieceSource, ReadPiece } from "../../shared/transfer/sender.ts";
import { TransferRefused } from "../../shared/transfer/transfer-refused.ts";
import { PieceDigests } from "./piece-digests.ts";

export class BlobSource implements PieceSource<Blob> {
  readonly isSliced = true;
  readonly #blob: Blob;
  readonly #digests: PieceDigests;
  /** The digest of a file of one piece, made for its offer. */
  #whole: string | undefined;

  constructor(blob: Blob) {
    this.#blob = blob;
    this.#digests = new PieceDigests(blob);
  }

  /** The SHA-256 of a file of one piece; `undefined` for a larger one, whose digest would be slow to have. */
  async sha256(): Promise<string | undefined> {
    if (this.#blob.size > PIECE_BYTES) return undefined;
    this.#whole ??= await readable(async () => hexOf(await this.#blob.arrayBuffer()));
    return this.#whole;
  }

  async read(offset: number, bytes: number): Promise<ReadPiece<Blob>> {
    const isWhole = offset === 0 && bytes === this.#blob.size;
    const known = isWhole ? this.#whole : undefined;
    const sha256 = known ?? (await readable(() => this.#digests.digest(offset, bytes)));
    const piece = isWhole ? this.#blob : this.#blob.slice(offset, offset + bytes);
    return { bytes: piece, length: bytes, sha256 };
  }
}

async function hexOf(bytes: ArrayBuffer): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const message = "The browser can no longer read the bytes it kept: send the file again from its page.";
    throw new TransferRefused("source_gone", message, error);
  }
}
