/** Gets the bytes of what was clicked and gives them to the queue. */

import { address, caption, withoutPassword } from "../../../shared/extension/names/captions.ts";
import { proposedName } from "../../../shared/extension/names/file-name.ts";
import type { Clicked } from "../../../shared/extension/page-words.ts";
import { EVERY_SITE } from "../../../shared/extension/site-permissions.ts";
import type { SendItem } from "../../../shared/extension/store/database.ts";
import { comesFromSite } from "../../../shared/extension/store/sends.ts";
import { toHex } from "../../../shared/protocol/hex.ts";
import { message } from "../../../shared/texts/message.ts";
import { CaptureFailed, failureOf } from "../sites/capture-failed.ts";
import { signalOf, stopReading } from "../sites/item-signals.ts";
import type { CaptureOptions } from "./capture-options.ts";
import { getFile, giveOn } from "./files.ts";
import { findPicture } from "./finding.ts";
import { bytesOfFound } from "./found-bytes.ts";
import { mayBeAsked, permitsFor } from "./permits.ts";
import { PermissionNeeded } from "./pictures.ts";
import { sizeNoter } from "./size-notes.ts";
import type { Click, ClickTarget } from "./sources/click.ts";
import type { PagePlace } from "./sources/page.ts";

const ID_BYTES = 16;
/** How an item is to be got. */
interface Attempt {
  readonly item: SendItem;
  /** Its address as it was clicked: of a `data:` one the list has the beginning alone. */
  readonly url: string;
  readonly clicked: Clicked | undefined;
  readonly place: PagePlace | undefined;
  readonly isAgain: boolean;
  /** Whether the user has said no to what it needs. */
  readonly isDeclined: boolean;
}

/** Notes the click at once, then gets the bytes; the item ends up waiting to be sent or failed with a sentence. */
export async function capture(click: Click, options: CaptureOptions): Promise<void> {
  const { target, place, pageUrl, title, isPrivate } = click;
  const isPicture = target.kind === "image" || target.kind === "page" || target.kind === "anywhere";
  const url = withoutPassword(target.url ?? "");
  const item: SendItem = {
    id: toHex(crypto.getRandomValues(new Uint8Array(ID_BYTES))),
    state: "fetching",
    name: proposedName(url, null, (isPicture && title?.trim()) || (isPicture ? "image" : target.kind)),
    expects: isPicture ? "image" : "any",
    url: address(url),
    ...(place && target.kind !== "link" ? { tabId: place.tabId } : {}),
    ...(place ? { shownInTab: place.tabId, frameId: place.frameId } : {}),
    ...(place && target.kind === "link" ? { isUndecided: true } : {}),
    ...(pageUrl === undefined ? {} : { pageUrl: address(pageUrl) }),
    ...(title === undefined ? {} : { title: caption(title) }),
    ...(isPrivate ? { isPrivate } : {}),
    fidelity: "original",
    at: Date.now(),
    bytes: 0,
    mediaType: "",
    ackedBytes: 0,
  };
  options.queue.add(item);
  options.onNoted(item);
  const clicked = clickedOn(target);
  await giveToQueue({ item, url, clicked, place, isAgain: false, isDeclined: false }, options);
}

function clickedOn({ kind, url }: ClickTarget): Clicked | undefined {
  if (kind === "image") return { on: "image", url };
  if (kind === "page" || kind === "anywhere") return { on: kind };
  return kind === "link" && url !== undefined ? { on: "link", url } : undefined;
}

/** Gets the bytes of an item again that failed before it had any, or whose background ended before they had come. */
export async function captureAgain(
  item: SendItem,
  options: CaptureOptions,
  { isDeclined = false }: { readonly isDeclined?: boolean } = {},
): Promise<void> {
  if (!(await options.queue.addAgain(item))) return;
  const { shownInTab: tabId, frameId, documentId, expects, url } = item;
  const place =
    tabId === undefined
      ? undefined
      : { tabId, frameId: frameId ?? 0, ...(documentId === undefined ? {} : { documentId }) };
  const asked: Clicked = url === "" ? { on: "page" } : { on: "image", url };
  const ofLink: Clicked | undefined = item.isUndecided ? { on: "link", url } : undefined;
  const clicked = expects === "image" ? asked : ofLink;
  await giveToQueue({ item, url, clicked, place, isAgain: true, isDeclined }, options);
}

