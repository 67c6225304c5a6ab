/** Keeps the script that remembers where menus are opened in every page that the user has allowed, and in no other. */

import { EVERY_SITE } from "../../../shared/extension/site-permissions.ts";

const SCRIPT: chrome.scripting.RegisteredContentScript = {
  id: "pointer",
  js: ["content-scripts/pointer.js"],
  matches: [EVERY_SITE],
  allFrames: true,
  matchOriginAsFallback: true,
  runAt: "document_start",
  persistAcrossSessions: true,
};

/** Registered at the top level: a permission that is given or taken starts the background. */
export function watchPointer(): void {
  const follow = (): void =>
    void followPermission().catch((error: unknown) => console.warn("No pointer:", error));
  chrome.permissions.onAdded.addListener(follow);
  chrome.permissions.onRemoved.addListener(follow);
  chrome.runtime.onInstalled.addListener(follow);
}

async function followPermission(): Promise<void> {
  const [isPermitted, registered] = await Promise.all([
    chrome.permissions.contains({ origins: [EVERY_SITE] }),
    chrome.scripting.getRegisteredContentScripts({ ids: [SCRIPT.id] }),
  ]);
  if (isPermitted && registered.length === 0) {
    await chrome.scripting.registerContentScripts([SCRIPT]);
    await enterOpenPages();
  }
  // What is in open pages already ends with them.
  if (!isPermitted && registered.length > 0)
    await chrome.scripting.unregisterContentScripts({ ids: [SCRIPT.id] });
}

/** Browsers put registered scripts only into pages that are opened later. */
async function enterOpenPages(): Promise<void> {
  const tabs = await chrome.tabs.query({ url: EVERY_SITE });
  const files = SCRIPT.js ?? [];
  await Promise.all(
    tabs.map(({ id, discarded }) =>
      id === undefined || discarded
        ? undefined
        : chrome.scripting
            .executeScript({ target: { tabId: id, allFrames: true }, files })
            .catch(() => undefined),
    ),
  );
}
