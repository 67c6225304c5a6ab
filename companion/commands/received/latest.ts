/** `pagewire latest`: the paths of the newest received files; works beside a companion or without one. */

import { message } from "../../../shared/texts/message.ts";
import { text } from "../../../shared/texts/text.ts";
import { isThere } from "../../files/received/received-lookup.ts";
import type { CommandContext } from "../control/control.ts";
import { CommandFailed, Exit } from "../terminal/terminal.ts";
import { typeOption, withReceived } from "./received-files.ts";

export interface LatestOptions {
  readonly type?: string;
  readonly count?: number;
}

/** Newest first. A file that somebody has taken out of the inbox is passed over. */
export async function latest({ home, terminal }: CommandContext, options: LatestOptions): Promise<Exit> {
  const { count = 1 } = options;
  const type = typeOption(options.type);
  return await withReceived(home, terminal, async (lookup) => {
    let shown = 0;
    for (const { record } of count > 0
      ? (lookup?.newest({ type, limit: Number.POSITIVE_INFINITY }) ?? [])
      : []) {
      if (!isThere(record)) {
        terminal.say(text("latest.gone", { name: record.name }));
        await terminal.taken();
        continue;
      }
      terminal.data({ ...record }, record.path);
      shown += 1;
      if (!(await terminal.taken()) || shown >= count) break;
    }
    if (shown === 0 && count > 0)
      throw new CommandFailed(message(type ? "latest.none-of-type" : "latest.nothing"));
    return Exit.done;
  });
}
