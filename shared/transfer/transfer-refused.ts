/** The error that ends one file and says why to the other end. */

import type { RefusalCode, Refuse } from "../protocol/lane-words.ts";

/** Thrown where a file can't be taken or given; carries the word for the other end. */
export class TransferRefused extends Error {
  override readonly name = "TransferRefused";
  readonly refusal: Refuse;

  constructor(code: RefusalCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.refusal = { type: "refuse", code, message };
  }
}
