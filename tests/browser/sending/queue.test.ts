import { createHash } from "node:crypto";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type CompanionProcess, pagewire } from "../../support/companion-process.ts";
import type { Desktop } from "../../support/desktop.ts";
import { eventually, LONG } from "../../support/eventually.ts";
import { makeImageFile } from "../../support/image-files.ts";
import { inboxNames, inboxSha256, receivedRecord } from "../../support/inbox-of.ts";
import { openRelayedDesktop, type RelayedDesktop } from "../../support/paired-desktop.ts";
import { chooseFromMenu, isWhole, showList } from "../../support/popup.ts";
import {
  pseudoRandomBuffer,
  pseudoRandomBytes,
  pseudoRandomSha256,
  writePseudoRandomFile,
} from "../../support/pseudo-random.ts";
import { receivedSha256 } from "../../support/received-in.ts";
import { type SlowRelay, UNLIMITED } from "../../support/slow-relay.ts";
import { htmlPage, imageReply, openTestSite, type TestSite } from "../../support/test-site.ts";
import { keptBlobs, seedFinished } from "./queue-database.ts";

const LARGE_BYTES = 64_000_000;
/** Slow enough to act in the middle of a large file on a busy machine: all of it takes half a minute. */
const SLOW = 2_000_000;

let paired: RelayedDesktop;
let companion: CompanionProcess;
let relay: SlowRelay;
let site: TestSite;
let desktop: Desktop;
let page: Page;
let popup: Page;
beforeAll(async () => {
  site = await openTestSite();
  paired = await openRelayedDesktop();
  ({ companion, relay, desktop } = paired);
});
afterAll(async () => {
  await paired?.close();
  await site?.close();
});
beforeEach(async () => {
  relay.limit(SLOW);
  page = await desktop.context.newPage();
  popup = await desktop.openExtensionPage("popup.html");
  await showList(popup, "Sent");
});
afterEach(async () => {
  await popup.close();
  await page.close();
});

async function showLarge(...names: string[]): Promise<void> {
  for (const name of names) {
    site.route(`/${name}`, () => ({
      headers: { "content-type": "application/octet-stream", "content-length": LARGE_BYTES },
      body: pseudoRandomBytes(LARGE_BYTES, name),
    }));
  }
  const links = names.map((name) => `<p><a id="${name.replace(".", "-")}" href="/${name}">${name}</a></p>`);
  site.route("/", htmlPage(`${links.join("")}<img id="small" src="/small.png" width="120" height="80">`));
  await page.goto(site.url("pics.test"));
}

const send = (id: string): Promise<void> => desktop.rightClick(page, `#${id}`);
const sent = (name: string): Locator =>
  popup.getByRole("list", { name: "Sent" }).getByRole("listitem").filter({ hasText: name });
const received = (name: string): Locator =>
  popup.getByRole("list", { name: "Received" }).getByRole("listitem").filter({ hasText: name });

/** Waits until the text of an entry matches, and returns it. */
function says(entry: Locator, words: RegExp): Promise<string> {
  return eventually(
    `the entry to say ${words}`,
    async () => {
      const text = (await entry.textContent({ timeout: 1_000 })) ?? "";
      return words.test(text) && text;
    },
    LONG,
  );
}

/** Presses a button of the popup with the real mouse; a tab behind another one draws nothing to be pressed. */
async function press(button: Locator): Promise<void> {
  await popup.bringToFront();
  await desktop.click(popup, button);
}

const acknowledged = async (entry: Locator): Promise<number> =>
  Number(await entry.getByRole("progressbar").getAttribute("value", { timeout: 1_000 }));

const badgeText = (): Promise<string> => popup.evaluate(() => chrome.action.getBadgeText({}));

async function stagedBytes(): Promise<number[]> {
  const staging = path.join(companion.home, ".state/staging");
  const parts = (await readdir(staging)).map((name) => stat(path.join(staging, name)));
  return (await Promise.all(parts)).map(({ size }) => size);
}

