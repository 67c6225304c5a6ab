/** Hands bytes to the browser's own download. */

import { message } from "../../texts/message.ts";
import { SaidError } from "../../texts/said.ts";
import type { ReceivedItem } from "../store/database.ts";
import { receivedBlob } from "../store/received.ts";

/** The download has taken hold of the bytes once the click has been handled. */
const REVOKE_AFTER_MS = 60_000;

/** What is saved is typed as nothing that could run. */
export const SAVED_TYPE = "application/octet-stream";

/** Has the browser save bytes under a name, where it saves downloads. */
export function handOver(bytes: Blob, name: string): void {
  const url = URL.createObjectURL(bytes);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_AFTER_MS);
}

/** Told how many bytes were read so far. */
export type OnRead = (bytes: number) => void;

/** Has the browser download it. Throws `SaidError` where the browser has no room for so many bytes at once, or a piece is missing. */
export async function saveAsDownload(item: ReceivedItem, onRead?: OnRead): Promise<void> {
  const bytes = await receivedBlob(item, SAVED_TYPE, onRead);
  // A Blob that was too large is made all the same and is empty when it is read: the download would be no file.
  const end = await bytes
    .slice(-1)
    .arrayBuffer()
    .catch(() => undefined);
  const isWhole = bytes.size === item.bytes && (end?.byteLength === 1 || item.bytes === 0);
  if (!isWhole) throw new SaidError(message("save.too-large"));
  handOver(bytes, item.name);
}

/** At once, however large: from a page in a tab, which stays. Another page says why where it can't be. */
export async function saveAtOnce(item: ReceivedItem): Promise<void> {
  await saveAsDownload(item).catch(() => openSavePage(item.id));
}

/** The page that saves a file and goes on when the popup is closed. It begins at once, and not again when it is loaded anew. */
export async function openSavePage(id: string): Promise<void> {
  await chrome.tabs.create({ url: chrome.runtime.getURL(`/save.html?id=${id}&now`) });
}

/** Up to here a file is read in less time than it takes to click beside the popup, which ends it. */
const MAX_AT_ONCE_BYTES = 16 * 1024 * 1024;

/** From the popup: a small file is saved at once; a page of its own takes over a larger one, and says why where one can't be read. */
export async function saveReceived(item: ReceivedItem): Promise<void> {
  await (item.bytes > MAX_AT_ONCE_BYTES ? openSavePage(item.id) : saveAtOnce(item));
}
