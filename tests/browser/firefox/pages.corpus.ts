import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CompanionProcess, openCompanion } from "../../support/companion-process.ts";
import { eventually } from "../../support/eventually.ts";
import { FIREFOX_DIR } from "../../support/firefox/firefox-build.ts";
import { type FirefoxDesktop, openFirefoxDesktop } from "../../support/firefox/firefox-desktop.ts";

const PAGES = readdirSync(FIREFOX_DIR).filter((name) => name.endsWith(".html"));

let companion: CompanionProcess;
let desktop: FirefoxDesktop;
/** Of a page that the picker may look at. */
let tabId: number | undefined;
beforeAll(async () => {
  companion = await openCompanion();
  desktop = await openFirefoxDesktop();
  await (await desktop.newTab()).goto(`http://127.0.0.1:${companion.port}/`);
  const page = await desktop.openExtensionPage("ask.html");
  tabId = await page.evaluate(async () => (await chrome.tabs.query({ url: "http://127.0.0.1/*" }))[0]?.id);
});
afterAll(async () => {
  await desktop?.close();
  await companion?.close();
});

describe.each(["unpaired", "paired"])("%s, in Firefox", (state) => {
  beforeAll(async () => {
    if (state === "paired") await desktop.pair(companion.pairUrl);
  });

  it.each(PAGES)("%s opens, says something, and complains of nothing", async (name) => {
    const before = (await desktop.complaints()).length;
    const page = await desktop.openExtensionPage(`${name}?tab=${tabId}&what=pictures`);
    const said = await eventually("its words", async () => (await page.textOf("body"))?.trim() || undefined);
    expect(said).not.toBe("");
    // Its styles and its icons are there.
    expect(await page.evaluate(() => getComputedStyle(document.body).fontFamily)).not.toBe("serif");
    expect((await desktop.complaints()).slice(before)).toEqual([]);
    await page.close();
  });
});
