/** The result of a pairing, where no page can reach: until it has been looked at, nothing goes to the companion. */

import * as v from "valibot";
import { leaveAnew, untold } from "../../../shared/extension/connection/membership.ts";
import { dropPairing, markSeen, readPairing } from "../../../shared/extension/connection/pairing.ts";
import type { PairingOutcome } from "../../../shared/extension/messages.ts";
import { message } from "../../../shared/texts/message.ts";
import { type Sentence, saying, sentenceOf } from "../../../shared/texts/said.ts";
import { PairingPlaceSchema } from "../calls/callers.ts";
import type { Handlers } from "../calls/calls.ts";
import { bringToFront, closeFor, isInFront, openInFront } from "./front-page.ts";

const KEY = "pairingResult";
const PAGE = "/paired.html";
const UNDONE = message("pairing.undone");

/** Where a pairing was asked for: the page that waits to hear how it went. */
const OriginSchema = v.object({ link: v.string(), place: PairingPlaceSchema });
export type PairingOrigin = v.InferOutput<typeof OriginSchema>;

export type ResultCalls = Pick<Handlers, "pairingSeen" | "undoPairing" | "leaveResult" | "showResult">;

/** Tells a pairing page, where it is still open. */
export async function tellPairingPage(
  { link, place }: PairingOrigin,
  state: PairingOutcome["pairingOutcome"]["state"],
  why: Sentence = { message: "" },
): Promise<void> {
  const told: PairingOutcome = { pairingOutcome: { link, state, ...sentenceOf(why) } };
  const { tabId, documentId } = place;
  await chrome.tabs.sendMessage(tabId, told, { documentId }).catch(() => undefined);
}

/** Shows the new pairing in front of the user, in the place of the page that has asked where there was one. */
export async function showNewPairing(origin: PairingOrigin, confirmTabId?: number): Promise<void> {
  await closeOlder();
  await chrome.storage.session.set({ [KEY]: origin });
  const url = chrome.runtime.getURL(PAGE);
  if (confirmTabId === undefined) await openInFront(url, origin.place.tabId);
  else await chrome.tabs.update(confirmTabId, { url });
}

/** The calls of the page that shows it. */
export const resultCalls: ResultCalls = {
  async pairingSeen(known, caller) {
    if (caller.kind !== "paired-page" || !(await isInFront(caller.tabId))) return { seen: false };
    if (!(await markSeen(known))) return { seen: false };
    const origin = await originOf();
    if (origin) await tellPairingPage(origin, "paired");
    return { seen: true };
  },

  async undoPairing(known) {
    const pairing = await readPairing();
    // Forgotten here first: from now on nothing more goes there, whatever it takes to tell it.
    if (!pairing || !(await dropPairing(known))) return saying(message("pairing.not-any-more"));
    const origin = await originOf();
    if (origin) await tellPairingPage(origin, "failed", saying(UNDONE));
    if (await leaveAnew(pairing)) return saying(UNDONE);
    return saying(message("pairing.undone-untold", { undone: UNDONE, untold: untold(pairing) }));
  },

  async leaveResult(_argument, caller) {
    if (caller.kind === "paired-page") await closeFor(caller.tabId, (await originOf())?.place.tabId);
    return {};
  },

  async showResult() {
    const [open] = await chrome.tabs.query({ url: chrome.runtime.getURL(PAGE) });
    if (open?.id === undefined) await openInFront(chrome.runtime.getURL(PAGE));
    else await bringToFront(open.id);
    return {};
  },
};

async function originOf(): Promise<PairingOrigin | undefined> {
  const parsed = v.safeParse(OriginSchema, (await chrome.storage.session.get(KEY))[KEY]);
  return parsed.success ? parsed.output : undefined;
}

/** One page at a time names a companion: the newest. */
async function closeOlder(): Promise<void> {
  const open = await chrome.tabs.query({ url: chrome.runtime.getURL(PAGE) });
  const ids = open.flatMap(({ id }) => (id === undefined ? [] : [id]));
  await chrome.tabs.remove(ids).catch(() => undefined);
}
