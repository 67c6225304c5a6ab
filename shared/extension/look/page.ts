/** What every page of the extension begins with: it takes the reader's language and look, then draws itself. */

import { type ComponentChild, render } from "preact";
import type { PlainTextCode } from "../../texts/message.ts";
import { language, text } from "../../texts/text.ts";
import { speakKeptCommands } from "../store/command-place.ts";
import { onSettings, readSettings, type Settings } from "../store/settings.ts";
import { speakReadersLanguage } from "./language.ts";

/** Names a page and draws it into its element `app`. What is drawn is made only when the language is chosen. */
export async function showPage(title: PlainTextCode, draw: () => ComponentChild): Promise<void> {
  const settings = await knownSettings();
  takeTheme(settings);
  onSettings(() => void knownSettings().then(takeTheme));
  const root = document.getElementById("app");
  const show = (): void => {
    if (root) render(draw(), root);
  };
  await Promise.all([speakReadersLanguage(settings), speakKeptCommands(show)]);
  document.documentElement.lang = language();
  document.title = text(title);
  show();
}

/** A browser that does not give its settings back is no reason for an empty page. */
async function knownSettings(): Promise<Settings> {
  return await readSettings().catch(() => ({}));
}

function takeTheme({ theme }: Settings): void {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}

/** Closes the tab that the page is in: a page that no script has opened can't close itself. */
export async function closePage(): Promise<void> {
  const tab = await chrome.tabs.getCurrent();
  if (tab?.id !== undefined) await chrome.tabs.remove(tab.id);
}
