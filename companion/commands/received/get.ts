/** `pagewire get`: the bytes of a received file, into a folder or to standard output. */

import { message } from "../../../shared/texts/message.ts";
import { text } from "../../../shared/texts/text.ts";
import type { ReceivedRecord } from "../../files/received/received-record.ts";
import { openRegular } from "../../files/regular-file.ts";
import { reason } from "../../process/system-error.ts";
import type { CommandContext } from "../control/control.ts";
import { CommandFailed, Exit } from "../terminal/terminal.ts";
import { meantFile, withReceived } from "./received-files.ts";
import { STDOUT, takeAll, takerFor } from "./saved-file.ts";

export interface GetOptions {
  readonly to?: string;
}

export async function get(
  { home, terminal }: CommandContext,
  { to = "." }: GetOptions,
  [said = ""]: readonly string[],
): Promise<Exit> {
  if (to === STDOUT && terminal.json) throw new CommandFailed(message("get.json-to-stdout"), Exit.usage);
  const { record } = await withReceived(home, terminal, async (lookup) => meantFile(lookup, said));
  const source = bytesOf(record);
  const taken = await takeAll(await takerFor(to, record.name, terminal), source);
  if (taken.sha256 !== record.sha256) terminal.say(text("get.changed", { name: record.name }));
  if (to !== STDOUT) terminal.data({ id: record.id, ...taken }, taken.path);
  return Exit.done;
}

/** The file as it is now. */
async function* bytesOf(record: ReceivedRecord): AsyncGenerator<Uint8Array> {
  const handle = await openRegular(record.path).catch((error: NodeJS.ErrnoException) => {
    const { name } = record;
    const why = error.code === "ENOENT" ? message("arrived.vanished", { name }) : undefined;
    throw new CommandFailed(why ?? message("arrived.unreadable", { name, reason: reason(error) }));
  });
  try {
    yield* handle.createReadStream({ autoClose: false });
  } finally {
    await handle.close();
  }
}
