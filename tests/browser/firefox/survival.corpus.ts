import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type CompanionProcess, openCompanion, pagewire } from "../../support/companion-process.ts";
import { eventually } from "../../support/eventually.ts";
import { type FirefoxDesktop, openFirefoxDesktop } from "../../support/firefox/firefox-desktop.ts";
import type { FirefoxPage } from "../../support/firefox/firefox-page.ts";
import { makeImageFile } from "../../support/image-files.ts";
import { inboxNames, inboxSha256, receivedRecord } from "../../support/inbox-of.ts";
import {
  pseudoRandomBuffer,
  pseudoRandomSha256,
  writePseudoRandomFile,
} from "../../support/pseudo-random.ts";
import { htmlPage, imageReply, openTestSite, slowly, type TestSite } from "../../support/test-site.ts";

/** One file a test: what one leaves is no other's beginning. */
const LARGE = ["event-page.bin", "companion.bin"];
const SMALL = ["by-click.png", "waiting.png"];
const FILE_BYTES = 24_000_000;
/** A file takes some seconds: there is a middle to act in. */
const PIECE = { bytes: 500_000, everyMs: 150 };
/** An alarm comes every 30 s; a transfer follows it. */
const AFTER_ALARM = { timeoutMs: 150_000 };
/** Twice as long as Firefox lets an event page live that calls nothing. */
const TWO_LIVES_MS = 65_000;

let companion: CompanionProcess;
let site: TestSite;
let desktop: FirefoxDesktop;
let page: FirefoxPage;
beforeAll(async () => {
  [companion, site] = await Promise.all([openCompanion(), openTestSite()]);
  for (const name of LARGE)
    site.route(`/${name}`, () => ({
      headers: { "content-type": "application/octet-stream", "content-length": FILE_BYTES },
      body: slowly(pseudoRandomBuffer(FILE_BYTES, name), PIECE.bytes, PIECE.everyMs),
    }));
  for (const name of SMALL)
    site.route(`/${name}`, imageReply(await makeImageFile("png", { name, seed: name })));
  const links = LARGE.map((name) => `<p><a id="${idOf(name)}" href="/${name}">${name}</a>`);
  const pictures = SMALL.map((name) => `<p><img id="${idOf(name)}" src="/${name}">`);
  site.route("/", htmlPage([...links, ...pictures].join("")));
  desktop = await openFirefoxDesktop();
  await desktop.pair(companion.pairUrl);
  // A link's file is read by the background, which a click does not let read any site.
  const settings = await desktop.openExtensionPage("options.html");
  await desktop.click(settings, "#sites button");
  await desktop.allow();
  await settings.toSay("#sites", "Every site is allowed");
  await settings.close();
});
beforeEach(async () => {
  await eventually("it to be connected", isConnected);
  page = await desktop.newTab();
  await page.goto(site.url("pics.test"));
});
afterAll(async () => {
  await desktop?.close();
  await site?.close();
  await companion?.close();
});

const idOf = (name: string): string => name.replace(/\W/g, "-");

/** Waits until part of the large file is on the computer. */
async function underWay(): Promise<void> {
  const staging = path.join(companion.home, ".state/staging");
  await eventually("the transfer to be under way", async () => {
    for (const part of await readdir(staging)) {
      const { size } = await stat(path.join(staging, part));
      if (size >= 4_000_000 && size < FILE_BYTES) return true;
    }
    return false;
  });
}

async function comesWhole(name: string): Promise<void> {
  const sha256 = await pseudoRandomSha256(FILE_BYTES, name);
  expect(await receivedRecord(companion, name, AFTER_ALARM)).toMatchObject({ sha256, bytes: FILE_BYTES });
  expect(await inboxSha256(companion, name)).toBe(sha256);
  // Once, and under no second name.
  const [stem = ""] = name.split(".");
  expect((await inboxNames(companion)).filter((one) => one.startsWith(stem))).toEqual([name]);
}

const isConnected = async (): Promise<boolean> =>
  (await pagewire(companion.home, ["clients"])).objects.some(({ connected }) => connected === true);

describe("the event page", () => {
  it("lives on while the companion is connected, although it is idle", async () => {
    const until = Date.now() + TWO_LIVES_MS;
    const hasLived = await eventually(
      "it to have lived twice as long as it could by itself",
      async () => {
        if (!(await desktop.backgroundRuns())) throw new Error("it has ended");
        return Date.now() >= until;
      },
      { timeoutMs: TWO_LIVES_MS + 30_000, intervalMs: 1_000 },
    );
    expect(hasLived).toBe(true);
    expect(await isConnected()).toBe(true);
  });

  it("is ended in the middle of a file to the computer: it goes on by itself", async () => {
    await desktop.rightClick(page, "#event-page-bin");
    await underWay();
    await desktop.stopBackground();
    expect(await inboxNames(companion)).not.toContain("event-page.bin");
    await comesWhole("event-page.bin");
  });

  it("is started by a click after it was ended", async () => {
    await desktop.stopBackground();
    await desktop.rightClick(page, "#by-click-png");
    expect(await receivedRecord(companion, "by-click.png", AFTER_ALARM)).toMatchObject({ type: "image/png" });
  });

  it("is ended, and a file that is sent to the browser comes all the same", async () => {
    await desktop.stopBackground();
    const file = path.join(companion.home, "down.bin");
    await writePseudoRandomFile(file, FILE_BYTES, "down");
    const sent = await pagewire(companion.home, ["send", file, "--wait"]);
    expect(sent.objects.at(-1)).toMatchObject({ name: "down.bin", state: "stored" });
  });
});

describe("the companion", () => {
  it("is killed in the middle of a file: it goes on from there", async () => {
    await desktop.rightClick(page, "#companion-bin");
    await underWay();
    await companion.kill();
    expect(await inboxNames(companion)).not.toContain("companion.bin");
    await companion.restart();
    await comesWhole("companion.bin");
  });
});

describe("the browser", () => {
  it("is killed with a picture that waits for the companion: it goes when both are back", async () => {
    await companion.stop();
    await desktop.rightClick(page, "#waiting-png");
    const popup = await desktop.openPopup();
    // A tab that has only just been drawn hears nothing yet.
    await eventually("the list of what was sent", () =>
      popup.evaluate(() => {
        const sent = document.querySelectorAll<HTMLElement>("[role=tab]")[1];
        sent?.click();
        return sent?.ariaSelected === "true";
      }),
    );
    await popup.toSay("[role=tabpanel]", "Waiting for the computer");
    await popup.toSay("[role=status]", "Not running");
    await desktop.kill();
    await companion.restart();
    await desktop.reopen();
    expect(await receivedRecord(companion, "waiting.png", AFTER_ALARM)).toMatchObject({
      type: "image/png",
      how: "page-copy",
    });
  });
});
