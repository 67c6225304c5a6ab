/** Decodes base64 that comes in chunks cut anywhere (RFC 2045 §6.8), and takes nothing that an exact encoder would not write. */

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const NO_DIGIT = -1;
const DIGITS = new Int32Array(256).fill(NO_DIGIT);
for (const [digit, character] of [...ALPHABET].entries()) DIGITS[character.charCodeAt(0)] = digit;
const PAD = 0x3d;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** What came is no base64, or ends too early: the bytes are not known. */
export class NotBase64 extends Error {
  override readonly name = "NotBase64";
  readonly code = "not_base64";

  constructor() {
    super("The part is not what its base64 says.");
  }
}

/** Decodes one text. A decoder of our own: that of the browser takes strings, and Node 24 has none. */
export class Base64Decoder {
  /** Digits of a group of four that is not whole yet. */
  #bits = 0;
  #digits = 0;
  #isClosed = false;
  /** How many `=` are still owed. */
  #pads = 0;

  /** The bytes that are certain by now. Throws `NotBase64`. */
  decode(encoded: Uint8Array): Uint8Array<ArrayBuffer> {
    const out = new Uint8Array(Math.ceil((this.#digits + encoded.length) / 4) * 3);
    let written = 0;
    for (let at = 0; at < encoded.length; at++) {
      if (this.#digits === 0 && !this.#isClosed) {
        // Whole groups, which is nearly everything: up to a line's end.
        for (; at + 4 <= encoded.length; at += 4) {
          const group = groupAt(encoded, at);
          if (group < 0) break;
          out[written++] = group >> 16;
          out[written++] = group >> 8;
          out[written++] = group;
        }
      }
      const byte = encoded[at];
      if (byte === undefined) break;
      if (byte === LINE_FEED || byte === CARRIAGE_RETURN) continue;
      if (byte === PAD) written += this.#pad(out, written);
      else if (this.#take(byte)) {
        out[written++] = this.#bits >> 16;
        out[written++] = this.#bits >> 8;
        out[written++] = this.#bits;
        this.#bits = 0;
      }
    }
    return out.subarray(0, written);
  }

  /** The text has ended. Throws `NotBase64` where that is too early. */
  end(): void {
    if (this.#digits > 0 || this.#pads > 0) throw new NotBase64();
  }

  /** Takes a digit; says whether the group is whole. */
  #take(byte: number): boolean {
    const digit = DIGITS[byte] ?? NO_DIGIT;
    if (digit === NO_DIGIT || this.#isClosed) throw new NotBase64();
    this.#bits = (this.#bits << 6) | digit;
    this.#digits = (this.#digits + 1) % 4;
    return this.#digits === 0;
  }

  /** The first `=` closes the text with one or two bytes more; returns how many. */
  #pad(out: Uint8Array, written: number): number {
    if (this.#isClosed) {
      if (this.#pads === 0) throw new NotBase64();
      this.#pads -= 1;
      return 0;
    }
    const bytes = this.#digits - 1;
    const spare = this.#digits === 2 ? 4 : 2;
    if (bytes < 1 || (this.#bits & ((1 << spare) - 1)) !== 0) throw new NotBase64();
    const bits = this.#bits >> spare;
    if (bytes === 2) out[written] = bits >> 8;
    out[written + bytes - 1] = bits;
    this.#isClosed = true;
    this.#pads = 3 - this.#digits;
    this.#digits = 0;
    return bytes;
  }
}

/** Four digits as one number; negative where one of the four is none. */
function groupAt(encoded: Uint8Array, at: number): number {
  return (
    (digitAt(encoded, at) << 18) |
    (digitAt(encoded, at + 1) << 12) |
    (digitAt(encoded, at + 2) << 6) |
    digitAt(encoded, at + 3)
  );
}

function digitAt(encoded: Uint8Array, at: number): number {
  return DIGITS[encoded[at] ?? 0] ?? NO_DIGIT;
}
