import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { capture } from "../../../../entrypoints/background/capture/capture.ts";
import type { CaptureOptions } from "../../../../entrypoints/background/capture/capture-options.ts";
import type { ClickTarget } from "../../../../entrypoints/background/capture/sources/click.ts";
import { SendQueue } from "../../../../entrypoints/background/sending/send-queue.ts";
import { database, type SendItem } from "../../../../shared/extension/store/database.ts";
import { sendsIn } from "../../../../shared/extension/store/sends.ts";

/** What the browser lets the extension do, and what a page's script answers where one may run. */
interface Browser {
  allSites: boolean;
  /** The switch for pages of the computer's disk. */
  files: boolean;
}

let browser: Browser;
beforeEach(async () => {
  browser = { allSites: false, files: false };
  vi.stubGlobal("chrome", {
    storage: { local: { get: () => Promise.resolve({}) } },
    permissions: { contains: () => Promise.resolve(browser.allSites) },
    extension: { isAllowedFileSchemeAccess: () => Promise.resolve(browser.files) },
    scripting: { executeScript: () => Promise.reject(new Error("Cannot access contents of the page.")) },
    tabs: { get: () => Promise.reject(new Error("No tab.")) },
  });
  await (await database()).clear("sends");
});
afterEach(() => vi.unstubAllGlobals());

const asked: SendItem[] = [];
const options: CaptureOptions = {
  queue: new SendQueue({
    upcoming: () => [],
    isConnected: () => true,
    onWaiting: () => undefined,
    isLast: () => true,
  }),
  isConnected: () => true,
  handOver: () => undefined,
  onNoted: () => undefined,
  onPermissionNeeded: (item) => void asked.push(item),
};

interface Clicked extends ClickTarget {
  readonly pageUrl: string;
  readonly frameId?: number;
}

/** What is on the list after a click in a page that lets no script in, and how often the user was asked. */
async function clickOn({ pageUrl, frameId = 0, ...target }: Clicked) {
  asked.length = 0;
  const place = { tabId: 1, frameId };
  await capture({ target, place, pageUrl, title: "A page", isPrivate: false }, options);
  const [item] = await sendsIn("failed", "waiting", "fetching", "paused");
  return { item, asked: asked.length };
}

describe("a click in a page of the computer's own disk", () => {
  const DISK = "file:///home/me/album.html";
  const SWITCH = { state: "failed", said: { code: "capture.file-access" } };

  it.each<[string, ClickTarget]>([
    ["a picture", { kind: "image", url: "file:///home/me/boat.png" }],
    ["a picture that the page has made", { kind: "image", url: "blob:null/5a1c" }],
    ["a picture under the pointer", { kind: "page", url: undefined }],
    ["a link, which may hold a picture", { kind: "link", url: "https://a.test/" }],
    ["a film", { kind: "video", url: "file:///home/me/film.mp4" }],
  ])("names the switch that is off, and asks for no permission: on %s", async (_, target) => {
    for (const allSites of [false, true]) {
      browser.allSites = allSites;
      await (await database()).clear("sends");
      const { item, asked } = await clickOn({ ...target, pageUrl: DISK });
      expect(item).toMatchObject(SWITCH);
      expect(item?.needsOrigin).toBeUndefined();
      expect(asked).toBe(0);
    }
  });

  it("asks for nothing that does not help, where the switch is on and the page lets no script in all the same", async () => {
    browser.files = true;
    const { item, asked } = await clickOn({ kind: "image", url: "file:///home/me/boat.png", pageUrl: DISK });
    expect(item).toMatchObject({ state: "failed", said: { code: "capture.only-page" } });
    expect(asked).toBe(0);
  });
});