/** Gets an item's bytes as long as its signal lets it; what goes wrong is noted as its failure. */
async function giveToQueue(attempt: Attempt, options: CaptureOptions): Promise<void> {
  const { item } = attempt;
  const { queue } = options;
  const signal = signalOf(item.id);
  let isHandedOver = false;
  try {
    isHandedOver = await getBytes(attempt, signal, options);
  } catch (error) {
    await queue.failFetching(item.id, failureOf(error));
    if (error instanceof PermissionNeeded) options.onPermissionNeeded(item);
  } finally {
    // A download that was handed over goes on reading.
    if (!isHandedOver) stopReading(item.id, signal);
  }
}

/** Returns whether what was begun is still being read. */
async function getBytes(attempt: Attempt, signal: AbortSignal, options: CaptureOptions): Promise<boolean> {
  const { item, clicked } = attempt;
  const { queue } = options;
  const where = attempt.place;
  const looked = where && clicked ? await findPicture(item.id, clicked, where, signal) : undefined;
  const found = looked?.found;
  if (found?.found === "cancelled") {
    await queue.forget(item.id);
    return false;
  }
  if (found?.found === "taken-away") throw new CaptureFailed(message("capture.choice-taken"));
  if (!found && (await isShutOff(attempt))) throw new CaptureFailed(message("capture.file-access"));
  if (item.isUndecided) {
    if (!found) await holdUndecided(attempt);
    queue.noteFound(item.id, { isUndecided: false });
  }
  const onSize = sizeNoter(item.id, queue);
  const place = looked?.place ?? where;
  if (item.expects !== "image" && found?.found !== "picture") {
    return await getFile(
      { ...attempt, item, place, picture: undefined, missing: undefined, signal, onSize },
      options,
    );
  }
  if (found?.found === "none") throw new CaptureFailed(message("capture.no-picture"));
  if (!found && attempt.url === "") throw await unseen(attempt);
  const sought = { ...attempt, place, signal, onSize };
  const { item: noted, bytes, said } = await bytesOfFound(sought, found, queue);
  return await giveOn(noted, bytes, said, options);
}

/** Whether it is of the computer's own disk, whose pages let no script in as long as the browser's switch is off. */
async function isShutOff({ item, url }: Attempt): Promise<boolean> {
  const isOfDisk = url.startsWith("file:") || (item.pageUrl?.startsWith("file:") ?? false);
  // What such a page shows or plays of a site can be had from there.
  const isOfSite = comesFromSite(item) && !item.isUndecided;
  return isOfDisk && !isOfSite && !(await chrome.extension.isAllowedFileSchemeAccess());
}

/**
 * Whether a link or a picture in it was meant, its page alone knows: nothing is taken for either as long as a permission
 * would let our script into its frame. Returns where there is no page that could tell.
 */
async function holdUndecided({ item, place, isAgain, isDeclined }: Attempt): Promise<void> {
  const { pageUrl = "" } = item;
  // Into the page itself the click has let it; of its frames those of its own site alone.
  const isFrame = place !== undefined && place.frameId !== 0;
  if (isFrame && !(await permitsFor("", pageUrl)).allSites) {
    if (!isDeclined && (await mayBeAsked()))
      throw new PermissionNeeded(URL.parse(pageUrl)?.host || message("capture.this-computer"));
    throw new CaptureFailed(message("capture.page-silent"), EVERY_SITE);
  }
  // The user was being asked: without the page there is no answer.
  if (isAgain) throw new CaptureFailed(message("capture.choice-taken"));
}

/** Why nothing is known of what was clicked: no script may run in its page. */
async function unseen({ item: { pageUrl = "" }, isDeclined }: Attempt): Promise<CaptureFailed> {
  const mayAsk = !isDeclined && (await mayBeAsked());
  const { allSites } = await permitsFor("", pageUrl);
  const host = URL.parse(pageUrl)?.host ?? "";
  return mayAsk && !allSites && host !== ""
    ? new PermissionNeeded(host)
    : new CaptureFailed(message("capture.page-silent"));
}
