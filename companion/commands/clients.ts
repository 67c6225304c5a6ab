/** The commands about who may connect: `pair`, `clients`, `revoke` and `token`. */

import { LOOPBACK_ADDRESS } from "../../shared/protocol/limits.ts";
import { CompanionEvent } from "../../shared/protocol/topics.ts";
import { language, text } from "../../shared/texts/text.ts";
import { localTime } from "../process/local-time.ts";
import { digitsFor, LEAST_DIGITS } from "../trust/short-ids.ts";
import { type CommandContext, withControl } from "./control/control.ts";
import { openInBrowser, sayLongLink } from "./terminal/default-browser.ts";
import { shownTime } from "./terminal/shown-time.ts";
import { type Cell, Table } from "./terminal/table.ts";
import type { Exit } from "./terminal/terminal.ts";

export interface TokenOptions {
  readonly name: string;
  readonly topics?: readonly string[];
}

export interface PairOptions {
  readonly open?: boolean;
}

export interface RevokeOptions {
  /** The browser that takes over what waits for the revoked one. */
  readonly into?: string;
}

/** `pagewire pair`: a fresh pairing link. */
export function pair(context: CommandContext, { open }: PairOptions): Promise<Exit> {
  return withControl(context, async (control, terminal) => {
    const { pairUrl, expiresInSeconds } = await control.ask(CompanionEvent.pair);
    terminal.data({ pairUrl, expiresInSeconds }, String(pairUrl));
    const minutes = Number(expiresInSeconds) / 60;
    const isOpened = open === true && (await openInBrowser(String(pairUrl), terminal));
    if (!isOpened) sayLongLink(String(pairUrl), terminal);
    terminal.say(text(isOpened ? "clients.opened-link" : "clients.open-link", { minutes }));
  });
}

/** `pagewire clients`: the paired browsers and the scripts' tokens. */
export function clients(context: CommandContext): Promise<Exit> {
  return withControl(context, async (control, terminal) => {
    const answer = await control.ask(CompanionEvent.clients);
    const list = Array.isArray(answer.clients) ? answer.clients.map(fieldsOf) : [];
    if (list.length === 0) return terminal.say(text("clients.nobody"));
    const isOnTerminal = terminal.look.columns !== undefined;
    const digits = isOnTerminal ? digitsFor(list.map(({ id }) => String(id))) : undefined;
    const table = new Table(terminal, [
      { title: text("table.name"), cut: "middle" },
      { title: text("table.kind"), spare: 1 },
      { title: text("table.state") },
      { title: text("table.last-seen"), spare: 2 },
      { title: text("table.files-waiting"), isAtEnd: true, spare: 3 },
      { title: text("table.id") },
    ]);
    for (const client of list) {
      const { id, kind, connected, name, lastSeenAt, waiting } = client;
      const seenMs = typeof lastSeenAt === "string" ? Date.parse(lastSeenAt) : undefined;
      const seen = seenMs === undefined ? "" : isOnTerminal ? shownTime(seenMs) : localTime(seenMs);
      const cells: Cell[] = [
        String(name),
        text(kind === "script" ? "clients.script" : "clients.browser"),
        connected === true
          ? { text: text("clients.connected"), style: "green" }
          : { text: text("clients.away"), style: "dim" },
        { text: seen, style: "dim" },
        filesWaiting(waiting, isOnTerminal),
        { text: String(id).slice(0, digits), style: "dim" },
      ];
      if (!(await table.row(client, cells))) return;
    }
    await table.end();
  });
}

/** A figure alone says nothing where no title stands above it. */
function filesWaiting(files: unknown, hasTitle: boolean): string {
  if (typeof files !== "number") return "";
  return hasTitle ? files.toLocaleString(language()) : text("clients.waiting", { files });
}

function fieldsOf(client: unknown): Readonly<Record<string, unknown>> {
  return typeof client === "object" && client !== null ? { ...client } : {};
}

/** `pagewire revoke ID`: ends a client's trust and its live connections; what waits for it goes to another. */
export function revoke(
  context: CommandContext,
  { into }: RevokeOptions,
  [said = ""]: readonly string[],
): Promise<Exit> {
  return withControl(context, async (control, terminal) => {
    const { id, name } = await control.ask(CompanionEvent.revoke, {
      id: said,
      ...(into === undefined ? {} : { into }),
    });
    terminal.data({ id, revoked: true }, `revoked ${id}`);
    // Who said a part of a name hears whom that has met.
    if (said !== id && typeof name === "string") terminal.say(text("clients.revoked", { name }));
  });
}

/** `pagewire token`: a bearer for a script of the user's own. */
export function token(context: CommandContext, { name, topics }: TokenOptions): Promise<Exit> {
  return withControl(context, async (control, terminal) => {
    const made = await control.ask(CompanionEvent.token, {
      name,
      ...(topics === undefined ? {} : { topics }),
    });
    terminal.data({ id: made.id, token: made.token }, String(made.token));
    terminal.say(text("clients.token", { name, id: String(made.id).slice(0, LEAST_DIGITS) }));
    if (terminal.json) return;
    const { port } = await control.ask(CompanionEvent.status);
    terminal.say(text("clients.token-use", { address: `ws://${LOOPBACK_ADDRESS}:${port}/socket` }));
  });
}
