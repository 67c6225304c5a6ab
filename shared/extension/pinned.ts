/** Whether the extension's icon is on the browser's toolbar: Chrome hides that of a new extension in a menu. */

import { useEffect, useState } from "preact/hooks";

/** `undefined` where the browser does not say, as Firefox does not. */
export async function readPinned(): Promise<boolean | undefined> {
  const settings = await chrome.action.getUserSettings?.().catch(() => undefined);
  return settings?.isOnToolbar;
}

/** The same for a page, as it changes; `undefined` until it is known. */
export function usePinned(): boolean | undefined {
  const [isPinned, setPinned] = useState<boolean>();
  useEffect(() => {
    const look = (): void => void readPinned().then(setPinned);
    look();
    // Not every browser tells of a change, and pinning takes the focus away from the page and back.
    chrome.action.onUserSettingsChanged?.addListener(look);
    addEventListener("focus", look);
    return () => {
      chrome.action.onUserSettingsChanged?.removeListener(look);
      removeEventListener("focus", look);
    };
  }, []);
  return isPinned;
}
