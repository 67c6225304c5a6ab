/**
 * How the user came to a pairing page: by a link opened by hand, or led there by another page. A page can hide that it
 * led there, but not everything; what can't be told apart counts as opened by hand.
 */

import * as v from "valibot";
import { isOpenedByPage } from "../../../shared/extension/browser/new-tab.ts";
import type { Arrival } from "../../../shared/extension/messages.ts";
import type { PairingPlace } from "../calls/callers.ts";

const KEY = "pairingArrivals";

const StoredSchema = v.object({
  /** Tabs that a page has opened, not a person or a program. */
  opened: v.array(v.number()),
  /** The pairing pages that were there, the last one of each tab. */
  pages: v.array(
    v.object({ tabId: v.number(), port: v.number(), documentId: v.string(), isLed: v.boolean() }),
  ),
});
type Stored = v.InferOutput<typeof StoredSchema>;

/** They lie in the browser's memory, which outlives the background's sleep and ends with the browser, as tabs do. */
async function read(): Promise<Stored> {
  const parsed = v.safeParse(StoredSchema, (await chrome.storage.session.get(KEY))[KEY]);
  return parsed.success ? parsed.output : { opened: [], pages: [] };
}

export interface Arrivals {
  /** A pairing page is there. */
  note(place: PairingPlace, arrival: Arrival): Promise<void>;
  /** Whether another page led to it. One that nothing is known of counts as led to. */
  isLed(place: PairingPlace): Promise<boolean>;
}

/** Registers its listeners at once. */
export function watchArrivals(): Arrivals {
  // One at a time: each reads, changes and writes the same record.
  let last: Promise<unknown> = Promise.resolve();
  const change = (how: (stored: Stored) => Stored): Promise<void> => {
    const turn = last.then(async () => {
      const before = await read();
      const after = how(before);
      if (after !== before) await chrome.storage.session.set({ [KEY]: after });
    });
    last = turn.catch(() => undefined);
    return turn;
  };
  chrome.tabs.onCreated.addListener((tab) => {
    const { id } = tab;
    if (id === undefined || !isOpenedByPage(tab)) return;
    void change((stored) => ({ ...stored, opened: [...stored.opened, id] }));
  });
  chrome.tabs.onRemoved.addListener((tabId) => {
    void change((stored) => {
      const isKnown = stored.opened.includes(tabId) || stored.pages.some((page) => page.tabId === tabId);
      if (!isKnown) return stored;
      return {
        opened: stored.opened.filter((id) => id !== tabId),
        pages: stored.pages.filter((page) => page.tabId !== tabId),
      };
    });
  });
  return {
    note: ({ tabId, port, documentId }, arrival) =>
      change((stored) => {
        const before = stored.pages.find((page) => page.tabId === tabId && page.port === port);
        // One that is there again is what the one before it was: a page can load itself anew.
        const isLedTo = arrival === "led" || (arrival === "again" && before?.isLed === true);
        const isLed = isLedTo || stored.opened.includes(tabId);
        const others = stored.pages.filter((page) => page.tabId !== tabId);
        return { ...stored, pages: [...others, { tabId, port, documentId, isLed }] };
      }),
    async isLed({ tabId, documentId }) {
      await last;
      const { pages } = await read();
      return pages.find((page) => page.tabId === tabId && page.documentId === documentId)?.isLed ?? true;
    },
  };
}
