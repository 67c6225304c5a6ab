/** Turns what stopped a connection into the state and the sentence that people are shown. */

import { LOOPBACK_ADDRESS } from "../protocol/limits.ts";
import { answersAsPagewire } from "./carrier.ts";
import { readPairing } from "./pairing.ts";
import { ProveFailed } from "./prove.ts";

export type ConnectionState = "connected" | "connecting" | "not-running" | "not-paired" | "refused";

/** What the connection's own socket is doing, and what to do about it. */
export interface ConnectionReport {
  readonly state: ConnectionState;
  readonly detail: string;
}

/** What a browser that is not paired is told to do. */
export const NOT_PAIRED =
  "Run `npx pagewire pair` on this computer and open the link it prints in this browser.";

/** The report for a failed attempt. */
export async function reportOf(error: unknown): Promise<ConnectionReport> {
  if (!(error instanceof ProveFailed)) {
    return { state: "refused", detail: error instanceof Error ? error.message : String(error) };
  }
  switch (error.code) {
    case "unreachable":
      return await reportUnreachable();
    case "not_paired":
      return { state: "not-paired", detail: error.message };
    case "busy":
      return { state: "connecting", detail: error.message };
    default:
      return { state: "refused", detail: error.message };
  }
}

/** A refused upgrade looks like any failure to a WebSocket: one plain request tells whether anybody is there. */
async function reportUnreachable(): Promise<ConnectionReport> {
  const pairing = await readPairing();
  if (!pairing) return { state: "not-paired", detail: NOT_PAIRED };
  const address = `${LOOPBACK_ADDRESS}:${pairing.port}`;
  switch (await answersAsPagewire(pairing.port)) {
    case true:
      return {
        state: "connecting",
        detail: "The companion is there but did not answer the proof; trying again.",
      };
    case false:
      return {
        state: "not-running",
        detail: `Another program answers on ${address}: end it, then run \`npx pagewire start\`.`,
      };
    default:
      return { state: "not-running", detail: `Nothing answers on ${address}: run \`npx pagewire start\`.` };
  }
}
