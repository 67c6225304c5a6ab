/** What was said, as it is kept and sent: the English sentence, and beside it the message it was made of. */

import type { FeedState, FeedStatus } from "../protocol/price.ts";
import { decodeSaid, type Said } from "../protocol/said.ts";
import type { Message } from "./message.ts";
import { inEnglish, isMessage, sentence, withCommands } from "./text.ts";

/** Entries and ends from before the catalogue have the sentence alone; those of newer versions may say unknown codes. */
export interface Sentence {
  /** In English. */
  readonly message: string;
  readonly said?: Said | undefined;
}

/** An error whose sentence is in the catalogue, or was said by another end. */
export class SaidError extends Error implements Sentence {
  readonly said: Said | undefined;

  constructor(what: Message | Sentence, options?: ErrorOptions) {
    const { message, said } = "message" in what ? what : saying(what);
    super(message, options);
    this.said = said;
  }
}

/** What is kept and sent of a message. */
export function saying(said: Message): { readonly message: string; readonly said: Message } {
  return { message: inEnglish(said), said };
}

/** What is kept and sent of a feed's status. */
export function feedSaying(state: FeedState, said: Message): FeedStatus {
  return { state, detail: inEnglish(said), said };
}

/** What an error or a refusal says; without a code `said` is there all the same, so that it replaces an earlier one. */
export function sentenceOf(error: unknown): { readonly message: string; readonly said: Said | undefined } {
  const fields: { readonly message?: unknown; readonly said?: unknown } =
    typeof error === "object" && error !== null ? error : {};
  if (typeof fields.message !== "string") return { message: String(error), said: undefined };
  return { message: fields.message, said: decodeSaid(fields.said) };
}

/** The sentence for the reader: in the reader's language where the code is known here, else as it was said. */
export function readSaid({ message, said }: Sentence): string {
  return said && isMessage(said) ? sentence(said) : withCommands(message);
}

/** What an error or a refusal says, for the reader. */
export function readError(error: unknown): string {
  return readSaid(sentenceOf(error));
}
