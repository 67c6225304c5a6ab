import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pagewire } from "../../support/companion-process.ts";
import { eventually } from "../../support/eventually.ts";
import { type HostileFile, hostileFiles } from "../../support/hostile-files.ts";
import { openPairedDesktop, type PairedDesktop } from "../../support/paired-desktop.ts";
import { openTestSite, type TestSite } from "../../support/test-site.ts";

/** The names come before there is a site to report to. */
const NAMES = hostileFiles("").map(({ name }) => name);

let paired: PairedDesktop;
let site: TestSite;
let folder: string;
let files: readonly HostileFile[];
let popup: Page;
beforeAll(async () => {
  site = await openTestSite();
  folder = await mkdtemp(path.join(tmpdir(), "pagewire-hostile-"));
  paired = await openPairedDesktop();
  files = hostileFiles(site.url("report.test", "/ran"));
  const paths = files.map(({ name }) => path.join(folder, name));
  await Promise.all(files.map(({ bytes }, index) => writeFile(paths[index] ?? "", bytes)));
  await pagewire(paired.companion.home, ["send", ...paths, "--wait"]);
  popup = await paired.desktop.openExtensionPage("popup.html");
  await eventually("all files", async () => (await buttons(/^Open /).count()) === files.length);
});
afterAll(async () => {
  await paired?.close();
  await site?.close();
  if (folder) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
});

const buttons = (name: RegExp | string) =>
  popup.getByRole("list", { name: "Received" }).getByRole("button", { name, exact: true });

/** Whether anything has run or been loaded, here or at the site it would have reported to. */
async function traces(page: Page): Promise<object> {
  const here = await page.evaluate(() => ({ ran: "ran" in globalThis, title: document.title === "ran" }));
  return { ...here, requests: site.requests.map(({ host, path: asked }) => host + asked) };
}
const NONE = { ran: false, title: false, requests: [] };

describe("a received file that would run", () => {
  it.each(NAMES)("does not when it is opened from the popup, nor in its list: %s", async (name) => {
    const view = await openedFromPopup(name);
    const stage = view.locator(".stage > *");
    await eventually("it to be shown", async () => (await stage.count()) === 1);
    expect(new URL(view.url()).pathname).toBe("/view.html");
    // Once more than enough for a script, a refresh or a frame: each of them comes before the load event.
    await view.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    expect(await traces(view)).toEqual(NONE);
    expect(await traces(popup)).toEqual(NONE);
    // A PDF, and nothing else, is in the browser's own viewer.
    const frames = await view.locator("iframe, embed, object, script:not([src])").count();
    expect(frames).toBe(name.endsWith(".pdf") ? 1 : 0);
    await view.close();
  });

  it.each(["drawing.svg", "picture.gif"])(
    "is pixels when its picture is opened by itself in a new tab: %s",
    async (name) => {
      const view = await openedFromPopup(name);
      await view.locator(".stage img").waitFor();
      await paired.desktop.openContextMenu(view, ".stage img");
      const alone = paired.desktop.context.waitForEvent("page");
      // "Open image in new tab" is the first of an image's items.
      await paired.desktop.hand.keys("Down", "Return");
      const picture = await alone;
      await eventually("the picture", () => picture.url().startsWith("blob:"));
      await picture.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
      expect(await picture.evaluate(() => document.contentType)).toMatch(/^image\/(?:png|gif)$/);
      expect(await traces(picture)).toEqual(NONE);
      await picture.close();
      await view.close();
    },
  );

  it.each(["page.html", "drawing.svg"])("is saved as it is and as nothing that runs: %s", async (name) => {
    await popup.bringToFront();
    const handed = await popup.evaluate(
      (label) =>
        new Promise<{ type: string; name: string; text: string }>((resolve) => {
          // What is handed to the browser's own download is looked at; the download itself is not ours.
          HTMLAnchorElement.prototype.click = function click() {
            void fetch(this.href).then(async (response) => {
              const { type } = await response.clone().blob();
              resolve({ type, name: this.download, text: await response.text() });
            });
          };
          document.querySelector<HTMLButtonElement>(`[aria-label="Save ${label}"]`)?.click();
        }),
      name,
    );
    const file = files.find((candidate) => candidate.name === name);
    expect(handed).toEqual({ type: "application/octet-stream", name, text: file?.bytes.toString() });
    expect(await traces(popup)).toEqual(NONE);
  });
});

/** Presses a file's Open in the popup. */
async function openedFromPopup(name: string): Promise<Page> {
  await popup.bringToFront();
  const opened = paired.desktop.context.waitForEvent("page");
  await buttons(`Open ${name}`).click();
  return await opened;
}
