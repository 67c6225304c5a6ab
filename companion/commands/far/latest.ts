/** `pagewire latest` of a companion on another computer: the paths are that computer's, `get` brings the files here. */

import { message } from "../../../shared/texts/message.ts";
import { text } from "../../../shared/texts/text.ts";
import type { CommandContext } from "../control/control.ts";
import type { LatestOptions } from "../received/latest.ts";
import { typeOption } from "../received/received-files.ts";
import { CommandFailed, Exit } from "../terminal/terminal.ts";
import { recordsOf, withInbox } from "./records.ts";

/** Newest first. A file that somebody has taken out of the inbox is passed over. */
export async function latest(context: CommandContext, { type, count = 1 }: LatestOptions): Promise<Exit> {
  typeOption(type);
  const { terminal } = context;
  return await withInbox(context, async (topic) => {
    let shown = 0;
    const onGone = (name: string): void => terminal.say(text("latest.gone", { name }));
    for await (const record of recordsOf(topic, { type, limit: count, onGone })) {
      terminal.data({ ...record }, record.path);
      shown += 1;
      if (!(await terminal.taken())) break;
    }
    if (shown === 0 && count > 0)
      throw new CommandFailed(message(type === undefined ? "latest.nothing" : "latest.none-of-type"));
    return Exit.done;
  });
}
