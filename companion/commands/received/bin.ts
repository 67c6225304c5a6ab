/** `pagewire bin`: what was taken back and is still there, beside a companion or without one. */

import { shownSize } from "../../../shared/texts/figures.ts";
import { text } from "../../../shared/texts/text.ts";
import { hasColumn, statementsOf } from "../../files/database.ts";
import { KeptRows } from "../../files/kept/kept-rows.ts";
import { ReceivedIndex } from "../../files/received/received-index.ts";
import type { ReceivedRecord } from "../../files/received/received-record.ts";
import type { Home } from "../../home/home.ts";
import { localTime } from "../../process/local-time.ts";
import { digitsFor } from "../../trust/short-ids.ts";
import type { CommandContext } from "../control/control.ts";
import { shownTime } from "../terminal/shown-time.ts";
import { Table } from "../terminal/table.ts";
import { Exit } from "../terminal/terminal.ts";
import { withDatabase } from "./received-files.ts";

export async function bin({ home, terminal }: CommandContext): Promise<Exit> {
  const records = await binned(home);
  const isOnTerminal = terminal.look.columns !== undefined;
  const timeOf = isOnTerminal ? shownTime : localTime;
  const digits = isOnTerminal && !terminal.json ? digitsFor(records.map(({ id }) => id)) : undefined;
  const table = new Table(terminal, [
    { title: text("bin.since") },
    { title: text("table.size"), isAtEnd: true },
    { title: text("table.name"), cut: "middle" },
    { title: text("table.id") },
  ]);
  for (const record of records) {
    const since = { text: timeOf(Date.parse(record.binnedAt ?? "")), style: "dim" as const };
    const id = { text: record.id.slice(0, digits), style: "dim" as const };
    const cells = [since, shownSize(record.bytes), record.relativePath, id];
    if (!(await table.row({ ...record }, cells))) return Exit.done;
  }
  await table.end();
  terminal.say(text(records.length === 0 ? "bin.nothing" : "bin.explained"));
  return Exit.done;
}

function binned(home: Home): Promise<ReceivedRecord[]> {
  return withDatabase(home, (database) => {
    if (!database || !hasColumn(database, "received", "binned_at")) return [];
    const index = new ReceivedIndex(database, home.inbox);
    return new KeptRows(statementsOf(database)).binned().flatMap((seq) => index.at(seq) ?? []);
  });
}
