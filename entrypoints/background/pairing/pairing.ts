/** Pairs this browser profile with the companion whose page asked for it; a second companion only if the user says so. */

import { readPairing } from "../../../shared/extension/connection/pairing.ts";
import { ProveFailed } from "../../../shared/extension/connection/prove.ts";
import type { PairAnswer, PairingQuestion, QuestionReason } from "../../../shared/extension/messages.ts";
import type { Pairing } from "../../../shared/extension/store/database.ts";
import { type Message, message } from "../../../shared/texts/message.ts";
import { saying, sentenceOf } from "../../../shared/texts/said.ts";
import type { PairingPlace } from "../calls/callers.ts";
import type { Handlers } from "../calls/calls.ts";
import type { Arrivals } from "./arrivals.ts";
import { closeFor } from "./front-page.ts";
import { companionAt, isKnown, PAIRED_MEANWHILE, pairWith } from "./pairing-link.ts";
import {
  ask,
  forgetQuestion,
  QUESTION_LIFETIME_MS,
  showQuestion,
  waitingQuestion,
} from "./pairing-question.ts";
import {
  type PairingOrigin,
  type ResultCalls,
  resultCalls,
  showNewPairing,
  tellPairingPage,
} from "./pairing-result.ts";

export type PairingCalls = ResultCalls &
  Pick<Handlers, "pairingPage" | "pair" | "pairingRequest" | "answerPairing">;

export interface PairingOptions {
  /** How the user came to the pairing pages that are there. */
  readonly arrivals: Arrivals;
  /** Tells the known companion that this browser leaves it, where it can be told. */
  readonly leave: (known: Pairing) => Promise<unknown>;
}

/** What stays where the user says no, or nothing. */
function keptSentence({ known }: Pick<PairingQuestion, "known">): Message {
  return message(known ? "pairing.kept" : "pairing.nothing");
}

/** The calls of a pairing; registers its listener at once. */
export function startPairing({ arrivals, leave }: PairingOptions): PairingCalls {
  const refuse = async (): Promise<PairAnswer> => {
    const question = await waitingQuestion();
    if (!question) return failed(message("pairing.ended"));
    await forgetQuestion();
    const kept = keptSentence(question);
    await tellPairingPage(question, "failed", saying(kept));
    await closeFor(question.confirmTabId, question.place.tabId);
    return failed(kept);
  };

  // One at a time: a companion that stalls must not replace another one's pairing without a question.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<PairAnswer>): Promise<PairAnswer> => {
    const turn = last.then(() => answered(work));
    last = turn;
    return turn;
  };

  // Closing the page is an answer too: the one that changes nothing.
  chrome.tabs.onRemoved.addListener((tabId) => {
    void waitingQuestion().then((question) => {
      if (question?.confirmTabId === tabId) void refuse();
    });
  });

  const reasonToAsk = async (place: PairingPlace, inSight: boolean): Promise<QuestionReason | undefined> =>
    (await arrivals.isLed(place)) ? "arrival" : inSight ? undefined : "button";

  return {
    ...resultCalls,

    async pairingPage({ arrival }, caller) {
      if (caller.kind === "pairing-page") await arrivals.note(caller.place, arrival);
      return {};
    },

    async pair({ link, secret, inSight }, caller) {
      if (caller.kind !== "pairing-page") return failed(message("pairing.own-page"));
      const { place } = caller;
      return await inTurn(async () => {
        const known = await readPairing();
        const why = known ? "known" : await reasonToAsk(place, inSight);
        if (!why) {
          return await show(await pairWith({ link, secret, port: place.port }), { link, place });
        }
        const before = await waitingQuestion();
        if (before) {
          await showQuestion(before);
          return failed(message("pairing.another-waits"));
        }
        const opened = { link, secret, port: place.port };
        const companionId = await companionAt(opened);
        if (known && (await isKnown(known, companionId, place.port))) {
          const paired = pairWith({ ...opened, companionId }, { known, leave, isSeen: !known.unseen });
          return await show(await paired, { link, place });
        }
        await ask({
          link,
          secret,
          place,
          why,
          known: known && asKnown(known),
          asking: { companionId, port: place.port, claimsKnown: companionId === known?.companionId },
        });
        return { state: "asked", lifetimeMs: QUESTION_LIFETIME_MS };
      });
    },

    async pairingRequest(_argument, caller) {
      const question = await waitingQuestion();
      if (!question || caller.kind !== "confirm-page" || caller.tabId !== question.confirmTabId) return {};
      const { id, why, known, asking, endsAt } = question;
      return { question: { id, why, known, asking, endsAt } };
    },

    async answerPairing({ id, accept }, caller) {
      const question = await waitingQuestion();
      const isAsked = caller.kind === "confirm-page" && caller.tabId === question?.confirmTabId;
      if (!question || !isAsked || question.id !== id) return failed(message("pairing.ended"));
      if (!accept) return await refuse();
      // It has its answer: closing the page is none any more.
      await forgetQuestion();
      const answer = await inTurn(async () => {
        const { link, secret, place, asking } = question;
        const known = await readPairing();
        if (!isSame(known, question.known)) return failed(PAIRED_MEANWHILE);
        // What was confirmed is this companion, and no other that has come to its port meanwhile.
        const { companionId } = asking;
        return await pairWith({ link, secret, port: place.port, companionId }, { known, leave });
      });
      if (answer.state === "shown") {
        await tellPairingPage(question, "shown");
        await showNewPairing(question, question.confirmTabId);
      } else {
        await tellPairingPage(question, "failed", answer.state === "failed" ? answer : undefined);
        await closeFor(question.confirmTabId, question.place.tabId);
      }
      return answer;
    },
  };
}

/** Opens the page that names the companion, where the user has not looked at it yet. */
async function show(answer: PairAnswer, origin: PairingOrigin): Promise<PairAnswer> {
  if (answer.state === "shown") await showNewPairing(origin);
  return answer;
}

function asKnown({ companionId, port, pairedAt, runsAs }: Pairing): PairingQuestion["known"] {
  return { companionId, port, pairedAt, ...(runsAs && { runsAs }) };
}

function isSame(pairing: Pairing | undefined, known: PairingQuestion["known"]): boolean {
  return pairing?.companionId === known?.companionId && pairing?.pairedAt === known?.pairedAt;
}

async function answered(work: () => Promise<PairAnswer>): Promise<PairAnswer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ProveFailed && (error.code === "wrong_proof" || error.code === "not_proven")) {
      return failed(message("pairing.incomplete"));
    }
    return { state: "failed", ...sentenceOf(error) };
  }
}

function failed(why: Message): PairAnswer {
  return { state: "failed", ...saying(why) };
}
