/** The page as one document, complete and as it is shown: the browser writes it down, and asks no site. */

import { savedPage } from "../../../shared/extension/browser/saved-page.ts";
import { message } from "../../../shared/texts/message.ts";
import { ShotFailed } from "./screenshot.ts";

/** The first Blob of a fresh browser process could not be read now and then. */
const MAX_TRIES = 3;

/** Throws `ShotFailed` where the browser gives none. */
export async function pageDocument(tabId: number): Promise<Blob> {
  for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
    try {
      const page = await savedPage(tabId);
      // It is a file of the browser's own: it is read at once, into what the queue can keep.
      if (page) return new Blob([await page.arrayBuffer()], { type: "multipart/related" });
    } catch (error) {
      console.warn("The page could not be saved:", error);
    }
  }
  throw new ShotFailed(message("shot.document-refused"));
}
