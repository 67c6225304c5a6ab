import { readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { pagewire } from "../../support/companion-process.ts";
import { eventually, LONG } from "../../support/eventually.ts";
import { makeImageFile } from "../../support/image-files.ts";
import { receivedRecord } from "../../support/inbox-of.ts";
import {
  openPairedDesktop,
  type PairedDesktop,
  pairBrowser,
  statusOf,
} from "../../support/paired-desktop.ts";
import { htmlPage, openTestSite, type TestSite } from "../../support/test-site.ts";

const BEGIN_ANEW = { name: "Begin anew" };

let paired: PairedDesktop;
let site: TestSite;
beforeEach(async () => {
  paired = await openPairedDesktop();
  site = await openTestSite();
});
afterEach(async () => {
  await paired?.close();
  await site?.close();
});

const alertOf = async (page: Page): Promise<string> => (await page.getByRole("alert").textContent()) ?? "";
const says = (page: Page, state: string): Promise<boolean> =>
  eventually(state, async () => (await statusOf(page)) === state, LONG);

/** Where Chromium keeps the extension's databases, while it does not run. */
async function databaseFolder(): Promise<string> {
  const root = path.join(paired.desktop.profileDir, "Default/IndexedDB");
  const name = (await readdir(root)).find((entry) => entry.includes(paired.desktop.extensionId));
  return path.join(root, String(name));
}

async function pairAnew(): Promise<void> {
  const { objects } = await pagewire(paired.companion.home, ["pair"]);
  await (await pairBrowser(paired.desktop, String(objects[0]?.pairUrl))).close();
}

describe("a database that the browser does not open any more", () => {
  it("is said in one sentence, a click is not lost without a word, and a button begins anew", async () => {
    const { companion, desktop } = paired;
    await desktop.quit();
    const folder = await databaseFolder();
    // What Chromium answers with an internal error at each try, also after it was started again.
    await rm(folder, { recursive: true });
    await writeFile(folder, "no folder");
    await desktop.reopen();
    const popup = await desktop.openExtensionPage("popup.html");
    await eventually("the sentence", async () =>
      (await popup.locator("main").textContent())?.includes("does not open what Pagewire keeps in it"),
    );

    const image = await makeImageFile("png", { seed: "lost", name: "lost.png" });
    site.route("/lost.png", { headers: { "content-type": "image/png" }, body: image.bytes });
    site.route("/", htmlPage(`<img id="x" src="/lost.png">`));
    const page = await desktop.context.newPage();
    await page.goto(site.url("pics.test"));
    await desktop.rightClick(page, "#x");
    const told = await desktop.attachToView("popup.html");
    await eventually(
      "the word",
      async () => (await alertOf(told)).includes("send it again afterwards"),
      LONG,
    );
    expect(await popup.evaluate(() => chrome.action.getBadgeText({}))).toBe("!");

    await popup.bringToFront();
    await desktop.click(popup, popup.getByRole("button", BEGIN_ANEW));
    await eventually("the end", async () => (await alertOf(popup)).includes("Begun anew"), LONG);
    await says(popup, "Not paired");
    await pairAnew();
    await says(popup, "Connected");
    await page.bringToFront();
    await desktop.rightClick(page, "#x");
    expect(await receivedRecord(companion, "lost.png", LONG)).toMatchObject({ fidelity: "original" });
    // The new place is found again by the next start.
    await desktop.quit();
    await desktop.reopen();
    await says(await desktop.openExtensionPage("popup.html"), "Connected");
  });

  it("keeps its pairing where that can be read: one of a newer version is begun anew and stays connected", async () => {
    const { desktop } = paired;
    const popup = await desktop.openExtensionPage("popup.html");
    await says(popup, "Connected");
    await popup.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const opening = indexedDB.open("pagewire", 99);
          opening.onsuccess = () => {
            opening.result.close();
            resolve();
          };
        }),
    );
    await popup.reload();
    await eventually("the sentence", async () => (await alertOf(popup)).includes("does not open"), LONG);
    await desktop.click(popup, popup.getByRole("button", BEGIN_ANEW));
    await eventually("the end", async () => (await alertOf(popup)).includes("still paired"), LONG);
    await says(popup, "Connected");
    expect((await pagewire(paired.companion.home, ["clients"])).objects).toHaveLength(1);
  });
});

describe("a database that the browser has emptied because it was damaged", () => {
  it("is missed: the popup says what is lost, and what is clicked meanwhile is sent after pairing", async () => {
    const { companion, desktop } = paired;
    await desktop.quit();
    await writeFile(path.join(await databaseFolder(), "CURRENT"), "garbage");
    await desktop.reopen();
    const popup = await desktop.openExtensionPage("popup.html");
    await eventually(
      "the sentence",
      async () => (await alertOf(popup)).includes("has lost what Pagewire"),
      LONG,
    );
    await says(popup, "Not paired");

    const image = await makeImageFile("png", { seed: "kept", name: "kept.png" });
    site.route("/kept.png", { headers: { "content-type": "image/png" }, body: image.bytes });
    site.route("/", htmlPage(`<img id="x" src="/kept.png">`));
    const page = await desktop.context.newPage();
    await page.goto(site.url("pics.test"));
    await desktop.rightClick(page, "#x");
    await popup.bringToFront();
    await desktop.click(popup, popup.getByRole("button", BEGIN_ANEW));
    await eventually("the end", async () => (await alertOf(popup)).includes("Begun anew"), LONG);
    await pairAnew();
    await says(popup, "Connected");
    expect(await receivedRecord(companion, "kept.png", LONG)).toMatchObject({ name: "kept.png" });
    // It has taken the place it had: no ghost is left.
    const { objects } = await pagewire(companion.home, ["clients"]);
    expect(objects).toMatchObject([{ connected: true, name: expect.not.stringContaining("(2)") }]);
  });
});
