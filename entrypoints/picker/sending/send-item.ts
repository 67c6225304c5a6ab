/** A chosen picture as an item of the queue. */

import { address, caption, withoutPassword } from "../../../shared/extension/names/captions.ts";
import type { SendItem } from "../../../shared/extension/store/database.ts";
import { toHex } from "../../../shared/protocol/hex.ts";
import { nameOf, type PagePicture } from "../pictures/picture.ts";

const ID_BYTES = 16;

export function sendItemOf(picture: PagePicture, at: number): SendItem {
  const { url, alt, shownIn, bytes } = picture;
  const { tabId, frameId, documentId, frameUrl, pageUrl, title, isPrivate } = shownIn;
  const page = /^(?:https?|file):/.test(frameUrl) ? frameUrl : pageUrl;
  const words = alt?.trim();
  return {
    id: toHex(crypto.getRandomValues(new Uint8Array(ID_BYTES))),
    state: "fetching",
    name: nameOf(picture),
    expects: "image",
    url: address(withoutPassword(url)),
    // What is here already does not end with its page.
    ...(bytes ? {} : { tabId }),
    shownInTab: tabId,
    frameId,
    documentId,
    ...(isPrivate ? { isPrivate } : {}),
    ...(page === undefined ? {} : { pageUrl: address(page) }),
    ...(title.trim() === "" ? {} : { title: caption(title) }),
    ...(words ? { alt: caption(words) } : {}),
    fidelity: bytes?.fidelity ?? "original",
    ...(bytes ? { how: bytes.how } : {}),
    at,
    bytes: bytes?.blob.size ?? 0,
    mediaType: bytes?.mediaType ?? "",
    ackedBytes: 0,
  };
}
