/** Opens the popup, or where a window without the focus has none, its page in a tab. */

export async function openPopup(): Promise<void> {
  await chrome.action
    .openPopup()
    .catch(() => chrome.tabs.create({ url: chrome.runtime.getURL("/popup.html") }));
}
