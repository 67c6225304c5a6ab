import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CompanionProcess, openCompanion, pagewire } from "../../support/companion-process.ts";
import { eventually } from "../../support/eventually.ts";
import { type FirefoxDesktop, openFirefoxDesktop } from "../../support/firefox/firefox-desktop.ts";

let companion: CompanionProcess;
let desktop: FirefoxDesktop;
beforeAll(async () => {
  companion = await openCompanion();
  desktop = await openFirefoxDesktop();
});
afterAll(async () => {
  await desktop?.close();
  await companion?.close();
});

describe("pairing in Firefox", () => {
  it("says where the user keeps the extension from this computer's pages, and asks for them at a press", async () => {
    const popup = await desktop.openExtensionPage("popup.html");
    await popup.toSay("body", "Pair with this computer");
    expect(await popup.textOf(".notice[data-kind=warning]")).toBeUndefined();
    await popup.evaluate(() => chrome.permissions.remove({ origins: ["http://127.0.0.1/*"] }));
    await popup.toSay(".notice[data-kind=warning]", "keeps Pagewire from the pages of this computer");
    await desktop.click(popup, ".notice[data-kind=warning] button");
    await desktop.allow();
    await eventually(
      "the sentence to go",
      async () => (await popup.textOf(".notice[data-kind=warning]")) === undefined,
    );
    await popup.close();
  });

  it("asks again in a page of its own where something lies over the button, though it lets presses through", async () => {
    const page = await desktop.newTab();
    await page.goto(String((await pagewire(companion.home, ["pair"])).objects[0]?.pairUrl));
    await page.bringToFront();
    await page.toSay("[role=status]", "Press the button");
    // Not before the press has begun: what was seen a moment before it is covered by then.
    await page.evaluate(() => {
      const cover = document.createElement("div");
      cover.style.cssText = "position:fixed;inset:0;background:#fff;pointer-events:none;z-index:9";
      document.addEventListener("pointerdown", () => document.body.append(cover), { capture: true });
    });
    await desktop.click(page, "button#pair");
    const question = await desktop.openedPage("/confirm.html");
    await question.toSay("body", "could not be seen for what it is");
    expect((await pagewire(companion.home, ["clients"])).objects).toEqual([]);
    await question.close();
    await page.close();
  });

  it("needs one press where the button is in plain sight", async () => {
    const { objects } = await pagewire(companion.home, ["pair"]);
    await desktop.pair(String(objects[0]?.pairUrl));
    expect((await pagewire(companion.home, ["clients"])).objects).toMatchObject([{ kind: "browser" }]);
    expect((await desktop.addresses()).filter((url) => url.includes("/confirm.html"))).toEqual([]);
  });
});
