/** Finds what carries the control messages: a WebSocket, or long polling where none can be had. */

import { LongPoll } from "phoenix";
import { LOOPBACK_ADDRESS } from "../../protocol/limits.ts";
import type { Ticket } from "../../protocol/proof.ts";
import { isPagewire } from "../../transfer/health.ts";
import type { Pairing } from "../store/database.ts";
import { browserRun } from "./browser-run.ts";
import { requestLine, socketLine, UNREACHABLE } from "./proof-lines.ts";
import { companionBehind, type ProofLine, ProveFailed, prove } from "./prove.ts";

/** What a proof has brought: a fresh ticket, and what the companion can do. */
export interface Proven {
  readonly ticket: Ticket;
  readonly features: readonly string[];
}

/** The same, and over what the next connection is to go. */
export interface Carrier extends Proven {
  readonly transport: typeof WebSocket | typeof LongPoll;
  readonly isPolling: boolean;
}

const HEALTH_TIMEOUT_MS = 2_000;

/**
 * Proves over a WebSocket, else over requests. A WebSocket's message can't be read to a limit in a browser, the answer
 * to a request can: so the companion proves itself by a request before a socket is opened to it. Throws `ProveFailed`.
 */
export async function proveByAnyCarrier(pairing: Pairing): Promise<Carrier> {
  if (await mayAsk()) await expectCompanion(pairing);
  try {
    return { ...(await proveBySocket(pairing)), transport: WebSocket, isPolling: false };
  } catch (error) {
    const isCut = error instanceof ProveFailed && error.code === "unreachable";
    if (!isCut || !(await answersAsPagewire(pairing.port))) throw error;
    const proven = await proveOver(pairing, requestLine(pairing.port));
    return { ...proven, transport: LongPoll, isPolling: true };
  }
}

/** Throws `ProveFailed` where something else is there; a program that does not say Pagewire's name is told nothing. */
async function expectCompanion(pairing: Pairing): Promise<void> {
  if (!(await answersAsPagewire(pairing.port))) throw new ProveFailed("unreachable", UNREACHABLE);
  await companionBehind(await requestOf(pairing), requestLine(pairing.port));
}

/** Proves over a WebSocket only. Throws `ProveFailed`. */
export function proveBySocket(pairing: Pairing): Promise<Proven> {
  return proveOver(pairing, socketLine(pairing.port));
}

async function proveOver(pairing: Pairing, line: ProofLine): Promise<Proven> {
  const { ticket, transcript } = await prove(await requestOf(pairing), line);
  return { ticket, features: transcript.companionFeatures };
}

/** Whether requests may be made to this computer: users and policies can take that away, and not the WebSockets. */
function mayAsk(): Promise<boolean> {
  return chrome.permissions.contains({ origins: [`http://${LOOPBACK_ADDRESS}/*`] });
}

async function requestOf(pairing: Pairing) {
  return { ...pairing, mode: "client", id: pairing.clientId, run: await browserRun() } as const;
}

/** Whether what answers on a port says Pagewire's name; `undefined` where nothing answers. */
export async function answersAsPagewire(port: number): Promise<boolean | undefined> {
  try {
    const answer = await fetch(`http://${LOOPBACK_ADDRESS}:${port}/health`, {
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS),
    });
    return await isPagewire(answer);
  } catch {
    return undefined;
  }
}
