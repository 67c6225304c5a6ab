import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pagewire } from "../../support/companion-process.ts";
import { eventually } from "../../support/eventually.ts";
import { openPairedDesktop, type PairedDesktop } from "../../support/paired-desktop.ts";

let paired: PairedDesktop;
let page: Page;
let downloads: string;
beforeAll(async () => {
  downloads = await mkdtemp(path.join(tmpdir(), "pagewire-downloads-"));
  paired = await openPairedDesktop();
  const session = await paired.desktop.context.browser()?.newBrowserCDPSession();
  await session?.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: downloads });
  page = await paired.desktop.openExtensionPage("options.html");
});
afterAll(async () => {
  await paired?.close();
  await rm(downloads, { recursive: true, force: true });
});

const part = (name: string): Locator => page.getByRole("region", { name, exact: true });
const says = async (name: string, words: string): Promise<void> =>
  expect(await eventually(words, async () => ((await part(name).textContent()) ?? "").includes(words))).toBe(
    true,
  );
const stored = async (): Promise<Record<string, unknown>> =>
  await page.evaluate(async () => {
    const { settings = {} } = await chrome.storage.local.get<{ settings?: Record<string, unknown> }>(
      "settings",
    );
    return settings;
  });

describe("the settings", () => {
  it("call this browser otherwise, on the computer too", async () => {
    const field = page.getByLabel("Name of this browser");
    await field.fill("  Ada's laptop ");
    await page.getByRole("button", { name: "Rename" }).click();
    await says("This computer", "Renamed.");
    expect(await field.inputValue()).toBe("Ada's laptop");
    expect((await pagewire(paired.companion.home, ["clients"])).objects).toMatchObject([
      { name: "Ada's laptop", connected: true },
    ]);
    await field.fill("x".repeat(101));
    await field.press("Enter");
    await says("This computer", "at most 100 bytes");
  });

  it("name the folders of this very companion", async () => {
    await says("Folders", path.join(paired.companion.home, "Inbox"));
    await says("Folders", path.join(paired.companion.home, "Outbox"));
  });

  it("say who else is paired there, and whether they are there now", async () => {
    await pagewire(paired.companion.home, ["token", "--name", "backup"]);
    await page.reload();
    await says("This computer", "backup");
    expect(await page.getByRole("list", { name: "Also paired there" }).textContent()).toContain("Script");
  });

  it("change the look at once, and stay when the page comes again", async () => {
    await page.getByLabel("Theme").selectOption({ label: "Dark" });
    await eventually("dark", () => page.evaluate(() => document.documentElement.dataset.theme === "dark"));
    await page.reload();
    await eventually("still dark", async () => (await page.getByLabel("Theme").inputValue()) === "dark");
    await page.getByLabel("Theme").selectOption({ label: "Same as the system" });
    await eventually("neither", () =>
      page.evaluate(() => document.documentElement.dataset.theme === undefined),
    );
    expect(await stored()).not.toHaveProperty("theme", "dark");
  });

  it("take a symbol for the panel, and say how one is written", async () => {
    const field = page.getByLabel("Symbol");
    await field.fill("bitcoin");
    await field.press("Enter");
    await says("Prices", "like BTC-USD");
    await field.fill("eth-usd");
    await field.press("Enter");
    await says("Prices", "Saved.");
    expect(await stored()).toMatchObject({ symbol: "ETH-USD" });
  });

  it("ask for the permission that notifications need, and are off where it is not given", async () => {
    const box = page.getByLabel("Notify me when a file arrives");
    await paired.desktop.click(page, box);
    await paired.desktop.dismissPermissionPrompt();
    await says("Notifications", "does not allow notifications");
    expect(await box.isChecked()).toBe(false);
    await paired.desktop.click(page, box);
    await paired.desktop.acceptPermissionPrompt();
    await eventually("it is on", () => box.isChecked());
    expect(await stored()).toMatchObject({ notifyArrived: true });
  });

  it("go into a file and come from one, and nothing else does", async () => {
    await page.getByText("How files travel, settings as a file, a report").click();
    await page.getByRole("button", { name: "Export…" }).click();
    const place = path.join(downloads, "pagewire-settings.json");
    const file = await eventually("the whole file", async () => {
      const read = await readFile(place, "utf8").catch(() => "");
      return read.trimEnd().endsWith("}\n}") && read;
    });
    expect(JSON.parse(file)).toEqual({ pagewire: "settings", settings: await stored() });
    const choose = (text: string): Promise<void> =>
      page.locator("input[type=file]").setInputFiles({
        name: "settings.json",
        mimeType: "application/json",
        buffer: Buffer.from(text),
      });
    await choose('{"pagewire":"settings","settings":{"theme":7}}');
    await says("Advanced", "no file of Pagewire settings");
    await choose(file.replace("ETH-USD", "BTC-EUR"));
    await eventually("it is read", async () => (await stored()).symbol === "BTC-EUR");
    await eventually("it is shown", async () => (await page.getByLabel("Symbol").inputValue()) === "BTC-EUR");
  });

  it("free what was received, after a second press", async () => {
    await pagewire(paired.companion.home, ["send", "-", "--name", "note.txt", "--wait"], "some bytes");
    await says("Storage", "1 (10 B)");
    await says("Storage", "There are none.");
    await page.getByLabel("Delete received files").selectOption({ label: "All of them" });
    await page.getByRole("button", { name: "Delete (10 B)" }).click();
    await says("Storage", "1 (10 B)");
    await page.getByRole("button", { name: "Press again to delete for good: 1" }).click();
    await says("Storage", "Deleted.");
    await says("Storage", "0 (0 B)");
  });
});
