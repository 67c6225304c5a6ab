/** The token of another computer: one of that host's name, for what its commands need. */

import * as v from "valibot";
import { CompanionEvent, FILES_TOPIC, INBOX_TOPIC, OUTBOX_TOPIC } from "../../../shared/protocol/topics.ts";
import type { Control } from "../control/control.ts";

/** What the commands there may do. */
const TOPICS: readonly string[] = [FILES_TOPIC, INBOX_TOPIC, OUTBOX_TOPIC, "price:*"];

const ClientsSchema = v.object({
  clients: v.array(
    v.object({ id: v.string(), name: v.string(), kind: v.string(), topics: v.optional(v.array(v.string())) }),
  ),
});
const TokenSchema = v.object({ id: v.string(), token: v.string() });

/** Those that were made for this host. One that its user has made for something else is none of them. */
export async function hostTokens(control: Control, host: string): Promise<string[]> {
  const { clients } = v.parse(ClientsSchema, await control.ask(CompanionEvent.clients));
  return clients
    .filter(
      ({ kind, name, topics }) => kind === "script" && name === host && topics?.join() === TOPICS.join(),
    )
    .map(({ id }) => id);
}

/** Ends them; how many there were. */
export async function forgetHost(control: Control, host: string): Promise<number> {
  const own = await hostTokens(control, host);
  for (const id of own) await control.ask(CompanionEvent.revoke, { id });
  return own.length;
}

/** A fresh one in place of those before. */
export async function renewHost(control: Control, host: string): Promise<v.InferOutput<typeof TokenSchema>> {
  await forgetHost(control, host);
  return v.parse(TokenSchema, await control.ask(CompanionEvent.token, { name: host, topics: TOPICS }));
}
