/** Asks for a permission in a small window of our own, in our words first; the browser's own question comes from there. */

import type { SendItem } from "../../../shared/extension/store/database.ts";

const PAGE = "/ask.html";
/** In CSS pixels: enough for three answers, without covering the page that is meant. */
const WINDOW = { width: 460, height: 420 };

/** Two pictures of one moment would each find no question open. */
let opening: Promise<void> = Promise.resolve();

/** Opens the question for an item; while one is open, the next picture waits for its answer too. */
export function askForPermission(item: SendItem): void {
  opening = opening.then(() => open(item)).catch((error: unknown) => console.warn("No question:", error));
}

async function open({ id }: SendItem): Promise<void> {
  const contexts = await chrome.runtime.getContexts({ contextTypes: ["TAB"] });
  const asking = contexts.find(({ documentUrl }) => documentUrl && URL.parse(documentUrl)?.pathname === PAGE);
  if (asking) {
    await chrome.windows.update(asking.windowId, { focused: true });
    return;
  }
  const url = chrome.runtime.getURL(`${PAGE}?item=${id}`);
  await chrome.windows.create({ url, type: "popup", focused: true, ...WINDOW });
}
