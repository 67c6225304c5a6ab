/** The errors that end one file's transfer: for good, with a word for the other end, or until somebody does something. */

import type { RefusalCode, Refuse } from "../protocol/lane-words.ts";
import type { Message } from "../texts/message.ts";
import { SaidError, type Sentence } from "../texts/said.ts";

/** Thrown where a file can't be taken or given; carries the word for the other end. */
export class TransferRefused extends SaidError {
  override readonly name = "TransferRefused";
  readonly refusal: Refuse;

  constructor(code: RefusalCode, what: Message | Sentence, cause?: unknown) {
    super(what, { cause });
    const { message, said } = this;
    this.refusal = { type: "refuse", code, message, ...(said && { said }) };
  }
}

/** The source can't be read now; when it can be, the file goes on where it was. The other end keeps its part. */
export class SourceBlocked extends SaidError {
  override readonly name = "SourceBlocked";
  readonly code = "source_blocked";
}
