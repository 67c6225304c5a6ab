/** The page as the browser itself writes it down, with the very bytes that it was given: Chromium alone can. */

/** Whether the browser can do it at all, permitted or not. */
export const CAN_SAVE_PAGES = !import.meta.env.FIREFOX;

/** The permission it takes, as far as there is one to ask for. */
export const SAVE_PAGES: chrome.permissions.Permissions = import.meta.env.FIREFOX
  ? {}
  : { permissions: ["pageCapture"] };

/** Whether it may be asked to. */
export async function maySavePages(): Promise<boolean> {
  return CAN_SAVE_PAGES && (await chrome.permissions.contains(SAVE_PAGES));
}

/** The page of a tab as MHTML; `undefined` where the browser gives none. It can't be ended. */
export async function savedPage(tabId: number): Promise<Blob | undefined> {
  return import.meta.env.FIREFOX ? undefined : await chrome.pageCapture.saveAsMHTML({ tabId });
}
