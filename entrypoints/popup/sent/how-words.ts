/** In a few words how a sent file's bytes were had. */

import type { SendItem } from "../../../shared/extension/store/database.ts";
import type { How } from "../../../shared/protocol/lane-words.ts";
import type { PlainTextCode } from "../../../shared/texts/message.ts";
import { text } from "../../../shared/texts/text.ts";

const EXACT = "sent.how-exact";

const WORDS: Readonly<Record<How, PlainTextCode>> = {
  document: EXACT,
  "page-copy": EXACT,
  "page-capture": EXACT,
  "page-request": "sent.how-asked",
  request: "sent.how-asked",
  drawn: "sent.how-drawn",
  cut: "sent.how-cut",
};

/** `undefined` where it is not known, where it is no picture of a page, or where the words would promise more than the file's label does. */
export function howWords({
  how,
  fidelity,
  expects,
}: Pick<SendItem, "how" | "fidelity" | "expects">): string | undefined {
  const words = how && WORDS[how];
  if (words === undefined || expects !== "image" || (words === EXACT && fidelity !== "original"))
    return undefined;
  return text(words);
}
