/** Firefox's real context menu: opened by a real right-click, its items chosen with the real keyboard. */

import { eventually } from "../eventually.ts";
import type { Hand } from "../xdotool.ts";
import type { FirefoxPage } from "./firefox-page.ts";

/** What of ours stands in an open menu. */
export interface OwnItem {
  readonly id: string;
  readonly label: string;
  /** Whether it opens a submenu instead of doing something. */
  readonly isSubmenu: boolean;
}

/** Right-clicks the middle of an element; resolves with the extension's items once the menu stands. */
export async function openMenu(
  hand: Hand,
  browser: FirefoxPage,
  page: FirefoxPage,
  selector: string,
): Promise<OwnItem[]> {
  await page.bringToFront();
  await page.pointAt(hand, selector);
  await hand.click(3);
  await eventually("the context menu", () => browser.evaluate(menuStands));
  return await browser.evaluate(ownItems);
}

/** Right-clicks, and chooses the extension's item, which must be one and no submenu. */
export async function chooseOwnItem(
  hand: Hand,
  browser: FirefoxPage,
  page: FirefoxPage,
  selector: string,
): Promise<string> {
  const [item, ...more] = await openMenu(hand, browser, page, selector);
  if (!item || more.length > 0 || item.isSubmenu) {
    await closeMenu(hand, browser);
    throw new Error(
      `the menu has ${more.length + (item ? 1 : 0)} items of ours${item?.isSubmenu ? ", nested" : ""}`,
    );
  }
  // Ours is at the end of the menu. Without a window manager a press of the mouse there counts as one beside the menu.
  await eventually("the item to be chosen", async () => {
    await hand.keys("Up");
    return await browser.evaluate(isActive, item.id);
  });
  await hand.keys("Return");
  await eventually("the context menu to close", async () => !(await browser.evaluate(menuStands)));
  return item.label;
}

export async function closeMenu(hand: Hand, browser: FirefoxPage): Promise<void> {
  await hand.keys("Escape");
  await eventually("the context menu to close", async () => !(await browser.evaluate(menuStands)));
}

/** Runs in the browser's own window. */
function menuStands(): boolean {
  const menu = document.getElementById("contentAreaContextMenu");
  return (menu as unknown as { state?: string } | null)?.state === "open";
}

/** Runs in the browser's own window. */
function isActive(id: string): boolean {
  return document.getElementById(id)?.hasAttribute("_moz-menuactive") === true;
}

/** Runs in the browser's own window. */
function ownItems(): OwnItem[] {
  const items = document.querySelectorAll<HTMLElement>("#contentAreaContextMenu > [id^='pagewire_']");
  return [...items]
    .filter((item) => item.getBoundingClientRect().height > 0 && item.localName !== "menuseparator")
    .map((item) => ({
      id: item.id,
      label: item.getAttribute("label") ?? "",
      isSubmenu: item.localName === "menu",
    }));
}
