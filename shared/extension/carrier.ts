/** Finds what carries the control messages: a WebSocket, or long polling where none can be had. */

import { LongPoll } from "phoenix";
import { LOOPBACK_ADDRESS } from "../protocol/limits.ts";
import type { Ticket } from "../protocol/proof.ts";
import type { Pairing } from "./database.ts";
import { requestLine, socketLine } from "./proof-lines.ts";
import { ProveFailed, prove } from "./prove.ts";

/** A fresh ticket, and over what the next connection is to go. */
export interface Carrier {
  readonly ticket: Ticket;
  readonly transport: typeof WebSocket | typeof LongPoll;
  readonly isPolling: boolean;
}

const HEALTH_TIMEOUT_MS = 2_000;

/** Proves over a WebSocket, else over requests. Throws `ProveFailed`. */
export async function proveByAnyCarrier(pairing: Pairing): Promise<Carrier> {
  try {
    return { ticket: await proveBySocket(pairing), transport: WebSocket, isPolling: false };
  } catch (error) {
    const isCut = error instanceof ProveFailed && error.code === "unreachable";
    if (!isCut || !(await answersAsPagewire(pairing.port))) throw error;
    const { ticket } = await prove(requestOf(pairing), requestLine(pairing.port));
    return { ticket, transport: LongPoll, isPolling: true };
  }
}

/** Proves over a WebSocket only. Throws `ProveFailed`. */
export async function proveBySocket(pairing: Pairing): Promise<Ticket> {
  return (await prove(requestOf(pairing), socketLine(pairing.port))).ticket;
}

function requestOf(pairing: Pairing) {
  return { ...pairing, mode: "client", id: pairing.clientId } as const;
}

/** Whether what answers on a port says Pagewire's name; `undefined` where nothing answers. */
export async function answersAsPagewire(port: number): Promise<boolean | undefined> {
  try {
    const response = await fetch(`http://${LOOPBACK_ADDRESS}:${port}/health`, {
      cache: "no-store",
      signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS),
    });
    return response.ok && (await response.text()) === '{"name":"pagewire"}';
  } catch {
    return undefined;
  }
}
