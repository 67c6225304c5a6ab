/** Tickets: what a proof earns. They open sockets for a while and are worthless once the companion restarts. */

import { createHash, randomBytes } from "node:crypto";
import { TICKET_BYTES, TICKET_LIFETIME_MS } from "../../shared/protocol/limits.ts";

interface IssuedTicket {
  readonly clientId: string;
  readonly origin: string;
  readonly expiresAt: number;
}

export class Tickets {
  readonly #issued = new Map<string, IssuedTicket>();
  readonly #now: () => number;

  /** `now` is a monotonic clock in milliseconds: a stepped wall clock must not end or prolong a ticket. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Makes a ticket for a proven client. */
  issue(clientId: string, origin: string): string {
    this.#removeExpired();
    const ticket = randomBytes(TICKET_BYTES).toString("hex");
    this.#issued.set(digest(ticket), { clientId, origin, expiresAt: this.#now() + TICKET_LIFETIME_MS });
    return ticket;
  }

  /** The client behind a ticket, if it is good and comes from the Origin it was given to. */
  clientOf(ticket: string, origin: string): string | undefined {
    const holder = this.holderOf(ticket);
    return holder?.origin === origin ? holder.clientId : undefined;
  }

  /** Whose ticket it is and the Origin it was given to, for a request that does not say its Origin. */
  holderOf(ticket: string): { readonly clientId: string; readonly origin: string } | undefined {
    const issued = this.#issued.get(digest(ticket));
    return issued && issued.expiresAt > this.#now() ? issued : undefined;
  }

  /** Makes every ticket of a client worthless. */
  revoke(clientId: string): void {
    for (const [key, issued] of this.#issued) if (issued.clientId === clientId) this.#issued.delete(key);
  }

  #removeExpired(): void {
    for (const [key, issued] of this.#issued) if (issued.expiresAt <= this.#now()) this.#issued.delete(key);
  }
}

/** Looking up by digest leaves nothing to learn from how long a comparison takes. */
function digest(ticket: string): string {
  return createHash("sha256").update(ticket).digest("hex");
}
