/** Finds a short sequence of bytes in a long one, without looking at most of it. */

/** A sequence that is looked for again and again (Horspool's way: at each miss it leaps as far as the byte seen allows). */
export class ByteSearch {
  readonly length: number;
  readonly #wanted: Uint8Array;
  /** How far to leap where the byte under the sequence's end is this one. */
  readonly #leaps: Uint8Array;

  /** `ascii` has at most 255 characters. */
  constructor(ascii: string) {
    this.#wanted = new TextEncoder().encode(ascii);
    this.length = this.#wanted.length;
    this.#leaps = new Uint8Array(256).fill(this.length);
    for (const [at, byte] of this.#wanted.subarray(0, -1).entries()) this.#leaps[byte] = this.length - 1 - at;
  }

  /** Where it stands first, from `start` on; -1 where it does not. */
  find(bytes: Uint8Array, start = 0): number {
    const last = this.length - 1;
    const lastByte = this.#wanted[last];
    for (let end = start + last; end < bytes.length; ) {
      const byte = bytes[end] ?? 0;
      if (byte === lastByte && this.#standsAt(bytes, end - last)) return end - last;
      end += this.#leaps[byte] ?? 1;
    }
    return -1;
  }

  #standsAt(bytes: Uint8Array, at: number): boolean {
    for (let index = this.length - 2; index >= 0; index--) {
      if (bytes[at + index] !== this.#wanted[index]) return false;
    }
    return true;
  }
}
