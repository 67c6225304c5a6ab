/** The commands about who may connect: `pair`, `clients`, `revoke` and `token`. */

import { CompanionEvent } from "../../shared/protocol/topics.ts";
import type { Home } from "../files/home.ts";
import { type Control, connectControl } from "./control.ts";
import { Exit, type Terminal } from "./terminal.ts";

/** `pagewire pair`: a fresh pairing link. */
export function pair(home: Home, terminal: Terminal): Promise<Exit> {
  return withControl(home, terminal, async (control) => {
    const { pairUrl, expiresInSeconds } = await control.ask(CompanionEvent.pair);
    terminal.data({ pairUrl, expiresInSeconds }, String(pairUrl));
    terminal.say(
      `Open the link in the browser to pair; it works once and for ${Number(expiresInSeconds) / 60} minutes.`,
    );
  });
}

/** `pagewire clients`: the paired browsers and the scripts' tokens. */
export function clients(home: Home, terminal: Terminal): Promise<Exit> {
  return withControl(home, terminal, async (control) => {
    const answer = await control.ask(CompanionEvent.clients);
    const list: unknown[] = Array.isArray(answer.clients) ? answer.clients : [];
    for (const client of list) {
      const fields: Readonly<Record<string, unknown>> =
        typeof client === "object" && client !== null ? { ...client } : {};
      terminal.data(
        fields,
        `${fields.id}  ${fields.kind}  ${fields.connected === true ? "connected" : "away"}  ${fields.name}`,
      );
    }
    if (list.length === 0) terminal.say("Nobody is paired yet: run `npx pagewire pair`.");
  });
}

/** `pagewire revoke ID`: ends a client's trust and its live connections. */
export function revoke(home: Home, id: string, terminal: Terminal): Promise<Exit> {
  return withControl(home, terminal, async (control) => {
    await control.ask(CompanionEvent.revoke, { id });
    terminal.data({ id, revoked: true }, `revoked ${id}`);
  });
}

/** `pagewire token`: a bearer for a script of the user's own. */
export function token(
  home: Home,
  name: string,
  topics: readonly string[] | undefined,
  terminal: Terminal,
): Promise<Exit> {
  return withControl(home, terminal, async (control) => {
    const made = await control.ask(CompanionEvent.token, {
      name,
      ...(topics === undefined ? {} : { topics }),
    });
    terminal.data({ id: made.id, token: made.token }, String(made.token));
    terminal.say(
      `This token is shown once. Whoever has it may connect as ${name}, without the mutual proof that browsers give; \`npx pagewire revoke ${made.id}\` ends that.`,
    );
  });
}

async function withControl(
  home: Home,
  terminal: Terminal,
  action: (control: Control) => Promise<void>,
): Promise<Exit> {
  const control = await connectControl(home, terminal.say);
  try {
    await action(control);
    return Exit.done;
  } finally {
    control.close();
  }
}
