/** Reads a Blob's pieces in order, each with its digest, into memory that is used again. */

import type { ReadPiece } from "../../../shared/transfer/sender.ts";
import { digestOf, digestsOfParts } from "./digest.ts";

export type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Readers in the middle of a read. Chromium's collector takes one that only a waiting function knows, and then its read
 * never ends (seen in Chromium 156).
 */
const held = new Set<{ readonly reader: PieceReader }>();

/**
 * One reading serves the digest and the lane. Of 256 MiB up, a second reading by the socket cost a tenth, and so did
 * fresh memory for each piece, which the system has to clear (measured: 4.5 s of processor time, now 4.0).
 */
export class PieceReader {
  readonly #blob: Blob;
  readonly #digest: (piece: Bytes, offset: number) => Promise<string>;
  /** Pieces that have gone: their memory is free. */
  readonly #free: Bytes[];
  #reader: ReadableStreamBYOBReader | undefined;
  #position = 0;
  /** The stream gives one piece at a time. */
  #reading: Promise<unknown> = Promise.resolve();

  /** `free` may be memory that other readers had. */
  constructor(
    blob: Blob,
    digest: (piece: Bytes, offset: number) => Promise<string> = digestOf,
    free: Bytes[] = [],
  ) {
    this.#blob = blob;
    this.#digest = digest;
    this.#free = free;
  }

  /** A stretch and its SHA-256, or those of its parts; quick where they are asked for in order. Throws what the Blob does. */
  async read(offset: number, bytes: number, isInParts = false): Promise<ReadPiece<Bytes>> {
    const reading = this.#reading.then(async () => {
      const piece = await this.#fill(offset, bytes);
      // The next piece may be read while this one is digested.
      return { piece, made: isInParts ? digestsOfParts(piece) : this.#digest(piece, offset) };
    });
    this.#reading = reading.catch(() => this.#stop());
    const { piece, made } = await reading;
    return { bytes: piece, length: bytes, sha256: await made };
  }

  /** Nobody looks at a piece any more: another may come into its memory (measured: two buffers serve a large file). */
  release(piece: Bytes): void {
    this.#free.push(piece);
  }

  async #fill(offset: number, bytes: number): Promise<Bytes> {
    const hold = { reader: this };
    held.add(hold);
    try {
      return await this.#filled(offset, bytes);
    } finally {
      held.delete(hold);
    }
  }

  async #filled(offset: number, bytes: number): Promise<Bytes> {
    if (!this.#reader || offset !== this.#position) await this.#start(offset);
    const free = this.#free.pop()?.buffer;
    let buffer = free && free.byteLength >= bytes ? free : new ArrayBuffer(bytes);
    for (let filled = 0; filled < bytes; ) {
      const room = new Uint8Array(buffer, filled, bytes - filled);
      const result = await this.#reader?.read(room);
      if (!result?.value || result.done) throw new Error("The Blob ended before its size.");
      // The buffer went to the stream with the view and comes back with its bytes.
      buffer = result.value.buffer;
      filled += result.value.byteLength;
      this.#position += result.value.byteLength;
    }
    return new Uint8Array(buffer, 0, bytes);
  }

  async #stop(): Promise<void> {
    const reader = this.#reader;
    this.#reader = undefined;
    await reader?.cancel().catch(() => undefined);
  }

  async #start(offset: number): Promise<void> {
    await this.#stop();
    this.#reader = this.#blob.slice(offset).stream().getReader({ mode: "byob" });
    this.#position = offset;
  }
}
