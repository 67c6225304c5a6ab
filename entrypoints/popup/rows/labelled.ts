/** What a button or a bar is called by those who do not see its row: the action, then the file. */

import type { PlainTextCode } from "../../../shared/texts/message.ts";
import { text } from "../../../shared/texts/text.ts";

export function labelled(action: PlainTextCode, name: string): string {
  return text("action.of", { action: text(action), name });
}
