/** What was taken goes into the durable queue, with where it is from. */

import { callBackground } from "../../../shared/extension/messages.ts";
import { address, caption, withoutPassword } from "../../../shared/extension/names/captions.ts";
import { proposedName } from "../../../shared/extension/names/file-name.ts";
import type { SendItem } from "../../../shared/extension/store/database.ts";
import { changeSend, queueFile } from "../../../shared/extension/store/sends.ts";
import { smallPicture } from "../../../shared/extension/thumbnails/small-picture.ts";
import { toHex } from "../../../shared/protocol/hex.ts";
import type { Message } from "../../../shared/texts/message.ts";
import { saying } from "../../../shared/texts/said.ts";

const ID_BYTES = 16;

/** What is sent of a tab. */
export interface Taken {
  readonly bytes: Blob;
  readonly kind: "document" | "screenshot";
  readonly note?: Message;
}

/** It is on the disk when this resolves; its page is told there what becomes of it. */
export async function sendShot(tab: chrome.tabs.Tab, { bytes, kind, note }: Taken): Promise<void> {
  const { id: shownInTab, url = "", title = "", incognito } = tab;
  const isOfSite = /^(?:https?|file):/.test(url);
  const isScreenshot = kind === "screenshot";
  const page = isOfSite ? address(withoutPassword(url)) : "";
  const words = title.trim() || URL.parse(url)?.host || "page";
  const item: SendItem = {
    id: toHex(crypto.getRandomValues(new Uint8Array(ID_BYTES))),
    state: "waiting",
    name: proposedName("", null, `${words}${isScreenshot ? ".png" : ".mhtml"}`),
    expects: isScreenshot ? "image" : "any",
    url: page,
    ...(shownInTab === undefined ? {} : { shownInTab }),
    ...(incognito ? { isPrivate: true } : {}),
    ...(isOfSite ? { pageUrl: page } : {}),
    ...(title.trim() === "" ? {} : { title: caption(title) }),
    fidelity: isScreenshot ? "screenshot" : "original",
    how: isScreenshot ? "cut" : "page-capture",
    at: Date.now(),
    bytes: bytes.size,
    mediaType: isScreenshot ? "image/png" : "multipart/related",
    ackedBytes: 0,
    ...(note ? saying(note) : {}),
  };
  await queueFile(item, bytes);
  await callBackground("wake", { follow: item.id });
  if (!isScreenshot || incognito) return;
  const thumbnail = await smallPicture(item as typeof item & { bytes: number }, () => Promise.resolve(bytes));
  if (thumbnail) await changeSend(item.id, { thumbnail });
}
