/** `pagewire undo`: puts a received file into the bin, or takes it out again. */

import { KEPT_TOPIC, KeptEvent } from "../../../shared/protocol/topics.ts";
import { type CommandContext, withControl } from "../control/control.ts";
import type { Exit } from "../terminal/terminal.ts";
import { keptRecord, keptWords } from "./kept-record.ts";

export async function undo(
  context: CommandContext,
  _options: object,
  [id = ""]: readonly string[],
): Promise<Exit> {
  return await withControl(context, async (control, terminal) => {
    const kept = await control.join(KEPT_TOPIC);
    const record = await kept.ask(KeptEvent.undo, { id });
    terminal.data(keptRecord(record), keptWords(record));
  });
}
