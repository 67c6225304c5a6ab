/** Has every frame of a tab list its pictures, as far as the browser lets our script into it. */

import * as v from "valibot";
import {
  type ListedTogether,
  ListedTogetherSchema,
  PICTURES_PORT,
} from "../../../shared/extension/page-pictures.ts";

const SCRIPT = "/content-scripts/page-capture.js";

/** One frame's document. */
export interface FramePlace {
  readonly tabId: number;
  readonly frameId: number;
  readonly documentId: string;
}

/** What a frame has told. */
export type OnListed = (place: FramePlace, listed: ListedTogether) => void;

/**
 * Resolves when every frame has listed all it has; says how many there were. None is where no script may run: pages of the
 * browser itself, and those that are not permitted.
 */
export async function listFrames(tabId: number, onListed: OnListed, signal: AbortSignal): Promise<number> {
  const entered = await chrome.scripting
    .executeScript({ target: { tabId, allFrames: true }, files: [SCRIPT], injectImmediately: true })
    .catch(() => []);
  await Promise.all(
    entered.map(({ frameId, documentId }) => listFrame({ tabId, frameId, documentId }, onListed, signal)),
  );
  return entered.length;
}

/** Resolves also where the frame goes away in the middle. */
function listFrame(place: FramePlace, onListed: OnListed, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (signal.aborted) return Promise.resolve();
  const { tabId, documentId } = place;
  const port = chrome.tabs.connect(tabId, { name: PICTURES_PORT, documentId });
  const end = (): void => {
    signal.removeEventListener("abort", end);
    port.disconnect();
    resolve();
  };
  signal.addEventListener("abort", end);
  port.onDisconnect.addListener(end);
  port.onMessage.addListener((told: unknown) => {
    // A page that has taken its script over can say anything.
    const listed = v.safeParse(ListedTogetherSchema, told);
    if (listed.success) onListed(place, listed.output);
    if (!listed.success || listed.output.isLast) end();
  });
  return promise;
}
