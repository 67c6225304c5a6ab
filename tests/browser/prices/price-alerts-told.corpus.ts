/** Prices that are told while the panel is shut: an alert as the system's notification, and a pinned price on the icon. */

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pagewire } from "../../support/companion-process.ts";
import { eventually, LONG } from "../../support/eventually.ts";
import { openPairedDesktop, type PairedDesktop } from "../../support/paired-desktop.ts";
import { lastPrice, pickSymbol } from "../../support/price-panel.ts";

/** What the icon may go on showing after the fact. */
const TRUTH = { timeoutMs: 2_000 };

let paired: PairedDesktop;
beforeAll(async () => {
  paired = await openPairedDesktop();
});
afterAll(() => paired?.close());

/** Opens the panel with DEMO and its alerts. */
async function openAlerts(): Promise<Page> {
  const panel = await paired.desktop.openExtensionPage("sidepanel.html");
  await panel.setViewportSize({ width: 380, height: 640 });
  await pickSymbol(panel, "demo");
  await eventually("a price", async () => /\d/.test(await lastPrice(panel)), LONG);
  await panel.getByRole("button", { name: "Price alerts" }).click();
  await panel.bringToFront();
  return panel;
}

describe("with the panel shut", () => {
  it("an alert that fires is a notification, once it was permitted at the switch, and is told once", async () => {
    const { desktop, companion } = paired;
    const panel = await openAlerts();
    const notify = panel.getByLabel("Tell me as a notification", { exact: false });
    if (!(await notify.isChecked())) {
      await desktop.click(panel, notify);
      await desktop.acceptPermissionPrompt();
    }
    await eventually("the switch to be on", () => notify.isChecked());
    await panel.close();
    const own = await desktop.openExtensionPage("options.html");
    const standing = (): Promise<string[]> =>
      own.evaluate(async () => Object.keys(await chrome.notifications.getAll()));
    const { status } = await pagewire(companion.home, ["alert", "add", "DEMO", "--above", "1"]);
    expect(status).toBe(0);
    await eventually("a notification", async () => /^alert:/.test((await standing()).join()), LONG);
    const seen = async () =>
      (await pagewire(companion.home, ["alert", "list"])).objects.every((alert) => alert.seen === true);
    await eventually("the companion to know of it", seen);
    await own.close();
  });

  it("the pinned price stands on the icon, is old within two seconds of a companion that hangs, and goes with it", async () => {
    const { desktop, companion } = paired;
    const panel = await openAlerts();
    await panel.getByLabel("Show the price of DEMO on the icon").check();
    await panel.close();
    const own = await desktop.openExtensionPage("options.html");
    const badge = (): Promise<string> => own.evaluate(() => chrome.action.getBadgeText({}));
    const title = (): Promise<string> => own.evaluate(() => chrome.action.getTitle({}));
    await eventually("the price on the icon", async () => /^\d{3}$/.test(await badge()), LONG);
    await eventually("a live one", async () => /^DEMO: \d+\.\d\d$/.test(await title()), LONG);
    process.kill(companion.pid, "SIGSTOP");
    try {
      await eventually("an old price", async () => /not live/.test(await title()), TRUTH);
    } finally {
      process.kill(companion.pid, "SIGCONT");
    }
    await eventually("a live one again", async () => /^DEMO: \d+\.\d\d$/.test(await title()), LONG);
    expect(await badge()).toMatch(/^\d{3}$/);
    await companion.kill();
    await eventually("no price without a companion", async () => (await badge()) === "–", LONG);
    await companion.restart();
    await own.close();
  });
});
