/** The first moments after installation: a pairing page that is open already works at once, else we say hello. */

const PAIRING_PAGES = "http://127.0.0.1/pair*";
const PAIRING_SCRIPT = "/content-scripts/pairing.js";

/** Browsers put content scripts only into pages opened later: the pairing page may have been there first. */
export async function greetAfterInstall(reason: string): Promise<void> {
  const tabs = await chrome.tabs.query({ url: PAIRING_PAGES });
  for (const { id } of tabs) {
    if (id === undefined) continue;
    await chrome.scripting
      .executeScript({ target: { tabId: id }, files: [PAIRING_SCRIPT] })
      .catch(() => undefined);
  }
  if (reason === "install" && tabs.length === 0) {
    // Behind what is open: it must not come between a person and the pairing page that is just loading.
    await chrome.tabs.create({ url: chrome.runtime.getURL("/welcome.html"), active: false });
  }
}
