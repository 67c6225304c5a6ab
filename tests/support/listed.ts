/** The lists as the popup reads them: by its layout, each entry made sound. */

import { receivedLayout, sentLayout } from "../../shared/extension/lists/layouts.ts";
import { readWindow } from "../../shared/extension/lists/sections.ts";
import type { ReceivedItem, SendItem } from "../../shared/extension/store/database.ts";
import { soundReceived, soundSend } from "../../shared/extension/store/sound-items.ts";

/** All received files that are shown. */
export async function listedReceived(): Promise<ReceivedItem[]> {
  const layout = await receivedLayout(Date.now());
  return (await readWindow("received", layout, 0, layout.total)).map(soundReceived);
}

/** All that was sent. */
export async function listedSends(): Promise<SendItem[]> {
  const layout = await sentLayout(Date.now());
  return (await readWindow("sends", layout, 0, layout.total)).map(soundSend);
}
