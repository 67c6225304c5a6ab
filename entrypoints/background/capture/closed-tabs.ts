/** A page that is closed before the bytes of what it shows have come: nothing more is read for it. */

import { EVERY_SITE, originFor } from "../../../shared/extension/site-permissions.ts";
import type { SendItem } from "../../../shared/extension/store/database.ts";
import { failSendsOf } from "../../../shared/extension/store/given-up.ts";
import { comesFromSite } from "../../../shared/extension/store/sends.ts";
import { message } from "../../../shared/texts/message.ts";
import { saying } from "../../../shared/texts/said.ts";

/**
 * Fails what was clicked in a tab that is closed, as far as its bytes are still on their way; `stop` ends what is under
 * way for an item. Registered at the top level: it wakes a background that has ended meanwhile. What a link leads to goes
 * on, as a download would.
 */
export function endWithTabs(stop: (id: string) => void): void {
  chrome.tabs.onRemoved.addListener(
    (tabId, { isWindowClosing }) => void endWith(tabId, isWindowClosing, stop),
  );
}

async function endWith(tabId: number, isWindowClosing: boolean, stop: (id: string) => void): Promise<void> {
  // The browser itself is being closed: what is open then is taken up at its next start.
  if (isWindowClosing && (await chrome.windows.getAll()).length === 0) return;
  const { origins = [] } = await chrome.permissions.getAll();
  const failed = await failSendsOf(tabId, (item) => failureOf(item, origins));
  for (const id of failed) stop(id);
}

function failureOf(item: SendItem, origins: readonly string[]): Partial<SendItem> {
  if (!comesFromSite(item)) return saying(message("capture.page-closed"));
  // The permission that came with the click has ended with its page.
  const needsOrigin = originFor(item.url);
  const isAllowed =
    needsOrigin === undefined || origins.includes(needsOrigin) || origins.includes(EVERY_SITE);
  return isAllowed
    ? saying(message("capture.page-closed-retry"))
    : { ...saying(message("capture.page-closed-allow")), needsOrigin };
}
