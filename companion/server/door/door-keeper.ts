/** What the door knows of those who come: whose a bearer is, and from where it may come. */

import type { Client } from "../channels/channel.ts";

/** What the door knows. */
export interface DoorKeeper {
  readonly port: number;
  /** Whose ticket it is, where it was given to this Origin. */
  clientOfTicket(ticket: string, origin: string): Client | undefined;
  /** Whose token it is: a script's or the owner's. */
  clientOfToken(token: string): Client | undefined;
  /** What long polling needs; without it nobody may poll. */
  readonly polls?: PollKeeper;
}

/** What the door knows about long polling. */
export interface PollKeeper {
  /** Whose ticket it is and the Origin it was given to, for a request that carries none. */
  holderOfTicket(ticket: string): { readonly client: Client; readonly origin: string } | undefined;
  /** The session of that id, open or just closed. */
  sessionOf(id: string): PolledSession | undefined;
}

/** To whom a session belongs. */
export interface PolledSession {
  readonly client: Client;
  /** The Origin its requests may carry; `undefined` for a program, whose requests carry none. */
  readonly origin: string | undefined;
  /** Whether this is the bearer it was opened with. */
  isBearer(bearer: string): boolean;
}

/** Extensions' origins, Chromium's and Firefox's: a web page can have none of these. */
export const EXTENSION_ORIGIN =
  /^(?:chrome-extension:\/\/[a-p]{32}|moz-extension:\/\/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

export const MAX_BEARER_CHARACTERS = 512;

/** A browser's ticket comes with the Origin it was given to; a token comes from a program, which sends none. */
export function clientOf(
  keeper: DoorKeeper,
  bearer: string | undefined,
  origin: string | undefined,
): Client | undefined {
  if (bearer === undefined || bearer.length > MAX_BEARER_CHARACTERS) return undefined;
  return origin === undefined ? keeper.clientOfToken(bearer) : keeper.clientOfTicket(bearer, origin);
}

/**
 * The same for a request that an extension sends without an Origin where it may reach this host: the ticket's own counts
 * then.
 */
export function holderOf(
  keeper: DoorKeeper,
  bearer: string,
  origin: string | undefined,
): { readonly client: Client; readonly origin: string | undefined } | undefined {
  const client = clientOf(keeper, bearer, origin);
  if (client) return { client, origin };
  return origin === undefined ? keeper.polls?.holderOfTicket(bearer) : undefined;
}
