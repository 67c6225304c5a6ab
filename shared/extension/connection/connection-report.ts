/** Turns what stopped a connection into the state and the sentence that people are shown. */

import { LOOPBACK_ADDRESS } from "../../protocol/limits.ts";
import { ProtocolError } from "../../protocol/protocol-error.ts";
import { type Message, message } from "../../texts/message.ts";
import { readSaid } from "../../texts/said.ts";
import { sentence, text } from "../../texts/text.ts";
import { type Pairing, StoreUnusable } from "../store/database.ts";
import { readKeptNote } from "../store/kept-note.ts";
import { answersAsPagewire, type Carrier } from "./carrier.ts";
import { readPairing } from "./pairing.ts";
import { ProveFailed, type ProveFailure } from "./prove.ts";
import type { Met } from "./retry-pause.ts";

export type ConnectionState = "connected" | "connecting" | "not-running" | "not-paired" | "refused";

/** Why a connection is as it is, where the state alone does not say it. */
export type ConnectionReason =
  | "polling"
  | "nothing-answers"
  | "other-program"
  | "silent"
  | "busy"
  | "revoked"
  | "twin"
  | "version"
  | "other-companion"
  | "not-proven"
  | "unseen"
  | "store"
  | "lost"
  | "failed";

/** What the connection's own socket is doing, and what to do about it. */
export interface ConnectionReport {
  readonly state: ConnectionState;
  readonly detail: string;
  readonly reason?: ConnectionReason;
  /** When it is tried again, by this computer's clock, where somebody reads it; milliseconds. */
  readonly nextTryMs?: number;
}

/** Whether a report says nothing new. */
export function isSameReport(one: ConnectionReport, other: ConnectionReport): boolean {
  const facts = ["state", "detail", "reason", "nextTryMs"] as const;
  return facts.every((fact) => one[fact] === other[fact]);
}

/** Whether pairing is what is to be done first: not where a new companion is to be looked at, or what was kept is lost. */
export function isUnpaired({ state, reason }: ConnectionReport): boolean {
  return state === "not-paired" && reason === undefined;
}

/** What a browser without a connection to be had is told to do first. */
export function whyWithout(pairing: Pairing | undefined): Message {
  return message(pairing?.unseen ? "connection.unseen" : "connection.pair");
}

/** What stands in a connection's place where there is none to be had, and why. */
export function withoutConnection(pairing: Pairing | undefined): ConnectionReport {
  const detail = sentence(whyWithout(pairing));
  return pairing?.unseen
    ? { state: "not-paired", detail, reason: "unseen" }
    : { state: "not-paired", detail };
}

/** The same, where the browser may have lost the pairing without a word. */
export async function reportWithout(pairing: Pairing | undefined): Promise<ConnectionReport> {
  const note = pairing ? undefined : await readKeptNote();
  if (!note || note.isTold) return withoutConnection(pairing);
  return { state: "not-paired", detail: text("store.lost"), reason: "lost" };
}

/** What stands while a socket is open, or long polling in its place. */
export function connected({ isPolling }: Pick<Carrier, "isPolling">): ConnectionReport {
  if (!isPolling) return { state: "connected", detail: "" };
  return { state: "connected", detail: text("connection.polling"), reason: "polling" };
}

/** What stands while an open socket brings no answer. */
export function overdue(): ConnectionReport {
  return { state: "connecting", detail: text("connection.overdue"), reason: "silent" };
}

/** The report for a failed attempt. */
export async function reportOf(error: unknown): Promise<ConnectionReport> {
  if (error instanceof ProtocolError) return await reportOtherProgram();
  if (error instanceof StoreUnusable) return { state: "refused", detail: readSaid(error), reason: "store" };
  if (!(error instanceof ProveFailed)) {
    const detail = error instanceof Error ? error.message : String(error);
    return { state: "refused", detail, reason: "failed" };
  }
  switch (error.code) {
    case "unreachable":
      return await reportUnreachable();
    case "not_paired":
      return { state: "not-paired", detail: readSaid(error) };
    case "busy":
      return { state: "connecting", detail: readSaid(error), reason: "busy" };
    default:
      return { state: "refused", detail: readSaid(error), reason: REFUSALS[error.code] ?? "failed" };
  }
}

const REFUSALS: Partial<Record<ProveFailure, ConnectionReason>> = {
  revoked: "revoked",
  twin: "twin",
  version: "version",
  other_companion: "other-companion",
  not_proven: "not-proven",
  wrong_proof: "not-proven",
};

/** Whom an attempt has met that ended with this error and report. */
export function metBy(error: unknown, { state, reason }: ConnectionReport): Met {
  // The other one may be gone at any time.
  if (reason === "twin") return "stranger";
  if (state === "refused" && error instanceof ProveFailed) return error.byCompanion ? "refusal" : "stranger";
  return reason === "other-program" ? "stranger" : "nobody";
}

/** Who answers in words that are none is no companion. */
async function reportOtherProgram(): Promise<ConnectionReport> {
  const pairing = await readPairing();
  return pairing ? otherProgram(pairing) : withoutConnection(undefined);
}

function otherProgram({ port }: Pairing): ConnectionReport {
  return {
    state: "not-running",
    detail: text("connection.other-program", { address: `${LOOPBACK_ADDRESS}:${port}` }),
    reason: "other-program",
  };
}

/** A refused upgrade looks like any failure to a WebSocket: one plain request tells whether anybody is there. */
async function reportUnreachable(): Promise<ConnectionReport> {
  const pairing = await readPairing();
  if (!pairing) return withoutConnection(undefined);
  const address = `${LOOPBACK_ADDRESS}:${pairing.port}`;
  switch (await answersAsPagewire(pairing.port)) {
    case true:
      return {
        state: "connecting",
        detail: text("connection.silent"),
        reason: "silent",
      };
    case false:
      return otherProgram(pairing);
    default:
      return {
        state: "not-running",
        detail: text("connection.nothing-answers", { address }),
        reason: "nothing-answers",
      };
  }
}
