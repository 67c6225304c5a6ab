/** The keys that open the popup, as the browser has them now, and where people change them. */

import { useEffect, useState } from "preact/hooks";
import { openShortcutKeys } from "./browser/shortcut-keys.ts";

/** The command that presses the toolbar icon. */
const POPUP_COMMAND = "_execute_action";

/** The keys, `""` where it has none; `undefined` until they are known. They are looked at again when somebody comes back. */
export function useShortcut(): string | undefined {
  const [keys, setKeys] = useState<string>();
  useEffect(() => {
    const look = async (): Promise<void> => {
      const commands = await chrome.commands.getAll();
      setKeys(commands.find(({ name }) => name === POPUP_COMMAND)?.shortcut ?? "");
    };
    const lookAgain = (): void => void look();
    lookAgain();
    addEventListener("focus", lookAgain);
    return () => removeEventListener("focus", lookAgain);
  }, []);
  return keys;
}

/** Opens the page where they are chosen. */
export function openShortcuts(): void {
  void openShortcutKeys();
}
