/** Lets a received file be dragged out of the popup, to the desktop or into a page. */

import { SAVED_TYPE } from "../../../shared/extension/look/hand-over.ts";
import type { ReceivedItem } from "../../../shared/extension/store/database.ts";
import { receivedBlob } from "../../../shared/extension/store/received.ts";

/** The target has taken hold of the bytes long before. */
const REVOKE_AFTER_MS = 120_000;

interface Ready {
  readonly id: string;
  readonly file: File;
  readonly url: string;
}

let ready: Ready | undefined;

/** The mouse was pressed on a row: perhaps it will be dragged. */
export async function prepareDrag(item: ReceivedItem): Promise<void> {
  if (ready?.id === item.id) return;
  const bytes = await receivedBlob(item, item.mediaType).catch(() => undefined);
  if (!bytes) return;
  // What the address leads to must be nothing that could run as a part of us.
  const url = URL.createObjectURL(new Blob([bytes], { type: SAVED_TYPE }));
  ready = { id: item.id, file: new File([bytes], item.name, { type: item.mediaType }), url };
  setTimeout(() => {
    URL.revokeObjectURL(url);
    if (ready?.url === url) ready = undefined;
  }, REVOKE_AFTER_MS);
}

/** Gives a drag what desktops (an address and a name) and pages (a file) take; stops it where the bytes are not here. */
export function startDrag(event: DragEvent, item: ReceivedItem): void {
  const data = event.dataTransfer;
  if (!data || ready?.id !== item.id) return event.preventDefault();
  data.effectAllowed = "copy";
  data.setData("DownloadURL", `${SAVED_TYPE}:${item.name.replaceAll(":", "_")}:${ready.url}`);
  data.items.add(ready.file);
}
