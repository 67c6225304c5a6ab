/** What opens lanes beside the control socket, and until when. */

import { PARCELS_FEATURE } from "../../protocol/parcels/parcel-words.ts";
import { RANGE_FEATURE } from "../../protocol/proof.ts";
import type { Pairing } from "../store/database.ts";
import type { Proven } from "./carrier.ts";

export interface LaneAccess {
  readonly port: number;
  readonly ticket: string;
  /** Whether the companion lets files be fetched by ranges. */
  readonly hasRanges: boolean;
  /** When to get a new ticket, on the monotonic clock. */
  readonly renewAt: number;
  /** Whether whole files can go in one frame: older companions know pieces alone. */
  readonly takesParcels: boolean;
}

/** A ticket is renewed when this share of its life is over. */
const RENEW_AFTER_SHARE = 0.8;

/** The access that a fresh proof gives. */
export function accessOf({ port }: Pairing, { ticket, features }: Proven): LaneAccess {
  const renewAt = performance.now() + ticket.lifetimeMs * RENEW_AFTER_SHARE;
  const [takesParcels, hasRanges] = [PARCELS_FEATURE, RANGE_FEATURE].map((name) => features.includes(name));
  return {
    port,
    ticket: ticket.ticket,
    renewAt,
    takesParcels: takesParcels === true,
    hasRanges: hasRanges === true,
  };
}
