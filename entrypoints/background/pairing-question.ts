/** The one question that may wait for the user: whether another companion is to take the known one's place. */

import * as v from "valibot";
import type { PairingQuestion } from "../../shared/extension/messages.ts";
import { toHex } from "../../shared/protocol/hex.ts";
import type { PairingPlace } from "./callers.ts";

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
  place: v.object({ port: v.number(), tabId: v.number(), documentId: v.string() }),
  known: v.object({ companionId: v.string(), port: v.number(), pairedAt: v.number() }),
  asking: v.object({ companionId: v.string(), port: v.number(), claimsKnown: v.boolean() }),
  endsAt: v.number(),
  /** The tab of the page that asks. */
  confirmTabId: v.number(),
});

/** A question with all that is needed to carry its answer out. */
export type WaitingQuestion = v.InferOutput<typeof WaitingSchema>;

/** What one is made of. */
export interface NewQuestion {
  readonly link: string;
  readonly secret: string;
  readonly place: PairingPlace;
  readonly known: PairingQuestion["known"];
  readonly asking: PairingQuestion["asking"];
}

/**
 * The question that waits, if it has not ended. It lies in the browser's memory for trusted pages of ours, so that
 * it outlives the background's sleep and ends with the browser.
 */
export async function waitingQuestion(now: number = Date.now()): Promise<WaitingQuestion | undefined> {
  const stored = await chrome.storage.session.get(KEY);
  const parsed = v.safeParse(WaitingSchema, stored[KEY]);
  return parsed.success && parsed.output.endsAt > now ? parsed.output : undefined;
}

/** Opens the page of confirmation in front of the user. */
export async function ask(question: NewQuestion): Promise<void> {
  const { id: confirmTabId } = await chrome.tabs.create({ url: "about:blank", active: true });
  if (confirmTabId === undefined) throw new Error("The browser opened no page to ask in: try again.");
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
  await chrome.tabs.update(confirmTabId, { active: true });
}

/** Closes the page that asked and goes back to the pairing page, where these still are. */
export async function leaveQuestion({ confirmTabId, place }: WaitingQuestion): Promise<void> {
  await chrome.tabs.update(place.tabId, { active: true }).catch(() => undefined);
  await chrome.tabs.remove(confirmTabId).catch(() => undefined);
}
