/** Opens a file that has just come in front of the user, where its sender asks for that and the user lets it. */

import { noteShower } from "../../../shared/extension/showers.ts";
import { markFileSeen } from "../../../shared/extension/store/unseen.ts";
import type { WaitingFile } from "../../../shared/protocol/topics.ts";

/** A program may send a hundred at once: the others stand in the popup, as all do. */
const SHOW_EVERY_MS = 2_000;
let lastShownMs = Number.NEGATIVE_INFINITY;

/** Anything else about the file is done already: what goes wrong here is told nowhere. */
export async function showIfMeant({ id, from, show }: WaitingFile): Promise<void> {
  if (!from || !show || !(await noteShower(from.id, from.name))) return;
  const now = performance.now();
  if (now - lastShownMs < SHOW_EVERY_MS) return;
  lastShownMs = now;
  await openFile(id);
}

/** Opens a file's page, in front of whatever else is open. */
export async function openFile(id: string): Promise<void> {
  await markFileSeen(id);
  const { windowId } = await chrome.tabs.create({ url: chrome.runtime.getURL(`/view.html?id=${id}`) });
  await chrome.windows.update(windowId, { focused: true });
}