describe("a large file on its way to the computer", () => {
  it("shows its progress, is paused in the middle, stays so over a restart, and goes on where it was", async () => {
    // A picture with something behind its end: it is got whole first, so that the browser itself holds the bytes.
    const picture = await makeImageFile("png", { name: "paused.png" });
    const bytes = Buffer.concat([picture.bytes, pseudoRandomBuffer(LARGE_BYTES - picture.bytes.length)]);
    site.route("/paused.png", imageReply({ ...picture, bytes }));
    site.route("/", htmlPage(`<img id="x" src="/paused.png" width="120" height="80">`));
    await page.goto(site.url("pics.test"));
    await send("x");
    await says(sent("paused.png"), /Sending · [\d.]+ MB of 64 MB · [\d.]+ [kM]B\/s · \d+ sec left/);
    await eventually("percent on the badge", async () => /^\d+%$/.test(await badgeText()), LONG);
    await press(sent("paused.png").getByRole("button", { name: "Pause paused.png" }));
    await says(sent("paused.png"), /Paused · [\d.]+ MB of 64 MB/);
    await eventually("its lane to be closed", () => relay.lanes === 0, LONG);
    const before = await acknowledged(sent("paused.png"));
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(LARGE_BYTES);
    await eventually("the badge to say so", async () => (await badgeText()) === "II");
    expect(await inboxNames(companion)).toEqual([]);
    const asked = site.requestsFor("/paused.png").length;
    await desktop.quit();
    // What came in front of the pause has been written by now.
    const [staged = 0] = await stagedBytes();
    await desktop.reopen();
    page = await desktop.context.newPage();
    popup = await desktop.openExtensionPage("popup.html");
    await showList(popup, "Sent");
    await eventually(
      "Connected",
      async () => (await popup.getByRole("status").textContent()) === "Connected",
      LONG,
    );
    await says(sent("paused.png"), /Paused · [\d.]+ MB of 64 MB/);
    expect([await stagedBytes(), relay.lanes]).toEqual([[staged], 0]);

    await press(sent("paused.png").getByRole("button", { name: "Resume paused.png" }));
    await says(sent("paused.png"), /Sending/);
    expect(await acknowledged(sent("paused.png"))).toBeGreaterThanOrEqual(before);
    relay.limit(UNLIMITED);
    expect(await receivedRecord(companion, "paused.png", LONG)).toMatchObject({
      sha256: createHash("sha256").update(bytes).digest("hex"),
    });
    expect(site.requestsFor("/paused.png")).toHaveLength(asked);
    await says(sent("paused.png"), /On your computer/);
  });

  it("is canceled in the middle, and nothing of it is left in the browser or the inbox", async () => {
    const before = await inboxNames(companion);
    await showLarge("canceled.bin");
    await send("canceled-bin");
    await eventually("part of it", async () => (await acknowledged(sent("canceled.bin"))) > 0, LONG);
    await press(sent("canceled.bin").getByRole("button", { name: "Cancel canceled.bin" }));
    await eventually("it to be off the list", async () => (await sent("canceled.bin").count()) === 0);
    await eventually("its lane to be closed", () => relay.lanes === 0, LONG);
    expect(await keptBlobs(popup)).toBe(0);
    expect(await inboxNames(companion)).toEqual(before);
    await eventually("its part to go", async () => (await stagedBytes()).length === 0, LONG);
    await eventually("an empty badge", async () => (await badgeText()) === "");
  });
});

describe("a small image", () => {
  it("overtakes three large files, which are then paused and resumed all at once", async () => {
    const names = ["one.bin", "two.bin", "three.bin"];
    const image = await makeImageFile("png", { name: "small.png" });
    site.route("/small.png", imageReply(image));
    await showLarge(...names);
    for (const name of names) await send(name.replace(".", "-"));
    await says(sent("one.bin"), /Sending/);
    await says(sent("two.bin"), /Sending/);
    await says(sent("three.bin"), /Waiting its turn/);
    await send("small");
    expect(await receivedRecord(companion, "small.png", LONG)).toMatchObject({ sha256: image.sha256 });
    expect(await inboxNames(companion)).not.toEqual(expect.arrayContaining(["one.bin"]));
    for (const name of names) expect(await sent(name).textContent()).toMatch(/Sending|Waiting/);

    await press(popup.getByRole("button", { name: "Pause all" }));
    for (const name of names) await says(sent(name), /Paused/);
    relay.limit(UNLIMITED);
    await eventually("all lanes to be closed", () => relay.lanes === 0, LONG);
    await press(popup.getByRole("button", { name: "Resume all" }));
    for (const name of names) {
      await receivedRecord(companion, name, LONG);
      expect(await inboxSha256(companion, name)).toBe(await pseudoRandomSha256(LARGE_BYTES, name));
    }
  });
});

describe("files that failed", () => {
  it("are all tried again by one button", async () => {
    const names = ["late-1.png", "late-2.png"];
    const tags = names.map((name, index) => `<img id="i${index}" src="/${name}" width="90" height="60">`);
    for (const name of names) site.route(`/${name}`, { status: 503 });
    site.route("/", htmlPage(tags.join("")));
    await page.goto(site.url("pics.test"));
    for (const index of [0, 1]) await send(`i${index}`);
    for (const name of names) await says(sent(name), /answered 503/);
    await eventually("the badge to say so", async () => (await badgeText()) === "!");
    for (const name of names)
      site.route(`/${name}`, imageReply(await makeImageFile("png", { seed: name, name })));
    await press(popup.getByRole("button", { name: "Retry all" }));
    for (const name of names) {
      expect(await receivedRecord(companion, name, LONG)).toMatchObject({ type: "image/png" });
      await says(sent(name), /On your computer/);
    }
  });
});

