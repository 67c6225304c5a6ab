/** `pagewire outbox`: what waits for a browser and what was passed over, beside a companion or without one; `--cancel` takes one back. */

import { existsSync } from "node:fs";
import { CompanionEvent } from "../../../shared/protocol/topics.ts";
import { shownSize } from "../../../shared/texts/figures.ts";
import { message } from "../../../shared/texts/message.ts";
import { text } from "../../../shared/texts/text.ts";
import { databaseUnusable, isDatabaseError, openDatabaseForReading } from "../../files/database.ts";
import { morePassedIn, passedIn, setAsideIn } from "../../files/outbox-folder/outbox-records.ts";
import { Outbox, type QueuedFile } from "../../files/outgoing/outbox.ts";
import { isoTime, UNKNOWN_TIME } from "../../files/stored-values.ts";
import type { Home } from "../../home/home.ts";
import { localTime } from "../../process/local-time.ts";
import { Keys } from "../../trust/keys.ts";
import { digitsFor } from "../../trust/short-ids.ts";
import { type CommandContext, withControl } from "../control/control.ts";
import { shownTime } from "../terminal/shown-time.ts";
import { Table } from "../terminal/table.ts";
import { CommandFailed, Exit, type Terminal } from "../terminal/terminal.ts";

export interface OutboxOptions {
  /** The file that is to be taken back. */
  readonly cancel?: string;
}

export async function outbox(context: CommandContext, options: OutboxOptions): Promise<Exit> {
  const { cancel: id } = options;
  if (id !== undefined) {
    return await withControl(context, async (control, terminal) => {
      const answer = await control.ask(CompanionEvent.cancel, { id });
      // Who said the beginning of an id hears which that was.
      const whole = typeof answer.id === "string" ? answer.id : id;
      terminal.data({ id: whole, cancelled: true }, `cancelled ${whole}`);
    });
  }
  const { home, terminal } = context;
  const isOnTerminal = terminal.look.columns !== undefined;
  const digits = isOnTerminal && !terminal.json ? digitsFor(idsOf(waitingIn(home))) : undefined;
  const nameOf = await clientNames(home);
  const table = new Table(terminal, [
    { title: text("table.name"), cut: "middle" },
    { title: text("table.size"), isAtEnd: true },
    { title: text("table.waits-since") },
    { title: text("table.for"), cut: "middle", spare: 1 },
    { title: text("table.id") },
  ]);
  let count = 0;
  for (const { id, name, bytes, sha256, to: client, at } of waitingIn(home, terminal)) {
    count += 1;
    const object = {
      ...{ id, name, bytes, sha256, state: "queued", client },
      at: isoTime(at) ?? UNKNOWN_TIME,
    };
    const recipient = client === null ? text("outbox.any-browser") : nameOf(client);
    const since = isOnTerminal ? shownTime(at) : localTime(at);
    const cells = [name, shownSize(bytes), { text: since, style: "dim" as const }, recipient];
    if (!(await table.row(object, [...cells, { text: id.slice(0, digits), style: "dim" }]))) return Exit.done;
  }
  await table.end();
  if (count === 0) terminal.say(text("outbox.nothing"));
  return Exit.done;
}

/** What the paired are called, also beside no companion; one that is not known any more is its id. */
async function clientNames(home: Home): Promise<(id: string) => string> {
  const listed = existsSync(home.keys) ? (await Keys.open(home.keys)).list() : [];
  const names = new Map(listed.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}

function* idsOf(files: Iterable<QueuedFile>): Generator<string, void> {
  for (const { id } of files) yield id;
}

/** What is damaged or passed over is told where there is a terminal to tell it. */
function* waitingIn(home: Home, terminal?: Terminal): Generator<QueuedFile, void> {
  const database = openDatabaseForReading(home.database);
  if (!database) return;
  try {
    for (const name of setAsideIn(database)) {
      terminal?.say(text("files.set-aside-outbox", { what: message("files.set-aside", { name }) }));
    }
    for (const { name, why } of passedIn(database)) terminal?.say(text("passed.over", { name, why }));
    const more = morePassedIn(database);
    if (more > 0) terminal?.say(text("passed.more", { count: more }));
    yield* new Outbox(database, home.outgoing, (_event, { id }) =>
      terminal?.say(text("outbox.damaged", { id: String(id) })),
    ).waiting();
  } catch (error) {
    if (!isDatabaseError(error)) throw error;
    throw new CommandFailed(databaseUnusable(home.database, error));
  } finally {
    database.close();
  }
}
