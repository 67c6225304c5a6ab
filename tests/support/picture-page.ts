/** A page of many pictures of another site, each with bytes of its own that are served once only. */

import type { Page } from "playwright-core";
import type { Desktop } from "./desktop.ts";
import { eventually } from "./eventually.ts";
import { extensionUrl } from "./extension-views.ts";
import { type ImageFile, makeImageFile } from "./image-files.ts";
import { htmlPage, imageReply, type TestSite } from "./test-site.ts";

/** Noise of this size is 116 kB of JPEG: 300 of them are the page of 35 MB that was measured. */
const SIDES = { width: 420, height: 280 };
const MADE_TOGETHER = 8;

/** Makes the pictures and gives the site a page of them at `pics.test`. */
export async function routePicturePage(
  site: TestSite,
  count: number,
  { path = "/", sides = SIDES }: { readonly path?: string; readonly sides?: typeof SIDES } = {},
): Promise<ImageFile[]> {
  const files: ImageFile[] = [];
  const numbers = Array.from({ length: count }, (_, index) => index).values();
  const make = async (): Promise<void> => {
    for (const number of numbers) {
      const name = `p${String(number).padStart(4, "0")}.jpg`;
      files[number] = { ...(await makeImageFile("jpeg", { ...sides, seed: `${path}${name}` })), name };
    }
  };
  await Promise.all(Array.from({ length: MADE_TOGETHER }, make));
  for (const file of files)
    site.route(`img.test/${file.name}`, imageReply(file, { "cache-control": "no-store" }));
  const images = files.map(
    ({ name }, index) => `<img src="${site.url("img.test", `/${name}`)}" alt="Picture ${index}" width="140">`,
  );
  site.route(`pics.test${path}`, htmlPage(`<h1>Gallery</h1><p>${images.join("\n")}</p>`));
  return files;
}

/** Opens a page and waits until all it shows is there. */
export async function openPicturePage(desktop: Desktop, url: string): Promise<Page> {
  const page = await desktop.context.newPage();
  await page.goto(url);
  await eventually("the pictures", () =>
    page.evaluate(() => [...document.images].every((image) => image.complete && image.naturalWidth > 0)),
  );
  return page;
}

/** The number of the tab that shows a page of ours; its site must be permitted. */
export async function tabOf(desktop: Desktop, page: Page): Promise<number> {
  const own = await desktop.openExtensionPage("save.html");
  const id = await own.evaluate(async (url) => {
    const tabs = await chrome.tabs.query({});
    return tabs.findLast((tab) => tab.url === url)?.id;
  }, page.url());
  await own.close();
  if (id === undefined) throw new Error(`no tab shows ${page.url()}`);
  return id;
}

/** Opens the picker for a page, and waits until it has read all of it. */
export async function openPicker(desktop: Desktop, page: Page): Promise<Page> {
  const tab = await tabOf(desktop, page);
  const picker = await desktop.context.newPage();
  await picker.goto(extensionUrl(desktop.extensionId, `picker.html?tab=${tab}`));
  await pickerIsDone(picker);
  return picker;
}

/** Five hundred pictures on a slow machine. */
const READ_MS = 100_000;

/** Waits until it has read all that it shows. */
export async function pickerIsDone(picker: Page): Promise<void> {
  await picker
    .getByRole("status")
    .filter({ hasText: /found/ })
    .first()
    .waitFor({ state: "attached", timeout: READ_MS });
}
