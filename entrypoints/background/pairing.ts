/** Pairs this browser profile with the companion whose page asked for it; a second companion only if the user says so. */

import type { Pairing } from "../../shared/extension/database.ts";
import type {
  Argument,
  PairAnswer,
  PairingOutcome,
  PairingQuestion,
} from "../../shared/extension/messages.ts";
import {
  announcePairing,
  type KnownPairing,
  readPairing,
  replacePairing,
} from "../../shared/extension/pairing.ts";
import { requestLine, socketLine } from "../../shared/extension/proof-lines.ts";
import {
  companionBehind,
  hmacKey,
  type ProofLine,
  ProveFailed,
  type ProveRequest,
  prove,
} from "../../shared/extension/prove.ts";
import { fromHex } from "../../shared/protocol/hex.ts";
import { transcriptBytes } from "../../shared/protocol/proof.ts";
import { browserName } from "./browser-name.ts";
import type { Caller } from "./callers.ts";
import {
  ask,
  forgetQuestion,
  leaveQuestion,
  QUESTION_LIFETIME_MS,
  showQuestion,
  waitingQuestion,
} from "./pairing-question.ts";

export interface PairingCalls {
  pair(argument: Argument<"pair">, caller: Caller): Promise<PairAnswer>;
  pairingRequest(
    argument: Argument<"pairingRequest">,
    caller: Caller,
  ): Promise<{ question?: PairingQuestion | undefined }>;
  answerPairing(argument: Argument<"answerPairing">, caller: Caller): Promise<PairAnswer>;
}

export interface PairingOptions {
  /** Tells the known companion that this browser leaves it, where it can be told. */
  readonly leaveKnown: () => Promise<unknown>;
}

const KEPT = "This browser keeps the companion it has.";

const PAIRED_MEANWHILE =
  "This browser was paired with another companion meanwhile: open a new pairing link to be asked about this one.";

/** The three calls of a pairing; registers its listener at once. */
export function startPairing({ leaveKnown }: PairingOptions): PairingCalls {
  const settle = async (outcome: Omit<PairingOutcome["pairingOutcome"], "link">): Promise<void> => {
    const question = await waitingQuestion();
    if (!question) return;
    await forgetQuestion();
    const told: PairingOutcome = { pairingOutcome: { link: question.link, ...outcome } };
    const { tabId, documentId } = question.place;
    await chrome.tabs.sendMessage(tabId, told, { documentId }).catch(() => undefined);
    await leaveQuestion(question);
  };

  // One at a time: who stalls must not come behind another one's pairing without a question.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<PairAnswer>): Promise<PairAnswer> => {
    const turn = last.then(() => answered(work));
    last = turn;
    return turn;
  };

  // Closing the page is an answer too: the one that changes nothing.
  chrome.tabs.onRemoved.addListener((tabId) => {
    void waitingQuestion().then((question) => {
      if (question?.confirmTabId === tabId) void settle({ paired: false, message: KEPT });
    });
  });

  return {
    async pair({ link, secret }, caller) {
      if (caller.kind !== "pairing-page") return failed("Only a companion's own pairing page can pair.");
      const { place } = caller;
      return await inTurn(async () => {
        const known = await readPairing();
        if (!known) return await pairWith(await linkRequest(link, secret, place.port));
        const before = await waitingQuestion();
        if (before) {
          await showQuestion(before);
          return failed("Another pairing waits for your answer: answer it in its page first.");
        }
        const request = await linkRequest(link, secret, place.port);
        const companionId = await overAnyLine(place.port, (line) => companionBehind(request, line));
        if (await isKnown(known, companionId, place.port)) {
          return await pairWith({ ...request, companionId }, known, leaveKnown);
        }
        const { port, pairedAt } = known;
        await ask({
          link,
          secret,
          place,
          known: { companionId: known.companionId, port, pairedAt },
          asking: { companionId, port: place.port, claimsKnown: companionId === known.companionId },
        });
        return { state: "asked", lifetimeMs: QUESTION_LIFETIME_MS };
      });
    },

    async pairingRequest(_argument, caller) {
      const question = await waitingQuestion();
      if (!question || caller.kind !== "confirm-page" || caller.tabId !== question.confirmTabId) return {};
      const { id, known, asking, endsAt } = question;
      return { question: { id, known, asking, endsAt } };
    },

    async answerPairing({ id, accept }, caller) {
      const question = await waitingQuestion();
      const isAsked = caller.kind === "confirm-page" && caller.tabId === question?.confirmTabId;
      if (!question || !isAsked || question.id !== id)
        return failed("This question has ended: open a new pairing link.");
      if (!accept) {
        await settle({ paired: false, message: KEPT });
        return failed(KEPT);
      }
      const answer = await inTurn(async () => {
        const { link, secret, place, known, asking } = question;
        const request = await linkRequest(link, secret, place.port);
        // What was confirmed is this companion, and no other that has come to its port meanwhile.
        return await pairWith({ ...request, companionId: asking.companionId }, known, leaveKnown);
      });
      const message = answer.state === "failed" ? answer.message : "";
      await settle({ paired: answer.state === "paired", message });
      return answer;
    },
  };
}

