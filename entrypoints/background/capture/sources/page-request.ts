/** A request of the page's own frame: its cookies, its referrer, its private window, and its service worker where it has one. */

import { MAX_READ_BYTES, type PageQuestion } from "../../../../shared/extension/page-words.ts";
import type { ByteSource, Wanted } from "./byte-source.ts";
import { fetchAsPage } from "./main-world-fetch.ts";
import { bytesFromPage, READING_PATIENCE_MS } from "./page.ts";
import { wholeOf } from "./whole.ts";

export const PAGE_REQUEST: ByteSource = async (wanted) => {
  const { place, item, signal } = wanted;
  const question: PageQuestion = { pagewire: "picture", id: item.id, ask: "request" };
  const asked = bytesFromPage(place, question, { signal, patienceMs: READING_PATIENCE_MS });
  // The page's own fetch may never answer: what waits for it has its patience.
  if (wanted.picture?.isControlled) void fetchInPage(wanted);
  const { blob, ...said } = await asked;
  return { bytes: await wholeOf(blob, wanted, { ...said, isMadeHere: true }), fidelity: "original" };
};

/** Only a fetch of the page's own scripts passes its service worker: it hands what it gets to the script that waits for it. */
async function fetchInPage({ place, url, item }: Wanted): Promise<void> {
  if (!place) return;
  const { tabId, frameId, documentId } = place;
  const target =
    documentId === undefined ? { tabId, frameIds: [frameId] } : { tabId, documentIds: [documentId] };
  await chrome.scripting
    .executeScript({
      target,
      world: "MAIN",
      args: [url, item.id, MAX_READ_BYTES, READING_PATIENCE_MS],
      func: fetchAsPage,
    })
    .catch(() => undefined);
}
