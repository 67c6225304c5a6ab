/** The popup as tests use it: what it says, which of its lists is open, and what their rows can do. */

import type { Locator, Page } from "playwright-core";
import type { Desktop } from "./desktop.ts";
import { eventually } from "./eventually.ts";
import { statusOf, textOf } from "./paired-desktop.ts";

export type ListName = "Received" | "Sent";

/** Opens a tab of the popup, also where the page stands behind another one and draws nothing; returns its list. */
export async function showList(popup: Page, name: ListName): Promise<Locator> {
  const tab = popup.getByRole("tab", { name, exact: true });
  await eventually(`the list ${name}`, async () => {
    await tab.evaluate((button: HTMLElement) => button.click());
    return (await tab.getAttribute("aria-selected")) === "true" && (await listOf(popup, name).count()) === 1;
  });
  return listOf(popup, name);
}

function listOf(popup: Page, name: ListName): Locator {
  return popup.getByRole("list", { name, exact: true, includeHidden: true });
}

/** A file's row; its tab is opened. */
export async function rowIn(popup: Page, list: ListName, file: string): Promise<Locator> {
  return (await showList(popup, list)).getByRole("listitem").filter({ hasText: file });
}

/** Whether all of a received file is here: only then it can be opened. */
export async function isWhole(row: Locator): Promise<boolean> {
  return (await row.getByRole("button", { name: /^Open / }).count()) > 0;
}

/** A menu is drawn at once, on a busy machine within this. */
const MENU_MS = 3_000;

/** Opens a row's menu with the real mouse and presses a line of it. */
export async function chooseFromMenu(
  desktop: Desktop,
  popup: Page,
  row: Locator,
  line: RegExp,
): Promise<void> {
  const item = popup.getByRole("menuitem", { name: line });
  await eventually("the menu", async () => {
    if (await item.isVisible()) return true;
    // One that was opened before all was known of the file lacks a line: it is made anew.
    if (await popup.getByRole("menu").isVisible()) await desktop.hand.keys("Escape");
    await desktop.click(popup, row.getByRole("button", { name: /^More / }));
    return await item.waitFor({ timeout: MENU_MS }).then(
      () => true,
      () => false,
    );
  });
  await desktop.click(popup, item);
}

/** Opens the popup as a page and waits until it says a state with a sentence; returns all that it says then. */
export async function popupSays(desktop: Desktop, state: string, sentence: string): Promise<string> {
  const popup = await desktop.openExtensionPage("popup.html");
  await eventually(
    `${state}: ${sentence}`,
    async () => (await statusOf(popup)) === state && (await textOf(popup)).includes(sentence),
    { timeoutMs: 120_000 },
  );
  const text = await textOf(popup);
  await popup.close();
  return text;
}
