/** Keeps a file's beginning while its bytes pass by: as much of it as it takes to tell what the file is. */

import { DETECTION_BYTES, isUnsettled, MARKUP_BYTES } from "./media-type.ts";

export class KeptBeginning {
  #kept: Buffer;
  #length = 0;

  /** Of a file that is known to be short no more room is taken than it needs. */
  constructor(fileBytes = DETECTION_BYTES) {
    this.#kept = Buffer.alloc(Math.min(DETECTION_BYTES, fileBytes));
  }

  /** What is kept so far. */
  get bytes(): Buffer {
    return this.#kept.subarray(0, this.#length);
  }

  /** Whether no more is kept, of a file of that many bytes. */
  isWhole(fileBytes: number | null): boolean {
    return this.#length >= Math.min(this.#kept.length, fileBytes ?? this.#kept.length);
  }

  /** Takes the next bytes; those that are not needed are not kept. */
  take(bytes: Uint8Array): void {
    const taken = this.#fill(bytes);
    const isFull = taken < bytes.byteLength || this.#length === DETECTION_BYTES;
    // A picture may stand behind a long comment. This is asked once: then there is room for all that is ever looked at.
    if (!isFull || this.#kept.length > DETECTION_BYTES || !isUnsettled(this.#kept)) return;
    const more = Buffer.alloc(MARKUP_BYTES);
    this.#kept.copy(more);
    this.#kept = more;
    this.#fill(bytes.subarray(taken));
  }

  /** How many of the bytes there was room for. */
  #fill(bytes: Uint8Array): number {
    const taken = bytes.subarray(0, this.#kept.length - this.#length);
    this.#kept.set(taken, this.#length);
    this.#length += taken.byteLength;
    return taken.byteLength;
  }
}
