/** What no page shows, such as a link's file or a film: left at its site and read while it is sent. */

import { EVERY_SITE, originFor } from "../../../shared/extension/site-permissions.ts";
import type { SendItem } from "../../../shared/extension/store/database.ts";
import { comesFromSite } from "../../../shared/extension/store/sends.ts";
import { message } from "../../../shared/texts/message.ts";
import { headOf } from "../sending/outgoing.ts";
import { makeSentPicture } from "../sending/sent-pictures.ts";
import { CaptureFailed } from "../sites/capture-failed.ts";
import type { SiteBytes } from "../sites/site-bytes.ts";
import type { CaptureOptions } from "./capture-options.ts";
import { mayBeAsked, permitsFor } from "./permits.ts";
import { PermissionNeeded } from "./pictures.ts";
import type { Wanted } from "./sources/byte-source.ts";
import { REQUESTED } from "./sources/requested.ts";

/** A file that may be large is left at its site and read while it is sent; without the computer it is kept first. */
export async function getFile(
  wanted: Wanted & { readonly isDeclined: boolean },
  options: CaptureOptions,
): Promise<boolean> {
  const { item, url } = wanted;
  const { queue, isConnected } = options;
  if (!comesFromSite(item) && wanted.isAgain) throw new CaptureFailed(message("capture.only-page"));
  if (url.startsWith("blob:")) throw new CaptureFailed(message("capture.page-silent"));
  const { site, allSites } = await permitsFor(url, item.pageUrl);
  const mayAsk = !wanted.isDeclined && !site && comesFromSite(item) && (await mayBeAsked());
  if (mayAsk) throw new PermissionNeeded(URL.parse(url)?.host ?? "");
  const said = { fidelity: "original", how: "request" } as const;
  if (comesFromSite(item) && isConnected()) {
    await queue.stream(item.id, { ...said, bytes: null, stream: {} });
    return false;
  }
  const { bytes } = await REQUESTED({
    ...wanted,
    missing: site ? (allSites ? undefined : EVERY_SITE) : originFor(url),
  });
  return await giveOn(item, bytes, said, options);
}

/** Gives what was read to the queue, with what is said of it. Returns whether it is still being read. */
export async function giveOn(
  item: SendItem,
  bytes: SiteBytes,
  said: Partial<SendItem>,
  options: CaptureOptions,
): Promise<boolean> {
  if (bytes.kind === "stream") return await streamOn({ ...item, ...said }, bytes, options);
  const { blob, name, mediaType } = bytes.captured;
  await options.queue.arrive(item.id, bytes.captured, { ...said, name, mediaType, bytes: blob.size });
  makeSentPicture(item, blob, mediaType);
  return false;
}

/**
 * More than is kept here goes through to the computer as it comes, as a link's file does; without the computer it waits
 * at its site. Returns whether it was handed over, and is still being read.
 */
async function streamOn(
  item: SendItem,
  { head, stream }: Extract<SiteBytes, { kind: "stream" }>,
  { queue, isConnected, handOver }: CaptureOptions,
): Promise<boolean> {
  const known = headOf(head, item.name);
  const note = isConnected() ? { head: known } : {};
  const { fidelity, how, alt, url } = item;
  const said = { ...known, fidelity, url, ...(how ? { how } : {}), ...(alt === undefined ? {} : { alt }) };
  const waiting = await queue.stream(item.id, { ...said, stream: note });
  if (!waiting || !note.head) return false;
  handOver(waiting, note, stream);
  return true;
}
