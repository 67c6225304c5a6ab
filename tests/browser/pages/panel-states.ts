/** The side panel in the states that its user can bring it into. */

import type { Page } from "playwright-core";
import { eventually } from "../../support/eventually.ts";
import { lastPrice, pickSymbol } from "../../support/price-panel.ts";
import type { PageState, Stage } from "./page-state.ts";

const PANEL = { width: 360, height: 640 };
const WIDE = { width: 600, height: 560 };

const panel =
  (work: (page: Page) => Promise<unknown>) =>
  async ({ desktop }: Stage): Promise<Page> => {
    const page = await desktop.openExtensionPage("sidepanel.html");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await work(page);
    return page;
  };

const star = async (page: Page, symbol: string): Promise<void> => {
  const button = page.locator(".symbol").getByRole("button", { name: `${symbol} in the watch list` });
  if ((await button.getAttribute("aria-pressed")) === "false") await button.click();
};

const demo = async (page: Page): Promise<void> => {
  await pickSymbol(page, "demo");
  await eventually("a price", async () => /\d/.test(await lastPrice(page)));
  await page.getByRole("slider").waitFor();
};

const sheet = (button: string, work?: (page: Page) => Promise<unknown>) =>
  panel(async (page) => {
    await demo(page);
    await page.getByRole("button", { name: button }).click();
    await page.getByRole("dialog").waitFor();
    await work?.(page);
  });

/** They end with `DEMO` chosen: what comes after them needs a price. */
export const PANEL_STATES: readonly PageState[] = [
  {
    name: "panel-no-price",
    ...PANEL,
    open: panel(async (page) => {
      await pickSymbol(page, "sol");
      await page.getByRole("button", { name: "Show simulated market" }).waitFor();
    }),
  },
  {
    name: "panel-stand-in",
    ...PANEL,
    open: panel(async (page) => {
      await pickSymbol(page, "sol");
      await page.getByRole("button", { name: "Show simulated market" }).click();
      await page.getByRole("slider").waitFor();
    }),
  },
  { name: "panel-picked", ...PANEL, open: panel(demo) },
  {
    name: "panel-choice",
    ...PANEL,
    isPassing: true,
    closesWhenLeft: true,
    open: panel(async (page) => {
      await demo(page);
      await page.getByRole("heading", { level: 1 }).getByRole("button").click();
      await page.getByRole("dialog").waitFor();
    }),
  },
  {
    name: "panel-watch-list",
    ...PANEL,
    open: panel(async (page) => {
      await pickSymbol(page, "eth");
      await star(page, "ETH-USD");
      await demo(page);
      await star(page, "DEMO");
      await page.getByRole("navigation").waitFor();
    }),
  },
  { name: "panel-alerts", ...PANEL, isPassing: true, closesWhenLeft: true, open: sheet("Price alerts") },
  {
    name: "panel-more",
    ...PANEL,
    isPassing: true,
    closesWhenLeft: true,
    open: sheet("More about the chart"),
  },
  {
    name: "panel-table",
    ...PANEL,
    isPassing: true,
    closesWhenLeft: true,
    open: sheet("More about the chart", async (page) => {
      await page.getByRole("button", { name: /table/i }).first().click();
      await page.getByRole("table", { name: /^Newest bars/ }).waitFor();
      const sheet = page.getByRole("dialog");
      await page.keyboard.press("Tab");
      await page.keyboard.press("PageDown");
      await eventually("it to be scrolled by keys", () => sheet.evaluate((box) => box.scrollTop > 0));
      await page.keyboard.press("Home");
    }),
  },
  { name: "panel-wide", ...WIDE, open: panel(demo) },
  {
    name: "panel-bar",
    ...PANEL,
    open: panel(async (page) => {
      await demo(page);
      await page.getByRole("slider").focus();
      for (let steps = 0; steps < 12; steps++) await page.keyboard.press("ArrowLeft");
    }),
  },
];
