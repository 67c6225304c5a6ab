/** `pagewire rm`: removes a received file and strikes it from the lists; works beside a companion or without one. */

import { CompanionEvent } from "../../../shared/protocol/topics.ts";
import { shownSize } from "../../../shared/texts/figures.ts";
import { text } from "../../../shared/texts/text.ts";
import { databaseUnusable, isDatabaseError, openDatabase } from "../../files/database.ts";
import { removeReceived } from "../../files/kept/removal.ts";
import type { ReceivedRecord } from "../../files/received/received-record.ts";
import type { Home } from "../../home/home.ts";
import { type CommandContext, connectControl } from "../control/control.ts";
import { CommandFailed, Exit, type Terminal } from "../terminal/terminal.ts";
import { lookupIn, meantFile, withReceived } from "./received-files.ts";

/** Says what it was. The running companion does it where there is one: it tells those who show the file. */
export async function remove(
  { home, terminal }: CommandContext,
  _options: object,
  [said = ""]: readonly string[],
): Promise<Exit> {
  const { record } = await withReceived(home, terminal, async (lookup) => meantFile(lookup, said));
  const control = await connectControl(home, terminal.say).catch((error: unknown) => {
    const isNone = error instanceof CommandFailed && error.said?.code === "command.not-running";
    if (isNone) return undefined;
    throw error;
  });
  if (!control) await removeHere(home, record.id, terminal);
  try {
    await control?.ask(CompanionEvent.remove, { id: record.id });
  } finally {
    control?.close();
  }
  terminal.data({ id: record.id, path: record.path, removed: true }, removedLine(record));
  return Exit.done;
}

async function removeHere(home: Home, id: string, terminal: Terminal): Promise<void> {
  const database = openDatabase(home.database);
  try {
    await removeReceived(database, meantFile(lookupIn(database, home, terminal), id));
  } catch (error) {
    if (!isDatabaseError(error)) throw error;
    throw new CommandFailed(databaseUnusable(home.database, error));
  } finally {
    database.close();
  }
}

function removedLine({ name, bytes, sources }: ReceivedRecord): string {
  const size = shownSize(bytes);
  const url = sources[0]?.url;
  return url === undefined
    ? text("rm.removed", { name, size })
    : text("rm.removed-from", { name, size, url });
}
