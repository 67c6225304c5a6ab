/** Turns what stopped a connection into the state and the sentence that people are shown. */

import { LOOPBACK_ADDRESS } from "../protocol/limits.ts";
import { ProtocolError } from "../protocol/protocol-error.ts";
import { answersAsPagewire } from "./carrier.ts";
import type { Pairing } from "./database.ts";
import { readPairing } from "./pairing.ts";
import { ProveFailed, type ProveFailure } from "./prove.ts";

export type ConnectionState = "connected" | "connecting" | "not-running" | "not-paired" | "refused";

/** Why a connection is as it is, where the state alone does not say it. */
export type ConnectionReason =
  | "polling"
  | "nothing-answers"
  | "other-program"
  | "silent"
  | "busy"
  | "revoked"
  | "version"
  | "other-companion"
  | "not-proven"
  | "failed";

/** What the connection's own socket is doing, and what to do about it. */
export interface ConnectionReport {
  readonly state: ConnectionState;
  readonly detail: string;
  readonly reason?: ConnectionReason;
}

/** What a browser that is not paired is told to do. */
export const NOT_PAIRED =
  "Run `npx pagewire pair` on this computer and open the link it prints in this browser.";

/** What stands where long polling carries everything. */
export const POLLING: ConnectionReport = {
  state: "connected",
  detail: "By long polling: no WebSocket can be had here, so files travel slowly.",
  reason: "polling",
};

/** The report for a failed attempt. */
export async function reportOf(error: unknown): Promise<ConnectionReport> {
  if (error instanceof ProtocolError) return await reportOtherProgram();
  if (!(error instanceof ProveFailed)) {
    const detail = error instanceof Error ? error.message : String(error);
    return { state: "refused", detail, reason: "failed" };
  }
  switch (error.code) {
    case "unreachable":
      return await reportUnreachable();
    case "not_paired":
      return { state: "not-paired", detail: error.message };
    case "busy":
      return { state: "connecting", detail: error.message, reason: "busy" };
    default:
      return { state: "refused", detail: error.message, reason: REFUSALS[error.code] ?? "failed" };
  }
}

const REFUSALS: Partial<Record<ProveFailure, ConnectionReason>> = {
  revoked: "revoked",
  version: "version",
  other_companion: "other-companion",
  not_proven: "not-proven",
  wrong_proof: "not-proven",
};

/** Who answers in words that are none is no companion. */
async function reportOtherProgram(): Promise<ConnectionReport> {
  const pairing = await readPairing();
  return pairing ? otherProgram(pairing) : { state: "not-paired", detail: NOT_PAIRED };
}

function otherProgram({ port }: Pairing): ConnectionReport {
  return {
    state: "not-running",
    detail: `Another program answers on ${LOOPBACK_ADDRESS}:${port}: end it, then run \`npx pagewire start\`.`,
    reason: "other-program",
  };
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
        reason: "silent",
      };
    case false:
      return otherProgram(pairing);
    default:
      return {
        state: "not-running",
        detail: `Nothing answers on ${address}: run \`npx pagewire start\`.`,
        reason: "nothing-answers",
      };
  }
}