/**
 * Whether the companion that asks is the one this browser knows. Its id alone proves nothing, for everybody can hear it:
 * it must prove itself with the key of the known pairing, at the address it asks from.
 */
async function isKnown(known: Pairing, companionId: string, port: number): Promise<boolean> {
  if (known.companionId !== companionId) return false;
  const request = { port, mode: "client", id: known.clientId, key: known.key, companionId } as const;
  try {
    await overAnyLine(port, (line) => companionBehind(request, line));
    return true;
  } catch (error) {
    if (error instanceof ProveFailed && error.code === "not_proven") return false;
    throw error;
  }
}

type LinkRequest = ProveRequest & { readonly mode: "pair" };

async function linkRequest(link: string, secret: string, port: number): Promise<LinkRequest> {
  return { port, mode: "pair", id: link, key: await hmacKey(fromHex(secret)), name: browserName() };
}

/**
 * Proves with the link's secret, derives the per-browser key and keeps it in the place of the known pairing, which is
 * left only then. Throws `ProveFailed`.
 */
async function pairWith(
  request: LinkRequest,
  known?: KnownPairing,
  leave?: () => Promise<unknown>,
): Promise<PairAnswer> {
  const { ticket, companionId, transcript } = await overAnyLine(request.port, (line) => prove(request, line));
  const key = await crypto.subtle.sign("HMAC", request.key, transcriptBytes("key", transcript));
  const pairing = {
    companionId,
    clientId: ticket.clientId,
    port: request.port,
    key: await hmacKey(new Uint8Array(key)),
    pairedAt: Date.now(),
  };
  if (!(await replacePairing(pairing, known))) return failed(PAIRED_MEANWHILE);
  // The connection to the known one closes when the change is told: it is left over it before.
  await leave?.();
  announcePairing();
  return { state: "paired" };
}

/** Where no WebSocket can be had, the words go over plain requests; a refusal stays one. */
async function overAnyLine<Result>(port: number, run: (line: ProofLine) => Promise<Result>): Promise<Result> {
  try {
    return await run(socketLine(port));
  } catch (error) {
    if (error instanceof ProveFailed && error.code === "unreachable") return await run(requestLine(port));
    throw error;
  }
}

async function answered(work: () => Promise<PairAnswer>): Promise<PairAnswer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ProveFailed && (error.code === "wrong_proof" || error.code === "not_proven")) {
      return failed("The link is not complete: copy all of it, or run `npx pagewire pair` for a new one.");
    }
    return failed(error instanceof Error ? error.message : String(error));
  }
}

function failed(message: string): PairAnswer {
  return { state: "failed", message };
}
