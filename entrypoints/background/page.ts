/** Asks the page in which something was clicked: puts our script there, which the click has allowed. */

import * as v from "valibot";
import { type PageAnswer, PageAnswerSchema, type PageQuestion } from "../../shared/extension/messages.ts";

/** A tab and the frame in it. */
export interface PagePlace {
  readonly tabId: number;
  readonly frameId: number;
}

const SCRIPT = "/content-scripts/page-capture.js";

/** What the page says of the clicked address; `undefined` where no script may run there. */
export async function askPage(place: PagePlace, url: string, read: boolean): Promise<PageAnswer | undefined> {
  try {
    await chrome.scripting.executeScript({
      target: { tabId: place.tabId, frameIds: [place.frameId] },
      files: [SCRIPT],
    });
    const question: PageQuestion = { pageCapture: { url, read } };
    const answer: unknown = await chrome.tabs.sendMessage(place.tabId, question, { frameId: place.frameId });
    const parsed = v.safeParse(PageAnswerSchema, answer);
    return parsed.success ? parsed.output : undefined;
  } catch {
    // The browser's own pages, the web store and frames of other sites let no script in.
    return undefined;
  }
}
