/** Digests a Blob's pieces in order, through one buffer: half the cost of an `arrayBuffer()` for each (measured). */

import { toHex } from "../../shared/protocol/hex.ts";

export class PieceDigests {
  readonly #blob: Blob;
  #reader: ReadableStreamBYOBReader | undefined;
  #position = 0;
  #buffer = new ArrayBuffer(0);
  /** The buffer is one piece's at a time. */
  #reading: Promise<unknown> = Promise.resolve();

  constructor(blob: Blob) {
    this.#blob = blob;
  }

  /** The SHA-256 of a stretch, in hex; quick where stretches are asked for one behind the other. */
  async digest(offset: number, bytes: number): Promise<string> {
    const digesting = this.#reading.then(async () => {
      const piece = await this.#read(offset, bytes);
      // The digest takes a copy at once, so the next piece may be read into the same buffer meanwhile.
      return { made: crypto.subtle.digest("SHA-256", piece) };
    });
    this.#reading = digesting.catch(() => this.#start(this.#position));
    return toHex(new Uint8Array(await (await digesting).made));
  }

  async #read(offset: number, bytes: number): Promise<Uint8Array<ArrayBuffer>> {
    if (!this.#reader || offset !== this.#position) await this.#start(offset);
    if (this.#buffer.byteLength < bytes) this.#buffer = new ArrayBuffer(bytes);
    for (let filled = 0; filled < bytes; ) {
      const room = new Uint8Array(this.#buffer, filled, bytes - filled);
      const result = await this.#reader?.read(room);
      if (!result?.value || result.done) throw new Error("The Blob ended before its size.");
      // The buffer went to the stream with the view and comes back with its bytes.
      this.#buffer = result.value.buffer;
      filled += result.value.byteLength;
      this.#position += result.value.byteLength;
    }
    return new Uint8Array(this.#buffer, 0, bytes);
  }

  async #start(offset: number): Promise<void> {
    await this.#reader?.cancel().catch(() => undefined);
    this.#buffer = new ArrayBuffer(0);
    this.#reader = this.#blob.slice(offset).stream().getReader({ mode: "byob" });
    this.#position = offset;
  }
}
