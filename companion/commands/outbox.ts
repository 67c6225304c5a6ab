/** `pagewire outbox`: what waits for a browser, beside a companion or without one; `--cancel` takes one back. */

import { CompanionEvent } from "../../shared/protocol/topics.ts";
import { databaseUnusable, isDatabaseError, openDatabaseForReading } from "../files/database.ts";
import type { Home } from "../files/home.ts";
import { Outbox, type QueuedFile } from "../files/outbox.ts";
import { connectControl } from "./control.ts";
import { CommandFailed, Exit, type Terminal } from "./terminal.ts";

export interface OutboxOptions {
  /** The file that is to be taken back. */
  readonly cancel: string | undefined;
}

export async function outbox(home: Home, options: OutboxOptions, terminal: Terminal): Promise<Exit> {
  if (options.cancel !== undefined) return await cancel(home, options.cancel, terminal);
  const files = waitingIn(home);
  for (const { id, name, bytes, sha256, to: client, at } of files) {
    const queuedAt = new Date(at).toISOString();
    terminal.data(
      { id, name, bytes, sha256, state: "queued", client, at: queuedAt },
      `${queuedAt}  ${id}  ${bytes} bytes  ${name}`,
    );
  }
  if (files.length === 0) terminal.say("Nothing waits for a browser.");
  return Exit.done;
}

function waitingIn(home: Home): QueuedFile[] {
  const database = openDatabaseForReading(home.database);
  if (!database) return [];
  try {
    return new Outbox(database, home.outgoing).waiting();
  } catch (error) {
    if (!isDatabaseError(error)) throw error;
    throw new CommandFailed(databaseUnusable(home.database, error).message);
  } finally {
    database.close();
  }
}

async function cancel(home: Home, id: string, terminal: Terminal): Promise<Exit> {
  const control = await connectControl(home, terminal.say);
  try {
    await control.ask(CompanionEvent.cancel, { id });
    terminal.data({ id, cancelled: true }, `cancelled ${id}`);
    return Exit.done;
  } finally {
    control.close();
  }
}
