/** A phoenix Socket to the companion, for which a proof has just been made. */

import { Socket } from "phoenix";
import { HEARTBEAT_INTERVAL_MS, LOOPBACK_ADDRESS, NEVER_MS, PUSH_TIMEOUT_MS } from "../../protocol/limits.ts";
import type { Carrier } from "./carrier.ts";

/** Makes one, not yet connected; `page` is what the companion's log calls it. The caller disconnects it. */
export function phoenixSocket(port: number, { ticket, transport }: Carrier, page: string): Socket {
  return new Socket(`ws://${LOOPBACK_ADDRESS}:${port}/socket`, {
    authToken: ticket.ticket,
    transport,
    params: { page },
    heartbeatIntervalMs: HEARTBEAT_INTERVAL_MS,
    timeout: PUSH_TIMEOUT_MS,
    // After a loss there is a new proof, then a new Socket.
    reconnectAfterMs: () => NEVER_MS,
  });
}
