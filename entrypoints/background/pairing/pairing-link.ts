/** What is done with a pairing link's secret: finding out whose it is, and pairing by it. */

import { browserName } from "../../../shared/extension/browser/browser-name.ts";
import { announcePairing, replacePairing } from "../../../shared/extension/connection/pairing.ts";
import { requestLine } from "../../../shared/extension/connection/proof-lines.ts";
import {
  companionBehind,
  hmacKey,
  type ProofLine,
  ProveFailed,
  type ProveRequest,
  prove,
} from "../../../shared/extension/connection/prove.ts";
import type { PairAnswer } from "../../../shared/extension/messages.ts";
import type { Pairing } from "../../../shared/extension/store/database.ts";
import { readKeptNote } from "../../../shared/extension/store/kept-note.ts";
import { fromHex } from "../../../shared/protocol/hex.ts";
import { transcriptBytes } from "../../../shared/protocol/proof.ts";
import { message } from "../../../shared/texts/message.ts";
import { saying } from "../../../shared/texts/said.ts";

/** Said where the pairing that the user was asked about is no longer the one there is. */
export const PAIRED_MEANWHILE = message("pairing.meanwhile");

/**
 * Whether the companion that asks is the one this browser knows. Its id alone proves nothing, for everybody can hear it:
 * it must prove itself with the key of the known pairing, at the address it asks from.
 */
export async function isKnown(known: Pairing, companionId: string, port: number): Promise<boolean> {
  if (known.companionId !== companionId) return false;
  const request = { port, mode: "client", id: known.clientId, key: known.key, companionId } as const;
  try {
    await overRequests(port, (line) => companionBehind(request, line));
    return true;
  } catch (error) {
    if (error instanceof ProveFailed && error.code === "not_proven") return false;
    throw error;
  }
}

/** A pairing link as its page handed it over. */
export interface OpenedLink {
  readonly link: string;
  readonly secret: string;
  readonly port: number;
  /** The companion that it must be, where the user was asked about one. */
  readonly companionId?: string;
}

/** Which companion a link belongs to: it is told a hello. Throws `ProveFailed`. */
export async function companionAt(opened: OpenedLink): Promise<string> {
  const request = await requestOf(opened);
  return await overRequests(opened.port, (line) => companionBehind(request, line));
}

async function requestOf({ link, secret, port, companionId }: OpenedLink): Promise<ProveRequest> {
  return {
    port,
    mode: "pair",
    id: link,
    key: await hmacKey(fromHex(secret)),
    name: browserName(),
    ...(companionId === undefined ? {} : { companionId }),
  };
}

/** What there was before a pairing, and whether the companion is one that the user has looked at already. */
export interface Before {
  readonly known: Pairing | undefined;
  readonly leave: (known: Pairing) => Promise<unknown>;
  readonly isSeen?: boolean;
}

/**
 * Proves with the link's secret, derives the per-browser key and keeps it in the place of the known pairing, which is
 * left only then. Throws `ProveFailed`.
 */
export async function pairWith(opened: OpenedLink, before?: Before): Promise<PairAnswer> {
  const was = before?.known ? undefined : await formerId(opened);
  const request = { ...(await requestOf(opened)), ...(was !== undefined && { was }) };
  const proven = await overRequests(request.port, (line) => prove(request, line));
  const { ticket, companionId, transcript, runsAs } = proven;
  const key = await crypto.subtle.sign("HMAC", request.key, transcriptBytes("key", transcript));
  const pairing: Pairing = {
    companionId,
    clientId: ticket.clientId,
    port: request.port,
    key: await hmacKey(new Uint8Array(key)),
    pairedAt: Date.now(),
    ...(before?.isSeen ? {} : { unseen: true }),
    ...(runsAs === undefined ? {} : { runsAs }),
  };
  const known = before?.known;
  if (!(await replacePairing(pairing, known))) return { state: "failed", ...saying(PAIRED_MEANWHILE) };
  // The connection to the known one closes when the change is told: it is left over it before.
  if (known) await before.leave(known);
  announcePairing();
  return { state: before?.isSeen ? "paired" : "shown" };
}

/** The id that this browser had with the same companion, where it has lost the key of it; no other companion hears it. */
async function formerId(opened: OpenedLink): Promise<string | undefined> {
  const note = await readKeptNote();
  return note && note.companionId === (await companionAt(opened)) ? note.clientId : undefined;
}

/** Over plain requests, as the pairing page has come: their answers have a limit, a socket's message has none. */
function overRequests<Result>(port: number, run: (line: ProofLine) => Promise<Result>): Promise<Result> {
  return run(requestLine(port));
}