describe("a list of many", () => {
  it("says how many there are, draws those that are looked at, and the others when they are scrolled to", async () => {
    await seedFinished(popup, 120);
    await popup.reload();
    await popup.bringToFront();
    const rows = (await showList(popup, "Sent")).getByRole("listitem");
    await eventually("the rows", async () => Number(await rows.first().getAttribute("aria-setsize")) >= 120);
    expect(await rows.count()).toBeLessThan(60);
    expect(await rows.first().textContent()).not.toContain("old-120.png");
    const seeded = rows.filter({ hasText: "old-120.png" });
    await eventually("a seeded one", async () =>
      (await seeded.textContent())?.includes("On your computer · exactly as on the page · "),
    );
    const oldest = rows.filter({ hasText: "old-1.png" });
    expect(await oldest.count()).toBe(0);
    await popup.keyboard.press("Tab");
    await rows.first().locator(".main").focus();
    await popup.keyboard.press("End");
    await eventually("the oldest", async () => (await oldest.count()) === 1 && (await oldest.isVisible()));
  });

  it("keeps the keyboard in the list when a row is removed", async () => {
    // From the top, wherever the list was scrolled to.
    await popup.reload();
    await popup.bringToFront();
    const rows = (await showList(popup, "Sent")).getByRole("listitem");
    await eventually("the rows", async () => (await rows.count()) >= 10);
    // By its name: what pressing the row does is said before it, as soon as the companion has told where the file lies.
    const second = String(await rows.nth(1).locator(".file-name").getAttribute("title"));
    await rows.nth(0).locator(".main").focus();
    await popup.keyboard.press("Delete");
    // The row goes when the list is next drawn: both must have come to rest.
    const isThere = await eventually(
      "the keyboard in the next row",
      async () =>
        (await popup.evaluate(() =>
          document.activeElement?.querySelector(".file-name")?.getAttribute("title"),
        )) === second && (await rows.first().locator(".file-name").getAttribute("title")) === second,
    );
    expect(isThere).toBe(true);
  });
});

describe("a large file on its way to the browser", () => {
  beforeEach(async () => {
    await showList(popup, "Received");
  });

  it("is paused and goes on where it was", async () => {
    const file = path.join(companion.home, "down.bin");
    const sha256 = await writePseudoRandomFile(file, LARGE_BYTES, "down");
    const { objects } = await pagewire(companion.home, ["send", file]);
    await eventually("part of it", async () => (await acknowledged(received("down.bin"))) > 0, LONG);
    await press(received("down.bin").getByRole("button", { name: "Pause down.bin" }));
    await says(received("down.bin"), /Paused/);
    await eventually("its lane to be closed", () => relay.lanes === 0, LONG);
    const before = await acknowledged(received("down.bin"));
    expect(before).toBeLessThan(LARGE_BYTES);
    await press(received("down.bin").getByRole("button", { name: "Resume down.bin" }));
    await received("down.bin").getByRole("button", { name: "Pause down.bin" }).waitFor();
    expect(await acknowledged(received("down.bin"))).toBeGreaterThanOrEqual(before);
    relay.limit(UNLIMITED);
    await eventually("all of it", () => isWhole(received("down.bin")), LONG);
    expect(await receivedSha256(popup, String(objects[0]?.id))).toBe(sha256);
  });

  it("stops at once when it is deleted, and does not come back with the companion", async () => {
    const file = path.join(companion.home, "unwanted.bin");
    await writePseudoRandomFile(file, LARGE_BYTES, "unwanted");
    await pagewire(companion.home, ["send", file]);
    await eventually("part of it", async () => (await acknowledged(received("unwanted.bin"))) > 0, LONG);
    await popup.bringToFront();
    await chooseFromMenu(desktop, popup, received("unwanted.bin"), /^Delete/);
    await eventually("its lane to be closed", () => relay.lanes === 0, LONG);
    await eventually("its row to go", async () => (await received("unwanted.bin").count()) === 0);
    await companion.stop();
    await companion.restart();
    relay.limit(UNLIMITED);
    await pagewire(companion.home, ["send", "-", "--name", "next.txt", "--wait"], "next");
    await says(received("next.txt"), /4 B/);
    expect(await received("unwanted.bin").count()).toBe(0);
  });
});
