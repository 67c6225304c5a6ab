/** The one question that may wait for the user: whether a companion is to be paired that may not be the one meant. */

import * as v from "valibot";
import { toHex } from "../../../shared/protocol/hex.ts";
import { PairingPlaceSchema } from "../calls/callers.ts";
import { bringToFront, openInFront } from "./front-page.ts";

/** How long the question waits; the pairing link itself lives longer. */
export const QUESTION_LIFETIME_MS = 2 * 60_000;

const ID_BYTES = 16;
const KEY = "pairingQuestion";
const PAGE = "/confirm.html";

const WaitingSchema = v.object({
  id: v.string(),
  /** What the pairing page handed over: worth nothing without the user's answer. */
  link: v.string(),
  secret: v.string(),
  place: PairingPlaceSchema,
  why: v.picklist(["known", "arrival", "button"]),
  known: v.optional(
    v.object({
      companionId: v.string(),
      port: v.number(),
      pairedAt: v.number(),
      runsAs: v.optional(v.object({ user: v.string(), home: v.string() })),
    }),
  ),
  asking: v.object({ companionId: v.string(), port: v.number(), claimsKnown: v.boolean() }),
  endsAt: v.number(),
  /** The tab of the page that asks. */
  confirmTabId: v.number(),
});

/** A question with all that is needed to carry its answer out. */
export type WaitingQuestion = v.InferOutput<typeof WaitingSchema>;

/** What one is made of. */
type NewQuestion = Omit<WaitingQuestion, "id" | "endsAt" | "confirmTabId">;

/**
 * The question that waits, if it has not ended. It is in the browser's memory for trusted pages of ours, so that
 * it outlives the background's sleep and ends with the browser.
 */
export async function waitingQuestion(now: number = Date.now()): Promise<WaitingQuestion | undefined> {
  const stored = await chrome.storage.session.get(KEY);
  const parsed = v.safeParse(WaitingSchema, stored[KEY]);
  return parsed.success && parsed.output.endsAt > now ? parsed.output : undefined;
}

/** Opens the page of confirmation in front of the user. */
export async function ask(question: NewQuestion): Promise<void> {
  const confirmTabId = await openInFront("about:blank", question.place.tabId);
  const waiting: WaitingQuestion = {
    ...question,
    id: toHex(crypto.getRandomValues(new Uint8Array(ID_BYTES))),
    endsAt: Date.now() + QUESTION_LIFETIME_MS,
    confirmTabId,
  };
  // The page asks for its question as soon as it is there: the question comes first.
  await chrome.storage.session.set({ [KEY]: waiting });
  await chrome.tabs.update(confirmTabId, { url: chrome.runtime.getURL(PAGE) });
}

/** Takes the question away: it has its answer. */
export async function forgetQuestion(): Promise<void> {
  await chrome.storage.session.remove(KEY);
}

/** Brings the page that asks back to the front. */
export async function showQuestion({ confirmTabId }: WaitingQuestion): Promise<void> {
  await bringToFront(confirmTabId);
}
