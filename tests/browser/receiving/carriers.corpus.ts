import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CompanionProcess, openCompanion, pagewire } from "../../support/companion-process.ts";
import { type Desktop, openDesktop } from "../../support/desktop.ts";
import { eventually, LONG } from "../../support/eventually.ts";
import { EXTENSION_DIR } from "../../support/extension-build.ts";
import { makeImageFile } from "../../support/image-files.ts";
import { inboxSha256, receivedRecord } from "../../support/inbox-of.ts";
import { pairBrowser } from "../../support/paired-desktop.ts";
import { pseudoRandomBuffer } from "../../support/pseudo-random.ts";
import { receivedSha256 } from "../../support/received-in.ts";
import { htmlPage, imageReply, openTestSite, type TestSite } from "../../support/test-site.ts";
import { openUpgradeBlocker, type UpgradeBlocker } from "../../support/upgrade-blocker.ts";

let companion: CompanionProcess;
let relay: UpgradeBlocker;
let site: TestSite;
let desktop: Desktop;
let options: Page;
let page: Page;
const opened: (() => Promise<void>)[] = [];
beforeAll(async () => {
  companion = await openCompanion();
  opened.push(() => companion.close());
  relay = await openUpgradeBlocker(() => companion.port);
  opened.push(() => relay.close());
  relay.allow();
  site = await openTestSite();
  opened.push(() => site.close());
  const hostRules = `MAP *.test 127.0.0.1, MAP 127.0.0.1:${companion.port} 127.0.0.1:${relay.port}`;
  desktop = await openDesktop({ extensionDir: EXTENSION_DIR, hostRules });
  opened.push(() => desktop.close());
  await (await pairBrowser(desktop, companion.pairUrl)).close();
  options = await desktop.openExtensionPage("options.html");
  await options.locator("summary", { hasText: "How files travel" }).click();
  page = await desktop.context.newPage();
});
afterAll(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

const choose = (value: string): Promise<string[]> =>
  options.getByRole("combobox", { name: "How files travel" }).selectOption(value);

/** Sends a file of several chunks each way; the same bytes arrive. */
async function bothWays(name: string): Promise<void> {
  const bytes = pseudoRandomBuffer(3_000_000, name);
  const down = await pagewire(companion.home, ["send", "-", "--name", `${name}.bin`, "--wait"], bytes);
  expect(down.objects).toMatchObject([{ state: "stored", bytes: bytes.length }]);
  const { id, sha256 } = down.objects[0] ?? {};
  expect(await receivedSha256(options, String(id))).toBe(sha256);

  const image = await makeImageFile("png", { width: 800, height: 600, seed: name, name: `${name}.png` });
  site.route(`/${image.name}`, imageReply(image));
  site.route("pics.test/", htmlPage(`<img id="x" src="/${image.name}" width="200">`));
  await page.bringToFront();
  await page.goto(site.url("pics.test"));
  await desktop.rightClick(page, "#x");
  expect(await receivedRecord(companion, image.name, LONG)).toMatchObject({ sha256: image.sha256 });
  expect(await inboxSha256(companion, image.name)).toBe(image.sha256);
}

describe("the option How files travel", () => {
  it.each([
    ["channel", 0],
    ["base64", 1],
  ])("makes files go both ways by %s, and opens no raw lane", async (carrier, atLeast) => {
    await choose(carrier);
    // Lanes that were opened before finish what they have and rest; none is left in a fresh browser.
    relay.takeUpgrades();
    relay.takeBase64();
    await bothWays(carrier);
    expect(relay.takeUpgrades()).not.toContain("/raw");
    const base64 = relay.takeBase64();
    expect(base64 >= atLeast && (atLeast > 0 || base64 === 0)).toBe(true);
  });

  it("left at the fastest, opens raw lanes", async () => {
    await choose("fastest");
    relay.takeUpgrades();
    await bothWays("fastest");
    await eventually("a raw lane", () => relay.takeUpgrades().includes("/raw"));
    expect(relay.takeBase64()).toBe(0);
  });
});

describe("a browser that gets no socket for its files", () => {
  it("sends and receives them over a channel of the socket it has, by itself", async () => {
    // Lanes that rest from before are cut as well.
    relay.block();
    relay.allow((path) => path !== "/raw");
    relay.takeUpgrades();
    await bothWays("cut");
    expect(relay.takeUpgrades().filter((path) => path === "/raw").length).toBeGreaterThan(1);
  });
});
