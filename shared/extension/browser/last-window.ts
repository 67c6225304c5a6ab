/** The window of the browser that was used last, whatever its kind: any can lie over another. */

const EVERY_KIND: `${chrome.windows.WindowType}`[] = ["normal", "popup", "app", "panel"];

/** `undefined` where there is none. */
export async function lastWindow(): Promise<chrome.windows.Window | undefined> {
  // Firefox means every kind, and warns where one is named.
  return await chrome.windows
    .getLastFocused(import.meta.env.FIREFOX ? {} : { windowTypes: EVERY_KIND })
    .catch(() => undefined);
}
