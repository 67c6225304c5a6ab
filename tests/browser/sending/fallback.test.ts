import { afterEach, describe, expect, it } from "vitest";
import { openCompanion, pagewire } from "../../support/companion-process.ts";
import { openDesktop } from "../../support/desktop.ts";
import { eventually, LONG } from "../../support/eventually.ts";
import { EXTENSION_DIR } from "../../support/extension-build.ts";
import { makeImageFile } from "../../support/image-files.ts";
import { inboxSha256, receivedRecord } from "../../support/inbox-of.ts";
import { pairBrowser } from "../../support/paired-desktop.ts";
import { showList } from "../../support/popup.ts";
import { pickSymbol } from "../../support/price-panel.ts";
import { pseudoRandomBuffer } from "../../support/pseudo-random.ts";
import { receivedSha256 } from "../../support/received-in.ts";
import { htmlPage, imageReply, openTestSite } from "../../support/test-site.ts";
import { openUpgradeBlocker } from "../../support/upgrade-blocker.ts";

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

describe("a browser in which no WebSocket can be had", () => {
  it("pairs, connects by long polling and says so, shows prices, carries files both ways, and returns to the WebSocket", async () => {
    const companion = await openCompanion();
    opened.push(() => companion.close());
    const blocker = await openUpgradeBlocker(() => companion.port);
    opened.push(() => blocker.close());
    // The browser dials the companion's address and gets the relay.
    const hostRules = `MAP *.test 127.0.0.1, MAP 127.0.0.1:${companion.port} 127.0.0.1:${blocker.port}`;
    const desktop = await openDesktop({ extensionDir: EXTENSION_DIR, hostRules });
    opened.push(() => desktop.close());
    await (await pairBrowser(desktop, companion.pairUrl)).close();

    const popup = await desktop.openExtensionPage("popup.html");
    await eventually(
      "Connected",
      async () => (await popup.getByRole("status").textContent()) === "Connected",
      LONG,
    );
    expect(await popup.locator("body").textContent()).toContain("long polling");
    const panel = await desktop.openExtensionPage("sidepanel.html");
    await pickSymbol(panel, "DEMO");
    const price = async (): Promise<string> => (await panel.getByLabel("Last price").textContent()) ?? "";
    const first = await eventually("a price", async () => /\d/.test(await price()) && (await price()), LONG);
    await eventually("it to move", async () => (await price()) !== first, LONG);

    // Files travel all the same, as base64.
    const bytes = pseudoRandomBuffer(3_000_000);
    const down = await pagewire(companion.home, ["send", "-", "--name", "polled.bin", "--wait"], bytes);
    expect(down.objects).toMatchObject([{ state: "stored", bytes: bytes.length }]);
    const { id, sha256 } = down.objects[0] ?? {};
    expect(await receivedSha256(popup, String(id))).toBe(sha256);
    const site = await openTestSite();
    opened.push(() => site.close());
    const image = await makeImageFile("png", { width: 800, height: 600, seed: "polled", name: "polled.png" });
    site.route("/polled.png", imageReply(image));
    site.route("pics.test/", htmlPage(`<img id="x" src="/polled.png" width="200">`));
    const page = await desktop.context.newPage();
    await page.bringToFront();
    await page.goto(site.url("pics.test"));
    await desktop.rightClick(page, "#x");
    expect(await receivedRecord(companion, "polled.png", LONG)).toMatchObject({ sha256: image.sha256 });
    expect(await inboxSha256(companion, "polled.png")).toBe(image.sha256);
    expect(blocker.takeUpgrades()).not.toContain("/raw");

    blocker.allow();
    await popup.bringToFront();
    const state = await eventually(
      "the WebSocket",
      async () => {
        const text = (await popup.locator(".standing").textContent()) ?? "";
        return text.includes("Connected") && !text.includes("long polling") && text;
      },
      LONG,
    );
    expect(state).toBe("Connected");
    await pagewire(companion.home, ["send", "-", "--name", "note.txt", "--wait"], "note");
    await eventually(
      "the file",
      async () => (await (await showList(popup, "Received")).textContent())?.includes("note.txt"),
      LONG,
    );
  });
});
