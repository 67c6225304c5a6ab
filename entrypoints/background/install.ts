/** The first moments after installation: a pairing page that is open already works at once, else we say hello. */

const PAIRING_PAGES = "http://127.0.0.1/pair*";
const PAIRING_PAGE = /^http:\/\/127\.0\.0\.1(?::\d+)?\/pair\?/;
const PAIRING_SCRIPT = "/content-scripts/pairing.js";
/** A browser that is started with a pairing link may show us before it knows the link's tab: that one comes within this time. */
const LATE_PAGE_MS = 5_000;

/** Browsers put content scripts only into pages opened later: the pairing page may have been there first. */
export async function greetAfterInstall(reason: string): Promise<void> {
  const open = await chrome.tabs.query({ url: PAIRING_PAGES });
  for (const { id } of open) {
    if (id === undefined) continue;
    await chrome.scripting
      .executeScript({ target: { tabId: id }, files: [PAIRING_SCRIPT] })
      .catch(() => undefined);
  }
  if (reason !== "install" || open.length > 0) return;
  const giveUp = watchPairingPages((tabId) => void chrome.tabs.update(tabId, { active: true }));
  setTimeout(giveUp, LATE_PAGE_MS);
  const tabs = await chrome.tabs.query({});
  // One that is just loading has its address only in sight.
  if (tabs.some(({ url = "", pendingUrl = "" }) => PAIRING_PAGE.test(url) || PAIRING_PAGE.test(pendingUrl)))
    return;
  await chrome.tabs.create({ url: chrome.runtime.getURL("/welcome.html"), active: true });
}

/** The welcome must not come between a person and a pairing page that comes a moment later: that goes in front of it. */
function watchPairingPages(onPage: (tabId: number) => void): () => void {
  const onUpdated = (tabId: number, { url = "" }: { url?: string }): void => {
    if (PAIRING_PAGE.test(url)) onPage(tabId);
  };
  chrome.tabs.onUpdated.addListener(onUpdated);
  return () => chrome.tabs.onUpdated.removeListener(onUpdated);
}
