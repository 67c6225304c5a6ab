/** A desktop on whose pages, badge and notifications it is read what Pagewire tells. */

import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import type { CompanionProcess } from "./companion-process.ts";
import type { Desktop } from "./desktop.ts";
import { makeImageFile } from "./image-files.ts";
import { openRelayedDesktop, type RelayedDesktop } from "./paired-desktop.ts";
import { pseudoRandomBuffer } from "./pseudo-random.ts";
import { UNLIMITED } from "./slow-relay.ts";
import { htmlPage, imageReply, openTestSite, type TestSite } from "./test-site.ts";

/** Longer than a slow lane takes to show how far it is. */
export const LARGE_BYTES = 64_000_000;

/** What a test works with. */
export interface Told {
  readonly paired: RelayedDesktop;
  readonly companion: CompanionProcess;
  readonly desktop: Desktop;
  readonly site: TestSite;
  /** A page of any site, and one of the extension's own. */
  readonly page: Page;
  readonly own: Page;
}

export interface ToldStage {
  /** Hands a test what it works with, anew before each. */
  onEach(take: (told: Told) => void): void;
  badge(): Promise<string>;
  title(): Promise<string>;
  showImage(name: string, seed?: string): Promise<{ sha256: string }>;
  /** Shows a picture with something behind its end, so that it takes long and the browser itself holds its bytes. */
  showLarge(name: string): Promise<void>;
  /** As if somebody had opened both tabs of the popup. */
  lookAtLists(): Promise<void>;
  /** By the menu of the picture that is shown. */
  send(): Promise<void>;
}

/** Opens it for a file of tests, and closes it after them. */
export function toldStage(): ToldStage {
  let paired: RelayedDesktop;
  let site: TestSite;
  let page: Page;
  let own: Page;
  beforeAll(async () => {
    site = await openTestSite();
    paired = await openRelayedDesktop();
  });
  afterAll(async () => {
    await paired?.close();
    await site?.close();
  });
  beforeEach(async () => {
    own = await paired.desktop.openExtensionPage("options.html");
    page = await paired.desktop.context.newPage();
  });
  afterEach(async () => {
    paired.relay.limit(UNLIMITED);
    await own.evaluate(forgetWhatIsNew);
    await page.close();
    await own.close();
  });
  const show = async (name: string, image: Awaited<ReturnType<typeof makeImageFile>>): Promise<void> => {
    site.route(`/${name}`, imageReply(image));
    site.route("/", htmlPage(`<h1>Pictures</h1><img id="x" src="/${name}" width="120" height="80">`));
    await page.goto(site.url("pics.test"));
  };
  return {
    onEach: (take) =>
      beforeEach(() =>
        take({ paired, companion: paired.companion, desktop: paired.desktop, site, page, own }),
      ),
    badge: () => own.evaluate(() => chrome.action.getBadgeText({})),
    title: () => own.evaluate(() => chrome.action.getTitle({})),
    async showImage(name, seed = name) {
      const image = await makeImageFile("png", { seed, name });
      await show(name, image);
      return image;
    },
    async showLarge(name) {
      const picture = await makeImageFile("png", { seed: name, name });
      const bytes = Buffer.concat([picture.bytes, pseudoRandomBuffer(LARGE_BYTES - picture.bytes.length)]);
      await show(name, { ...picture, bytes });
    },
    lookAtLists: () => own.evaluate(forgetWhatIsNew),
    send: () => paired.desktop.rightClick(page, "#x"),
  };
}

/** Runs in the page. */
async function forgetWhatIsNew(): Promise<void> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open("pagewire");
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  for (const list of ["sends", "received"]) {
    await new Promise<void>((resolve) => {
      const transaction = db.transaction(list, "readwrite");
      const store = transaction.objectStore(list);
      const reading = store.getAll();
      reading.onsuccess = () => {
        for (const { unseen: _, ...item } of reading.result) store.put(item);
      };
      transaction.oncomplete = () => resolve();
    });
    new BroadcastChannel("pagewire-changes").postMessage(list);
  }
  db.close();
}
