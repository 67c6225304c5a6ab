import { writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CompanionProcess, openCompanion, pagewire } from "../../support/companion-process.ts";
import { eventually } from "../../support/eventually.ts";
import { type FirefoxDesktop, openFirefoxDesktop } from "../../support/firefox/firefox-desktop.ts";
import { makeImageFile } from "../../support/image-files.ts";
import { inboxSha256, receivedRecord } from "../../support/inbox-of.ts";
import { htmlPage, imageReply, openTestSite, type TestSite } from "../../support/test-site.ts";

let companion: CompanionProcess;
let site: TestSite;
let desktop: FirefoxDesktop;
beforeAll(async () => {
  [companion, site] = await Promise.all([openCompanion(), openTestSite()]);
  desktop = await openFirefoxDesktop();
  await desktop.pair(companion.pairUrl);
});
afterAll(async () => {
  await desktop?.close();
  await site?.close();
  await companion?.close();
});

describe("in Firefox", () => {
  it("the companion knows the browser by its name, and learns its Origin at pairing", async () => {
    const { objects } = await pagewire(companion.home, ["clients"]);
    expect(objects).toMatchObject([{ name: "Firefox on Linux", kind: "browser" }]);
    await eventually("it to be connected", async () =>
      (await pagewire(companion.home, ["clients"])).objects.every(({ connected }) => connected === true),
    );
  });

  it("a right-click on an image puts the page's own bytes into the folder, with their source", async () => {
    const file = await makeImageFile("webp", { name: "seen.webp" });
    site.route("/seen.webp", imageReply(file));
    site.route("/", htmlPage(`<img id="x" src="/seen.webp" alt="Noise" width="300" height="200">`));
    const page = await desktop.newTab();
    await page.goto(site.url("pics.test"));
    await desktop.rightClick(page, "#x");
    expect(await receivedRecord(companion, file.name)).toMatchObject({
      sha256: file.sha256,
      type: "image/webp",
      fidelity: "original",
      how: "page-copy",
      sources: [{ url: site.url("pics.test", "/seen.webp"), pageUrl: site.url("pics.test"), alt: "Noise" }],
    });
    expect(await inboxSha256(companion, file.name)).toBe(file.sha256);
    expect(site.requestsFor("/seen.webp")).toHaveLength(1);
    await page.close();
  });

  it("a link's file is asked for once its site is allowed, in our own words first", async () => {
    const file = await makeImageFile("png", { name: "linked.png" });
    site.route("/linked.png", imageReply(file));
    site.route("/", htmlPage(`<a id="x" href="/linked.png">the picture</a>`));
    const page = await desktop.newTab();
    await page.goto(site.url("links.test"));
    await desktop.rightClick(page, "#x");
    const question = await desktop.openedPage("/ask.html?item=");
    await question.toSay("body", "Only links.test");
    // The second answer: this site alone.
    await desktop.click(question, "button:nth-of-type(2)");
    await desktop.allow();
    expect(await receivedRecord(companion, file.name)).toMatchObject({ sha256: file.sha256, how: "request" });
    expect(site.requestsFor("/linked.png")).toHaveLength(1);
    await page.close();
  });

  it("a file that is sent to the browser stands in the popup", async () => {
    const { bytes } = await makeImageFile("png", { name: "plot.png" });
    const file = path.join(companion.home, "plot.png");
    await writeFile(file, bytes);
    const sent = await pagewire(companion.home, ["send", file, "--wait"]);
    expect(sent.objects.at(-1)).toMatchObject({ name: "plot.png", state: "stored" });
    const popup = await desktop.openPopup();
    await popup.toSay("[role=tabpanel]", "plot.png");
    await popup.toSay("[role=status]", "Connected");
    await eventually("its thumbnail", () =>
      popup.evaluate(() => [...document.images].some(({ naturalWidth }) => naturalWidth > 0)),
    );
    await popup.evaluate(() => window.close());
  });

  it("the button in the popup opens the prices in the sidebar, live", async () => {
    const popup = await desktop.openPopup();
    await popup.toSay("[role=status]", "Connected");
    await desktop.click(popup, "footer button.prices");
    const panel = await desktop.sidebar();
    await panel.toSay("body", "SIMULATED");
    const price = (): Promise<string | undefined> => panel.textOf('[aria-label="Last price"]');
    const first = await eventually(
      "a price",
      async () => /\d/.test((await price()) ?? "") && (await price()),
    );
    expect(await eventually("another one", async () => (await price()) !== first)).toBe(true);
    await eventually("the chart", () => panel.evaluate(() => document.querySelectorAll("canvas").length > 0));
  });

  it("nothing of the extension has complained", async () => {
    expect(await desktop.complaints()).toEqual([]);
  });
});
