/** Gets the bytes of the picture that was found; where a larger version of it turns out to be none, of the one shown. */

import { address, caption, withoutPassword } from "../../../shared/extension/names/captions.ts";
import { type Found, FoundSchema, type PageQuestion } from "../../../shared/extension/page-words.ts";
import { EVERY_SITE } from "../../../shared/extension/site-permissions.ts";
import type { SendItem } from "../../../shared/extension/store/database.ts";
import { message } from "../../../shared/texts/message.ts";
import { TransferRefused } from "../../../shared/transfer/transfer-refused.ts";
import type { SendQueue } from "../sending/send-queue.ts";
import { CaptureFailed, failureOf } from "../sites/capture-failed.ts";
import type { SiteBytes } from "../sites/site-bytes.ts";
import { mayBeAsked, NO_PERMITS, permitsFor } from "./permits.ts";
import { obtainPicture, PermissionNeeded } from "./pictures.ts";
import type { Wanted } from "./sources/byte-source.ts";
import { askPage, PAGE_PATIENCE_MS, type PagePlace } from "./sources/page.ts";

/** What bytes are sought for: an item, and how it is to be got. */
export interface Sought extends Pick<Wanted, "item" | "place" | "isAgain" | "signal" | "onSize"> {
  /** Its address as it was clicked. */
  readonly url: string;
  /** Whether the user has said no to what it needs. */
  readonly isDeclined: boolean;
}

/** The bytes of an item, and what is known of it by then. */
export interface FoundBytes {
  readonly item: SendItem;
  readonly bytes: SiteBytes;
  readonly said: Partial<SendItem>;
}

/** Throws what `obtainPicture` does; what is found of the item is noted in the queue before. */
export async function bytesOfFound(
  sought: Sought,
  found: Found | undefined,
  queue: Pick<SendQueue, "noteFound">,
): Promise<FoundBytes> {
  try {
    return await bytesOf(sought, found, queue);
  } catch (error) {
    const shown = found?.picture?.isLarger ? await shownInstead(sought, error) : undefined;
    if (!shown) throw error;
    return await bytesOf(sought, shown, queue);
  }
}

async function bytesOf(
  sought: Sought,
  found: Found | undefined,
  queue: Pick<SendQueue, "noteFound">,
): Promise<FoundBytes> {
  const { item, place, isDeclined, ...how } = sought;
  // What the page has handed over needs no permission: nothing is waited for that only others need.
  const mayAsk = !found?.read && !isDeclined && (await mayBeAsked());
  const url = urlOf(found, sought.url);
  const told = toldBy(found, url, place);
  const noted: SendItem = { ...item, ...told, expects: "image" };
  queue.noteFound(item.id, { ...told, expects: "image" });
  const permits = found?.read ? NO_PERMITS : await permitsFor(url, noted.pageUrl);
  const { picture } = found ?? {};
  // What its page could not load itself, no permission helps with.
  const missing = permits.allSites || picture?.isBroken ? undefined : EVERY_SITE;
  const wanted = { ...how, item: noted, url, missing, place, picture, permits, mayAsk, found };
  const obtained = await obtainPicture(wanted);
  const hint = obtained.isBetterAllowed
    ? failureOf(new CaptureFailed(message("capture.better-allowed")))
    : {};
  const { bytes, fidelity } = obtained;
  return { item: noted, bytes, said: { ...told, fidelity, how: obtained.how, expects: "image", ...hint } };
}

/** The picture that the page shows, where the larger one that it offers is none, or may not be read. */
async function shownInstead({ item, place, signal }: Sought, error: unknown): Promise<Found | undefined> {
  const isAnswer =
    error instanceof TransferRefused ||
    (error instanceof CaptureFailed && !(error instanceof PermissionNeeded));
  if (!isAnswer || !place || signal.aborted) return undefined;
  const question: PageQuestion = { pagewire: "picture", id: item.id, ask: "shown" };
  const answer = await askPage(place, question, FoundSchema, { signal, patienceMs: PAGE_PATIENCE_MS });
  return answer?.found === "picture" ? answer : undefined;
}

/** The picture's own address, as its page says it. */
function urlOf(found: Found | undefined, clicked: string): string {
  const { picture } = found ?? {};
  return picture ? withoutPassword(picture.url) : clicked;
}

/** What its page says of a picture, in its own frame. */
function toldBy(found: Found | undefined, url: string, place: PagePlace | undefined): Partial<SendItem> {
  const { picture } = found ?? {};
  if (!picture) return {};
  const { alt, frameUrl, title } = picture;
  const isOfSite = /^(?:https?|file):/.test(frameUrl);
  return {
    url: address(url),
    ...(isOfSite ? { pageUrl: address(frameUrl) } : {}),
    ...(isOfSite && title.trim() !== "" ? { title: caption(title) } : {}),
    ...(alt === undefined ? {} : { alt: caption(alt) }),
    ...(place ? { frameId: place.frameId } : {}),
    ...(place?.documentId === undefined ? {} : { documentId: place.documentId }),
  };
}
