/** A picture's very bytes out of the page that shows it: the browser writes down the page as it stands, without asking its site again. */

import { maySavePages, savedPage } from "../../../../shared/extension/browser/saved-page.ts";
import { findPart } from "../../../../shared/extension/mhtml/wanted-part.ts";
import { MAX_WHOLE_BYTES } from "../../sites/site-bytes.ts";

/**
 * For making and reading together. Measured in the worker, two busy cores: 20 pictures in 7 MB take 45–190 ms, 300 in 35 MB
 * 210–490 ms, and the worker holds less than 10 MiB; a page of 514 MB takes 6–8 s to be made. Whoever clicks waits no longer than
 * this before the next way is tried.
 */
export const PAGE_CAPTURE_LIMIT_MS = 3_000;
/** A larger page is not read: about 70 MB are made in a second (measured). */
export const MAX_DOCUMENT_BYTES = 256 * 1024 * 1024;
/**
 * The first Blob of a service worker that has just started often can't be read (measured, Chromium 156: 5 of 10; its stream says
 * `TypeError`, the Blob itself `NotFoundError`); the second could, always.
 */
const MAX_TRIES = 3;

/** What of the browser it needs. */
export interface PageCapturePlatform {
  isPermitted(): Promise<boolean>;
  /** Aborts when it is time to give up. */
  timeLimit(): AbortSignal;
  /** The page as MHTML. It can't be ended. */
  save(tabId: number): Promise<Blob | undefined>;
}

const BROWSER: PageCapturePlatform = {
  isPermitted: maySavePages,
  timeLimit: () => AbortSignal.timeout(PAGE_CAPTURE_LIMIT_MS),
  save: savedPage,
};

/** What was taken, or why nothing was. */
export type CapturedPart =
  | {
      readonly kind: "captured";
      /** Made in memory, of the type that the part says. */
      readonly blob: Blob;
      /** The frame it stands under: see `FoundPart`. */
      readonly frameUrl: string;
    }
  | { readonly kind: "none"; readonly why: WhyNoPart };

export type WhyNoPart =
  | "no-permission"
  | "too-slow"
  | "too-large"
  | "not-found"
  | "inexact"
  | "ambiguous"
  | "failed";

/** Tabs whose page is still being written down for somebody who has given up. */
const abandoned = new Set<number>();

/**
 * Takes the picture at `url` out of the page in a tab. Throws the signal's reason and nothing else; nothing is kept.
 *
 * What the caller has to know of what Chromium 156 writes (measured):
 * - `url` is an image's `currentSrc`, also for `picture`, `blob:` and redirects. But what the `srcset` of an `img` outside of a
 *   `picture` chose stands under the address in its `src`, and nowhere if that has none: so the bytes under an address need not be
 *   those of another image that has it alone.
 * - One address is written once: the bytes of the first element that has it, and of the first frame (`FoundPart.frameUrl`).
 * - Of an image that is still loading it has as many bytes as have come: it must be `complete`.
 *
 * What was given up goes on in the page's own process until it is done (measured for 514 MB: five seconds more and up to 850 MB there;
 * nothing in the worker or in the browser's process, and a file on the disk until the garbage is collected): until then that tab is
 * not asked for again.
 */
export async function capturedPart(
  tabId: number,
  url: string,
  signal: AbortSignal,
  platform: PageCapturePlatform = BROWSER,
): Promise<CapturedPart> {
  signal.throwIfAborted();
  const tooSlow = platform.timeLimit();
  try {
    if (!(await platform.isPermitted())) return none("no-permission");
    if (abandoned.has(tabId)) return none("too-slow");
    return await readPage(tabId, url, AbortSignal.any([signal, tooSlow]), platform);
  } catch (error) {
    signal.throwIfAborted();
    if (tooSlow.aborted) return none("too-slow");
    console.warn("No capture:", error);
    return none("failed");
  }
}

async function readPage(
  tabId: number,
  url: string,
  signal: AbortSignal,
  platform: PageCapturePlatform,
): Promise<CapturedPart> {
  for (let tries = 1; ; tries++) {
    const page = await savedInTime(tabId, signal, platform);
    if (!page) return none("failed");
    if (page.size > MAX_DOCUMENT_BYTES) return none("too-large");
    try {
      const limits = { maxDocumentBytes: MAX_DOCUMENT_BYTES, maxPartBytes: MAX_WHOLE_BYTES };
      const part = await findPart(page.stream(), url, limits, signal);
      if (part.kind === "broken") return none("failed");
      if (part.kind !== "found") return none(part.kind);
      const blob = new Blob([...part.chunks], { type: part.mediaType });
      return { kind: "captured", blob, frameUrl: part.frameUrl };
    } catch (error) {
      if (tries === MAX_TRIES || signal.aborted) throw error;
    }
  }
}

async function savedInTime(
  tabId: number,
  signal: AbortSignal,
  platform: PageCapturePlatform,
): Promise<Blob | undefined> {
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = (): void => {
    abandoned.add(tabId);
    reject(signal.reason);
  };
  const saving = platform.save(tabId);
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([saving, aborted]);
  } finally {
    signal.removeEventListener("abort", abort);
    const done = (): void => void abandoned.delete(tabId);
    saving.then(done, done);
  }
}

function none(why: WhyNoPart): CapturedPart {
  return { kind: "none", why };
}
