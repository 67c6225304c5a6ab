/** What opens lanes beside the control socket, and until when. */

import type { Ticket } from "../protocol/proof.ts";
import type { Pairing } from "./database.ts";

export interface LaneAccess {
  readonly port: number;
  readonly ticket: string;
  /** When to get a new ticket, on the monotonic clock. */
  readonly renewAt: number;
}

/** A ticket is renewed when this share of its life is over. */
const RENEW_AFTER_SHARE = 0.8;

/** The access that a fresh ticket gives. */
export function accessOf(pairing: Pairing, ticket: Ticket): LaneAccess {
  const renewAt = performance.now() + ticket.lifetimeMs * RENEW_AFTER_SHARE;
  return { port: pairing.port, ticket: ticket.ticket, renewAt };
}
