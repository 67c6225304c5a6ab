/** `pagewire inbox`: what was received and where it came from; works beside a companion or without one. */

import { databaseUnusable, isDatabaseError, openDatabaseForReading } from "../files/database.ts";
import type { Home } from "../files/home.ts";
import { ReceivedIndex, type ReceivedRecord } from "../files/received-index.ts";
import { CommandFailed, Exit, type Terminal } from "./terminal.ts";

export interface InboxOptions {
  readonly follow: boolean;
  readonly limit: number | undefined;
}

/** Following looks this often: the index is a file that a companion may or may not be writing. */
const LOOK_EVERY_MS = 100;
const ALL = -1;

export async function inbox(home: Home, options: InboxOptions, terminal: Terminal): Promise<Exit> {
  try {
    return await list(home, options, terminal);
  } catch (error) {
    if (!isDatabaseError(error)) throw error;
    throw new CommandFailed(databaseUnusable(home.database, error).message);
  }
}

async function list(home: Home, options: InboxOptions, terminal: Terminal): Promise<Exit> {
  const show = (record: ReceivedRecord): void =>
    terminal.data(
      { ...record },
      `${record.receivedAt}  ${record.bytes} bytes  ${record.path}  ${record.sources[0]?.url ?? ""}`,
    );
  const nothing = `Nothing has been received in ${home.root} yet.`;
  let last = 0;
  const first = openDatabaseForReading(home.database);
  if (!first && !options.follow) {
    terminal.say(nothing);
    return Exit.done;
  }
  if (first) {
    const newest = new ReceivedIndex(first, home.inbox).newest(options.limit ?? ALL);
    last = newest.last;
    newest.records.forEach(show);
    first.close();
    if (newest.records.length === 0 && !options.follow) terminal.say(nothing);
  }
  while (options.follow) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    last = showNew(home, last, show);
  }
  return Exit.done;
}

function showNew(home: Home, last: number, show: (record: ReceivedRecord) => void): number {
  const database = openDatabaseForReading(home.database);
  if (!database) return last;
  try {
    const found = new ReceivedIndex(database, home.inbox).after(last);
    found.records.forEach(show);
    return found.last;
  } finally {
    database.close();
  }
}
