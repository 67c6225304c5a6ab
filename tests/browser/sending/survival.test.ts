import { readdir, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { pagewire } from "../../support/companion-process.ts";
import { eventually, LONG } from "../../support/eventually.ts";
import { makeImageFile } from "../../support/image-files.ts";
import { inboxNames, inboxSha256, receivedRecord } from "../../support/inbox-of.ts";
import { openRelayedDesktop, type RelayedDesktop } from "../../support/paired-desktop.ts";
import { isWhole, type ListName, showList } from "../../support/popup.ts";
import { pseudoRandomBytes, pseudoRandomSha256, writePseudoRandomFile } from "../../support/pseudo-random.ts";
import { receivedSha256 } from "../../support/received-in.ts";
import { UNLIMITED } from "../../support/slow-relay.ts";
import { htmlPage, imageReply, openTestSite, type TestSite } from "../../support/test-site.ts";

const FILE_BYTES = 100_000_000;
/** Bytes a second that leave a busy machine the time to act in the middle of the file. */
const SLOW = 10_000_000;
/** The browser's alarm comes every 30 s; a transfer follows it. */
const AFTER_ALARM = { timeoutMs: 75_000 };

let paired: RelayedDesktop;
let site: TestSite;
let page: Page;
beforeEach(async () => {
  site = await openTestSite();
  site.route("/big.bin", () => ({
    headers: { "content-type": "application/octet-stream", "content-length": FILE_BYTES },
    body: pseudoRandomBytes(FILE_BYTES, "big"),
  }));
  site.route("/", htmlPage(`<a id="big" href="/big.bin">big</a><p><img id="small" src="/small.png">`));
  site.route("/small.png", imageReply(await makeImageFile("png", { name: "small.png" })));
  paired = await openRelayedDesktop();
  page = await paired.desktop.context.newPage();
  await page.goto(site.url("pics.test"));
});
afterEach(async () => {
  await paired?.close();
  await site?.close();
});

const staging = (): string => path.join(paired.companion.home, ".state/staging");

/** Waits until part of the large file is staged. */
async function underWay(): Promise<void> {
  await eventually(
    "the transfer to be under way",
    async () => {
      for (const part of await readdir(staging())) {
        const { size } = await stat(path.join(staging(), part));
        if (size >= 12 * 1024 * 1024 && size < FILE_BYTES) return true;
      }
      return false;
    },
    { ...LONG, intervalMs: 5 },
  );
}

/** The whole file, and how often its site was asked for it: a browser that was ended has to read it again. */
async function expectBigFile(requests: number, wait = LONG): Promise<void> {
  const sha256 = await pseudoRandomSha256(FILE_BYTES, "big");
  expect(await receivedRecord(paired.companion, "big.bin", wait)).toMatchObject({
    sha256,
    bytes: FILE_BYTES,
  });
  expect(await inboxSha256(paired.companion, "big.bin")).toBe(sha256);
  expect(await inboxNames(paired.companion)).toEqual(["big.bin"]);
  expect(site.requestsFor("/big.bin")).toHaveLength(requests);
}

describe("an image sent while the companion is not running", () => {
  it("is queued, the popup says so, and it goes when the companion is back", async () => {
    await paired.companion.stop();
    await paired.desktop.rightClick(page, "#small");
    const popup = await paired.desktop.openPopup();
    const status = popup.getByRole("status");
    await eventually("Not running", async () => (await status.textContent()) === "Not running");
    const entry = (await showList(popup, "Sent")).getByRole("listitem");
    await eventually("the entry to wait", async () =>
      (await entry.textContent())?.includes("Waiting for the computer"),
    );
    expect(await popup.locator("body").textContent()).toContain("pagewire start");
    await paired.companion.restart();
    await eventually("Connected", async () => (await status.textContent()) === "Connected", LONG);
    expect(await receivedRecord(paired.companion, "small.png", AFTER_ALARM)).toMatchObject({
      type: "image/png",
    });
    await eventually("the entry to be done", async () =>
      (await entry.textContent())?.includes("On your computer"),
    );
    await popup.close();
  });
});

describe("a transfer to the computer", () => {
  it("goes on from its offset after the companion was killed in the middle", async () => {
    paired.relay.limit(SLOW);
    await paired.desktop.rightClick(page, "#big");
    await underWay();
    await paired.companion.kill();
    expect(await inboxNames(paired.companion)).toEqual([]);
    paired.relay.limit(UNLIMITED);
    await paired.companion.restart();
    await expectBigFile(1, AFTER_ALARM);
  });

  it("goes on after the browser stopped the service worker in the middle, by itself", async () => {
    paired.relay.limit(SLOW);
    await paired.desktop.rightClick(page, "#big");
    await underWay();
    await paired.desktop.stopServiceWorker();
    expect(await inboxNames(paired.companion)).toEqual([]);
    paired.relay.limit(UNLIMITED);
    await expectBigFile(2, AFTER_ALARM);
  });

  it("goes on after the whole browser was killed in the middle and opened again, once its site may be read", async () => {
    paired.relay.limit(SLOW);
    await paired.desktop.rightClick(page, "#big");
    await underWay();
    await paired.desktop.kill();
    paired.relay.limit(UNLIMITED);
    await paired.desktop.reopen();
    // The click's permission went with the browser: what is not here yet can only be had after another one.
    const { desktop } = paired;
    const allowButton = (popup: Page): Locator =>
      popup.getByRole("button", { name: /(?:Allow|Retry) big.bin/ });
    const popup = await desktop.openPopup();
    await showList(popup, "Sent");
    await eventually("the button", async () => (await allowButton(popup).count()) > 0, LONG);
    await desktop.click(popup, allowButton(popup));
    await desktop.acceptPermissionPrompt();
    // The browser closes the popup for its own question: the grant is there, the retry is one more click.
    // On a busy machine it has taken the answer for none: then it asks again.
    await eventually(
      "the file on its way",
      async () => {
        if (await desktop.permissionPromptIsOpen()) await desktop.acceptPermissionPrompt();
        // Asked for once when it began, and once when nobody had allowed it.
        if (site.requestsFor("/big.bin").length > 2) return true;
        const again = await desktop.openPopup();
        await showList(again, "Sent");
        if ((await allowButton(again).count()) > 0) await desktop.click(again, allowButton(again));
        await again.close().catch(() => undefined);
        return false;
      },
      { ...LONG, intervalMs: 1_000 },
    );
    await expectBigFile(3, LONG);
  });
});

describe("a transfer to the browser", () => {
  it("goes on after the companion was killed in the middle, and after the service worker was stopped", async () => {
    const file = path.join(paired.companion.home, "down.bin");
    const sha256 = await writePseudoRandomFile(file, FILE_BYTES, "down");
    paired.relay.limit(SLOW);
    const { objects } = await pagewire(paired.companion.home, ["send", file]);
    const id = String(objects[0]?.id);
    const popup = await paired.desktop.openExtensionPage("popup.html");
    const entry = (await showList(popup, "Received")).getByRole("listitem");
    const progress = async (): Promise<number> =>
      Number(await entry.getByRole("progressbar").getAttribute("value", { timeout: 1_000 }));
    await eventually("it to be under way", async () => (await progress()) > 8_000_000, {
      ...LONG,
      intervalMs: 5,
    });
    await paired.companion.kill();
    const before = await progress();
    expect(before).toBeLessThan(FILE_BYTES);
    await paired.companion.restart();
    await eventually("it to go on", async () => (await progress()) > before, {
      ...AFTER_ALARM,
      intervalMs: 5,
    });
    await paired.desktop.stopServiceWorker();
    paired.relay.limit(UNLIMITED);
    await eventually("the whole file", () => isWhole(entry), AFTER_ALARM);
    expect(await receivedSha256(popup, id)).toBe(sha256);
    await popup.close();
  });
});

describe("the lists", () => {
  it("are intact after the browser was closed and opened", async () => {
    await paired.desktop.rightClick(page, "#small");
    await receivedRecord(paired.companion, "small.png");
    await writeFile(path.join(paired.companion.home, "note.txt"), "note");
    await pagewire(paired.companion.home, ["send", path.join(paired.companion.home, "note.txt"), "--wait"]);
    await paired.desktop.quit();
    await paired.desktop.reopen();
    const popup = await paired.desktop.openPopup();
    await eventually(
      "Connected",
      async () => (await popup.getByRole("status").textContent()) === "Connected",
      LONG,
    );
    const listed = async (name: ListName): Promise<string> => {
      const list = await showList(popup, name);
      return await eventually(name, async () => (await list.textContent()) || undefined);
    };
    expect(await listed("Sent")).toContain("small.pngOn your computer");
    expect(await listed("Received")).toContain("note.txtTXT · 4 B");
    await popup.close();
  });
});
