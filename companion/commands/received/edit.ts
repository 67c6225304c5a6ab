/** `pagewire edit`: renames, tags, annotates or moves a received file; every browser shows it at once. */

import { KEPT_TOPIC, KeptEvent } from "../../../shared/protocol/topics.ts";
import { message } from "../../../shared/texts/message.ts";
import { type CommandContext, withControl } from "../control/control.ts";
import { CommandFailed, type Exit } from "../terminal/terminal.ts";
import { keptRecord, keptWords } from "./kept-record.ts";

export interface EditOptions {
  readonly name?: string;
  readonly tag?: readonly string[];
  readonly note?: string;
  readonly folder?: string;
}

export async function edit(
  context: CommandContext,
  { name, tag, note, folder }: EditOptions,
  [id = ""]: readonly string[],
): Promise<Exit> {
  const isNothing = [name, tag, note, folder].every((said) => said === undefined);
  if (isNothing) throw new CommandFailed(message("edit.nothing"));
  return await withControl(context, async (control, terminal) => {
    const kept = await control.join(KEPT_TOPIC);
    const tags = tag?.map((word) => word.trim()).filter((word) => word !== "");
    const record = await kept.ask(KeptEvent.edit, { id, name, tags, note, folder });
    terminal.data(keptRecord(record), keptWords(record));
  });
}
