/** The received files of a home folder as a command finds them, beside a companion or without one. */

import type { DatabaseSync } from "node:sqlite";
import { message } from "../../../shared/texts/message.ts";
import { text } from "../../../shared/texts/text.ts";
import { databaseUnusable, hasTable, isDatabaseError, openDatabaseForReading } from "../../files/database.ts";
import { ReceivedIndex } from "../../files/received/received-index.ts";
import {
  type Numbered,
  ReceivedLookup,
  type TypeFilter,
  typeFilter,
} from "../../files/received/received-lookup.ts";
import type { ReceivedRecord } from "../../files/received/received-record.ts";
import type { Home } from "../../home/home.ts";
import { candidates } from "../../trust/named-client.ts";
import { CommandFailed, Exit, type Terminal } from "../terminal/terminal.ts";

/** What stands for the newest file wherever an id is asked for. */
export const LATEST = "latest";

/** Does something with the database, which is closed afterwards; with `undefined` where nothing was ever received. */
export async function withDatabase<Result>(
  home: Home,
  action: (database: DatabaseSync | undefined) => Result | Promise<Result>,
): Promise<Result> {
  const database = openDatabaseForReading(home.database);
  try {
    return await action(database);
  } catch (error) {
    if (!isDatabaseError(error)) throw error;
    throw new CommandFailed(databaseUnusable(home.database, error));
  } finally {
    database?.close();
  }
}

/** The same with the lookup. */
export async function withReceived<Result>(
  home: Home,
  terminal: Terminal,
  action: (lookup: ReceivedLookup | undefined) => Promise<Result>,
): Promise<Result> {
  return await withDatabase(home, (database) => action(database && lookupIn(database, home, terminal)));
}

/** The lookup of an open database; `undefined` where it has no list yet. */
export function lookupIn(database: DatabaseSync, home: Home, terminal: Terminal): ReceivedLookup | undefined {
  if (!hasTable(database, "received")) return undefined;
  const onDamaged = (seq: number, name: string): void => terminal.say(text("inbox.damaged", { seq, name }));
  return new ReceivedLookup(database, new ReceivedIndex(database, home.inbox, onDamaged));
}

/** The one file that is meant. Throws `CommandFailed` where there is none, or where it is not clear which. */
export function meantFile(lookup: ReceivedLookup | undefined, said: string): Numbered {
  const [latest] = said === LATEST && lookup ? lookup.newest({ limit: 1 }) : [];
  return theOne(latest ? [latest] : (lookup?.meant(said) ?? []), said);
}

/** The only one of those that may be meant. */
export function theOne<Meant extends { readonly record: ReceivedRecord }>(
  meant: readonly Meant[],
  said: string,
): Meant {
  const [only] = meant;
  if (!only) {
    throw new CommandFailed(
      said === LATEST ? message("latest.nothing") : message("arrived.no-such", { id: said }),
    );
  }
  if (meant.length > 1) {
    const named = candidates(meant.map(({ record }) => record));
    throw new CommandFailed(message("arrived.several", { id: said, candidates: named }));
  }
  return only;
}

/** The types that `--type` means. Throws `CommandFailed` for what is none. */
export function typeOption(said: string | undefined): TypeFilter | undefined {
  const filter = said === undefined ? undefined : typeFilter(said);
  if (said !== undefined && !filter)
    throw new CommandFailed(message("arrived.no-type", { type: said }), Exit.usage);
  return filter;
}
