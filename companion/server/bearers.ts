/** Whose a bearer is: a browser by its ticket, a script by its token, the owner's commands by theirs. */

import type { Keys } from "../trust/keys.ts";
import { isSameToken } from "../trust/owner-token.ts";
import type { Tickets } from "../trust/tickets.ts";
import type { Client } from "./channels/channel.ts";
import type { DoorKeeper } from "./door/door-keeper.ts";
import type { PollSessions } from "./longpoll/poll-sessions.ts";

export interface Bearers {
  readonly keys: Keys;
  readonly tickets: Tickets;
  readonly ownerToken: string;
  readonly polls: PollSessions;
}

/** What the door asks. */
export function keeperOf({ keys, tickets, ownerToken, polls }: Bearers): Omit<DoorKeeper, "port"> {
  return {
    clientOfTicket: (ticket, origin) =>
      browserOf(keys, tickets.clientOf(ticket, origin), tickets.holderOf(ticket)?.run),
    clientOfToken: (token) => (isSameToken(token, ownerToken) ? OWNER : scriptOf(keys, token)),
    polls: {
      holderOfTicket: (ticket) => {
        const holder = tickets.holderOf(ticket);
        const client = browserOf(keys, holder?.clientId, holder?.run);
        return holder && client && { client, origin: holder.origin };
      },
      sessionOf: (id) => polls.ownerOf(id),
    },
  };
}

const OWNER: Client = { id: "owner", kind: "owner", name: "owner" };

function browserOf(keys: Keys, id: string | undefined, run: string | undefined): Client | undefined {
  const known = id === undefined ? undefined : keys.find(id);
  if (known?.kind !== "browser" || known.revokedAt !== undefined) return undefined;
  return { id: known.id, kind: "browser", name: known.name, ...(run !== undefined && { run }) };
}

function scriptOf(keys: Keys, token: string): Client | undefined {
  const script = keys.scriptOf(token);
  if (!script) return undefined;
  const { id, name, topics } = script;
  return { id, kind: "script", name, ...(topics === undefined ? {} : { topics }) };
}
