/** The pictures of a tab with the very bytes that the page was given: the browser writes the page down as it stands, once, and asks no site. */

import { savedPage } from "../../../shared/extension/browser/saved-page.ts";
import { type PicturePart, pictureParts } from "../../../shared/extension/mhtml/all-parts.ts";

/** A larger page is not read. */
const MAX_DOCUMENT_BYTES = 1024 * 1024 * 1024;
/** One larger picture is left to be read from its site, as it is sent. */
const MAX_PART_BYTES = 64 * 1024 * 1024;
/** A busy page takes long to be written down; nothing waits for it but what is shown here. */
const PATIENCE_MS = 30_000;
/** The first Blob of a fresh browser process could not be read now and then. */
const MAX_TRIES = 3;

/** Calls for each picture; resolves when all have come, or where there is none to be had. */
export async function readSavedPage(
  tabId: number,
  onPart: (part: PicturePart) => void,
  stopped: AbortSignal,
): Promise<void> {
  const signal = AbortSignal.any([stopped, AbortSignal.timeout(PATIENCE_MS)]);
  for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
    let parts = 0;
    try {
      const page = await savedWithin(tabId, signal);
      if (!page) return;
      const limits = { maxDocumentBytes: MAX_DOCUMENT_BYTES, maxPartBytes: MAX_PART_BYTES };
      for await (const part of pictureParts(page.stream(), limits, signal)) {
        parts += 1;
        onPart(part);
      }
      return;
    } catch (error) {
      if (signal.aborted) return;
      console.warn("The page could not be read as it was saved:", error);
      // What has been told is true; it is not told again.
      if (parts > 0) return;
    }
  }
}

async function savedWithin(tabId: number, signal: AbortSignal): Promise<Blob | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const end = (): void => resolve(undefined);
  signal.addEventListener("abort", end, { once: true });
  try {
    return await Promise.race([savedPage(tabId), late]);
  } finally {
    signal.removeEventListener("abort", end);
  }
}
