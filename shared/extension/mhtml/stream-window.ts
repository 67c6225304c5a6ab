/** The stretch of a stream that is looked at now: it grows by reading on, and shrinks by what is taken from its front. */

import { MhtmlRefused } from "./mhtml-refused.ts";

/** All that is held of a stream, whatever it brings. */
const WINDOW_BYTES = 1024 * 1024;
/** At least so much is read at once, where there is so much: tiny chunks must not make looking again dear. */
const MIN_READ_BYTES = 256 * 1024;

export class StreamWindow {
  readonly #reader: ReadableStreamBYOBReader;
  readonly #maxBytes: number;
  readonly #signal: AbortSignal;
  /** One stretch of memory for all of it: it goes into the stream with each reading and comes back filled. */
  #memory = new Uint8Array(WINDOW_BYTES);
  #start = 0;
  #end = 0;
  #readBytes = 0;

  /** Reads no more than `maxBytes`. The reader stays its caller's, who cancels it when the signal aborts. */
  constructor(reader: ReadableStreamBYOBReader, maxBytes: number, signal: AbortSignal) {
    this.#reader = reader;
    this.#maxBytes = maxBytes;
    this.#signal = signal;
  }

  /** What has been read and not taken yet, until more is read. */
  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#memory.subarray(this.#start, this.#end);
  }

  /** Takes bytes from the front. They are there until more is read. */
  take(length: number): Uint8Array<ArrayBuffer> {
    const taken = this.bytes.subarray(0, length);
    this.#start += taken.length;
    return taken;
  }

  /**
   * Reads on; what is held must be less than half a window. Returns false where the stream has nothing more, throws
   * `MhtmlRefused` where it has too much.
   */
  async more(): Promise<boolean> {
    if (this.#end + MIN_READ_BYTES > WINDOW_BYTES) this.#moveToFront();
    const before = this.#end;
    while (this.#end - before < MIN_READ_BYTES) {
      const { done, value } = await this.#reader.read(this.#memory.subarray(this.#end));
      this.#signal.throwIfAborted();
      // A stream that somebody has cancelled does not give the memory back.
      if (!value) throw new MhtmlRefused("broken");
      this.#memory = new Uint8Array(value.buffer, 0, WINDOW_BYTES);
      if (done) break;
      this.#end += value.byteLength;
      this.#readBytes += value.byteLength;
      if (this.#readBytes > this.#maxBytes) throw new MhtmlRefused("too-large");
    }
    return this.#end > before;
  }

  #moveToFront(): void {
    this.#memory.copyWithin(0, this.#start, this.#end);
    this.#end -= this.#start;
    this.#start = 0;
  }
}
