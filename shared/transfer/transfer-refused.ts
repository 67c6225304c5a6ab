/** The errors that end one file's transfer: for good, with a word for the other end, or until somebody does something. */

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

/** The source can't be read now; when it can be, the file goes on where it was. The other end keeps its part. */
export class SourceBlocked extends Error {
  override readonly name = "SourceBlocked";
  readonly code = "source_blocked";
}
