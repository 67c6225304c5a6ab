import { afterAll, beforeAll, expect, it } from "vitest";
import { pagewire } from "../../support/companion-process.ts";
import { eventually } from "../../support/eventually.ts";
import type { ImageFile } from "../../support/image-files.ts";
import { openPairedDesktop, type PairedDesktop } from "../../support/paired-desktop.ts";
import { openPicker, openPicturePage, routePicturePage } from "../../support/picture-page.ts";
import { allowEverySite } from "../../support/site-rights.ts";
import { openTestSite, type TestSite } from "../../support/test-site.ts";

const COUNT = 500;
const LONG = { timeoutMs: 240_000 };
/** By then so many have come, and the rest is on its way. */
const KILLS = [60, 150, 250, 350];

let site: TestSite;
let paired: PairedDesktop;
let files: ImageFile[];
beforeAll(async () => {
  site = await openTestSite();
  files = await routePicturePage(site, COUNT);
  paired = await openPairedDesktop();
  await allowEverySite(paired.desktop);
});
afterAll(async () => {
  await paired?.close();
  await site?.close();
});

it("sends 500 pictures, each once, while the companion is killed twice, the worker stopped twice and the picker closed", async () => {
  const { desktop, companion } = paired;
  const page = await openPicturePage(desktop, site.url("pics.test"));
  const scrolled = await page.evaluate(() => scrollY);
  const picker = await openPicker(desktop, page);
  await picker.bringToFront();
  await picker.getByRole("button", { name: "Choose all", exact: true }).click();
  await picker.getByRole("button", { name: `Send ${COUNT}` }).click();
  const arrived = async (): Promise<number> => (await pagewire(companion.home, ["inbox"])).objects.length;
  for (const [index, count] of KILLS.entries()) {
    await eventually(`${count} pictures`, async () => (await arrived()) >= count, LONG);
    if (index % 2 === 0) {
      await companion.kill();
      await companion.restart();
    } else await desktop.stopServiceWorker();
    // Once all is noted the rest comes without the page that it was chosen on.
    if (index === 0) {
      await eventually("all to be noted", async () => (await picker.evaluate(countNoted)) >= COUNT, LONG);
      await picker.close();
    }
    // A worker that was stopped begins again at its alarm; a popup that is opened makes it do so at once.
    if (index % 2 === 1) await (await desktop.openExtensionPage("popup.html")).close();
  }
  await eventually("all of them", async () => (await arrived()) >= COUNT, LONG);
  // Nothing is left that could come a second time.
  const own = await desktop.openExtensionPage("popup.html");
  await eventually("an empty queue", () => own.evaluate(isQueueEmpty), LONG);
  const { objects } = await pagewire(companion.home, ["inbox"]);
  expect(objects.map(({ sha256 }) => sha256).sort()).toEqual(files.map(({ sha256 }) => sha256).sort());
  expect(new Set(objects.map(({ path }) => path)).size).toBe(COUNT);
  expect(objects.every(({ fidelity }) => fidelity === "original")).toBe(true);
  expect(await page.evaluate(() => scrollY)).toBe(scrolled);
});

/** Whether all that is in the extension's queue has gone. */
async function isQueueEmpty(): Promise<boolean> {
  const opening = indexedDB.open("pagewire");
  const db = await new Promise<IDBDatabase>((resolve) => {
    opening.onsuccess = () => resolve(opening.result);
  });
  const reading = db.transaction("sends").objectStore("sends").getAll();
  const items = await new Promise<{ state: string }[]>((resolve) => {
    reading.onsuccess = () => resolve(reading.result);
  });
  db.close();
  return items.every(({ state }) => state === "done");
}

/** How many there are in the extension's queue, those that have gone with them. */
async function countNoted(): Promise<number> {
  const opening = indexedDB.open("pagewire");
  const db = await new Promise<IDBDatabase>((resolve) => {
    opening.onsuccess = () => resolve(opening.result);
  });
  const counting = db.transaction("sends").objectStore("sends").count();
  const count = await new Promise<number>((resolve) => {
    counting.onsuccess = () => resolve(counting.result);
  });
  db.close();
  return count;
}
