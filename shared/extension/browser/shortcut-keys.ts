/** Where people change the keys of shortcuts. */

/** Where every Chromium lets keys be chosen; a link there does nothing, opening a tab does. */
const SHORTCUTS_PAGE = "chrome://extensions/shortcuts";

/** What of Firefox's commands the types of Chromium's extensions do not know. */
interface CommandSettings {
  getAll: unknown;
  openShortcutSettings?(): Promise<void>;
}

/** Opens that page of the browser. */
export async function openShortcutKeys(): Promise<void> {
  const settings: CommandSettings = chrome.commands;
  if (import.meta.env.FIREFOX) await settings.openShortcutSettings?.();
  else await chrome.tabs.create({ url: SHORTCUTS_PAGE });
}
