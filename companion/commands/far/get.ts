/** `pagewire get` from a companion on another computer. */

import { message } from "../../../shared/texts/message.ts";
import { text } from "../../../shared/texts/text.ts";
import type { CommandContext } from "../control/control.ts";
import type { GetOptions } from "../received/get.ts";
import { STDOUT, takerFor } from "../received/saved-file.ts";
import { CommandFailed, Exit } from "../terminal/terminal.ts";
import { download } from "./download.ts";
import { recordMeant, withInbox } from "./records.ts";

export async function get(
  context: CommandContext,
  { to = "." }: GetOptions,
  [said = ""]: readonly string[],
): Promise<Exit> {
  const { terminal, remote } = context;
  const { bar } = terminal;
  if (to === STDOUT && terminal.json) throw new CommandFailed(message("get.json-to-stdout"), Exit.usage);
  if (!remote) return Exit.failed;
  const record = await withInbox(context, (topic) => recordMeant(topic, said));
  const { id, name } = record;
  const label = text("far.getting", { name });
  const taker = await takerFor(to, name, terminal);
  try {
    bar?.begin(label, record.bytes);
    const taken = await download(remote, id, taker, (bytes, total) => bar?.show(label, bytes, total));
    if (taken.sha256 !== record.sha256) terminal.say(text("get.changed", { name }));
    if (to !== STDOUT) terminal.data({ id, ...taken }, taken.path);
    return Exit.done;
  } finally {
    bar?.end();
  }
}
