/** `pagewire open`: a received file in the program that the system opens its kind with. */

import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { message } from "../../../shared/texts/message.ts";
import { isThere } from "../../files/received/received-lookup.ts";
import { reason } from "../../process/system-error.ts";
import type { CommandContext } from "../control/control.ts";
import { CommandFailed, Exit } from "../terminal/terminal.ts";
import { meantFile, withReceived } from "./received-files.ts";

export async function openFile(
  { home, terminal }: CommandContext,
  _options: object,
  [said = ""]: readonly string[],
): Promise<Exit> {
  const { record } = await withReceived(home, terminal, async (lookup) => meantFile(lookup, said));
  if (!isThere(record)) throw new CommandFailed(message("arrived.vanished", { name: record.name }));
  // Only who asks for it pays for loading it.
  const { default: open } = await import("open");
  try {
    await started(await open(record.path));
  } catch (error) {
    throw new CommandFailed(message("open.failed", { name: record.name, reason: reason(error) }));
  }
  terminal.data({ id: record.id, path: record.path, opened: true }, record.path);
  return Exit.done;
}

/** That it can't be started is said a moment later. */
async function started(program: ChildProcess): Promise<void> {
  if (program.pid === undefined) await once(program, "spawn");
}
