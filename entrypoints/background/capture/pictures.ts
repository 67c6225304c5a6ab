/** Gets the bytes of a picture by the first rung of the ladder that has them. */

import type { Found } from "../../../shared/extension/page-words.ts";
import { EVERY_SITE, originFor, siteOf } from "../../../shared/extension/site-permissions.ts";
import type { How } from "../../../shared/protocol/lane-words.ts";
import { type Message, message } from "../../../shared/texts/message.ts";
import { CaptureFailed } from "../sites/capture-failed.ts";
import { hasEverything, nextStep, type Permits, type Step } from "./ladder.ts";
import type { ByteSource, Obtained, Wanted } from "./sources/byte-source.ts";
import { CUT } from "./sources/cut.ts";
import { DRAWN } from "./sources/drawn.ts";
import { PAGE_CAPTURED } from "./sources/page-captured.ts";
import { PAGE_REQUEST } from "./sources/page-request.ts";
import { REQUESTED } from "./sources/requested.ts";
import { wholeOf } from "./sources/whole.ts";

/** Bytes of a picture, with what is true of them. */
export interface ObtainedPicture extends Obtained {
  readonly how: How;
  /** What the user could permit for the picture's own bytes, where they were not to be had. */
  readonly isBetterAllowed?: true;
}

export interface PictureWanted extends Wanted {
  readonly permits: Permits;
  /** Whether the user may be asked for more. */
  readonly mayAsk: boolean;
  /** What the page's script found, with the bytes where the document or the page's copy has them. */
  readonly found: Found | undefined;
}

/** The ways beyond those that the page's script has tried when it found the picture. */
const SOURCES: Readonly<Record<Exclude<How, "document" | "page-copy">, ByteSource>> = {
  "page-capture": PAGE_CAPTURED,
  "page-request": PAGE_REQUEST,
  request: REQUESTED,
  drawn: DRAWN,
  cut: CUT,
};

/** The user is to be asked for a permission before anything less true is taken. */
export class PermissionNeeded extends CaptureFailed {
  constructor(host: string | Message) {
    super(message("capture.asks", { host }), EVERY_SITE);
  }
}

/** What says no more than that this was not the way. */
const VAGUE: ReadonlySet<string> = new Set(["capture.page-silent", "capture.not-in-page"]);

/**
 * The bytes by the first way that has them. Throws `PermissionNeeded` where only the user's permission leads to the
 * picture's own bytes, else what the first way said that could tell why: it is the one closest to the file.
 */
export async function obtainPicture(wanted: PictureWanted, sources = SOURCES): Promise<ObtainedPicture> {
  const { picture, url, found, permits, mayAsk, signal } = wanted;
  const tried = new Set<Step>();
  let reason: CaptureFailed | undefined;
  let isReplaced = false;
  for (;;) {
    const step = nextStep({ picture, url, permits, mayAsk, isReplaced }, tried);
    if (step === undefined) throw reason ?? nothingLeft(wanted);
    if (step === "ask") throw new PermissionNeeded(ownerOf(wanted));
    tried.add(step);
    try {
      const obtained = await take(step, wanted, found, sources);
      if (obtained)
        return { ...obtained, how: step, ...(isLess(step, wanted) ? { isBetterAllowed: true } : {}) };
    } catch (error) {
      if (!(error instanceof CaptureFailed) || signal.aborted) throw error;
      isReplaced ||= step === "page-request" && isOther(error, wanted);
      if (!reason || VAGUE.has(reason.said?.code ?? "")) reason = error;
    }
  }
}

/** Who has it: its site, else that of its page; a page of the computer's own disk has none. */
function ownerOf({ url, item }: PictureWanted): string | Message {
  const hosts = [siteOf(url)?.host, URL.parse(item.pageUrl ?? "")?.host];
  return hosts.find((host) => host !== undefined && host !== "") ?? message("capture.this-computer");
}

/** Why no way was left: without its page, as in another site's frame, its site is the only one, where that may be read. */
function nothingLeft({ picture, url, permits }: PictureWanted): CaptureFailed {
  if (picture?.isBroken) return new CaptureFailed(message("capture.not-shown"));
  if (picture || permits.site || !/^https?:/.test(url))
    return new CaptureFailed(message("capture.only-page"));
  return new CaptureFailed(
    message("capture.forbidden", { host: URL.parse(url)?.host ?? "" }),
    originFor(url),
  );
}

/**
 * Whether a page saw that it was given another picture than it shows. Of a larger version, and where it shows none at all, it
 * sees no more than that something can't be drawn.
 */
function isOther({ said }: CaptureFailed, { picture }: PictureWanted): boolean {
  return said?.code === "capture.other-picture" && picture?.isLarger === false && !picture.isBroken;
}

async function take(
  step: How,
  wanted: Wanted,
  found: Found | undefined,
  sources: typeof SOURCES,
): Promise<Obtained | undefined> {
  if (step !== "document" && step !== "page-copy") return await sources[step](wanted);
  if (step === "document" && !wanted.picture) return await ofAddress(wanted);
  if (found?.how !== step || !found.read) return undefined;
  const { blob, ...said } = found.read;
  return { bytes: await wholeOf(blob, wanted, said), fidelity: "original" };
}

/** The bytes that stand in the address itself. */
async function ofAddress(wanted: Wanted): Promise<Obtained | undefined> {
  const response = await fetch(wanted.url, { signal: wanted.signal }).catch(() => undefined);
  const bytes = response && (await wholeOf(await response.blob(), { ...wanted, url: "data:" }));
  return bytes && { bytes, fidelity: "original" };
}

/** Whether the page had the picture's own bytes and only a permission was missing. */
function isLess(step: How, { url, permits }: PictureWanted): boolean {
  const isMadeAnew = step === "drawn" || step === "cut";
  return isMadeAnew && url !== "" && url !== "data:" && !hasEverything(permits);
}
