/** Tickets: what a proof earns. They open sockets for a limited time and are worthless once the companion restarts. */

import { createHash, randomBytes } from "node:crypto";
import { TICKET_BYTES, TICKET_LIFETIME_MS } from "../../shared/protocol/limits.ts";
import { MAX_CLIENT_TICKETS, MAX_TICKETS } from "../limits.ts";
import { Shares } from "../process/shares.ts";

interface IssuedTicket {
  readonly clientId: string;
  readonly origin: string;
  readonly run: string | undefined;
  readonly expiresAt: number;
}

export class Tickets {
  /** By digest, in the order they were given out, which is the order they end in. */
  readonly #issued = new Map<string, IssuedTicket>();
  /** The digests of each client's tickets. */
  readonly #shares = new Shares<string>();
  readonly #now: () => number;

  /** `now` is a monotonic clock in milliseconds: a stepped wall clock must not end or prolong a ticket. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** How many are remembered. */
  get size(): number {
    return this.#issued.size;
  }

  /** Makes a ticket for a proven client, and the run of it that has said which it is; where that has too many, or all together have, the oldest ends. */
  issue(clientId: string, origin: string, run?: string): string {
    this.#removeExpired();
    if (this.#shares.count(clientId) >= MAX_CLIENT_TICKETS) this.#removeOldestOf(clientId);
    if (this.#issued.size >= MAX_TICKETS) this.#removeOldestOf(this.#shares.greediest());
    const ticket = randomBytes(TICKET_BYTES).toString("hex");
    const key = digest(ticket);
    this.#issued.set(key, { clientId, origin, run, expiresAt: this.#now() + TICKET_LIFETIME_MS });
    this.#shares.add(clientId, key);
    return ticket;
  }

  /** Whose ticket it is, if it is good and comes from the Origin it was given to. */
  clientOf(ticket: string, origin: string): string | undefined {
    const holder = this.holderOf(ticket);
    return holder?.origin === origin ? holder.clientId : undefined;
  }

  /** Whose ticket it is and the Origin it was given to, for a request that does not say its Origin. */
  holderOf(
    ticket: string,
  ): { readonly clientId: string; readonly origin: string; readonly run: string | undefined } | undefined {
    const issued = this.#issued.get(digest(ticket));
    return issued && issued.expiresAt > this.#now() ? issued : undefined;
  }

  /** Makes every ticket of a client worthless. */
  revoke(clientId: string): void {
    for (const key of this.#shares.itemsOf(clientId)) this.#remove(key);
  }

  /** Looks no further than the first that is still good: all last equally long. */
  #removeExpired(): void {
    for (const [key, issued] of this.#issued) {
      if (issued.expiresAt > this.#now()) return;
      this.#remove(key);
    }
  }

  #removeOldestOf(clientId: string | undefined): void {
    const oldest = clientId === undefined ? undefined : this.#shares.oldestOf(clientId);
    if (oldest !== undefined) this.#remove(oldest);
  }

  #remove(key: string): void {
    this.#issued.delete(key);
    this.#shares.delete(key);
  }
}

/** Looking up by digest leaves nothing to learn from how long a comparison takes. */
function digest(ticket: string): string {
  return createHash("sha256").update(ticket).digest("hex");
}
