import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { capture, captureAgain } from "../../../../entrypoints/background/capture/capture.ts";
import type { CaptureOptions } from "../../../../entrypoints/background/capture/capture-options.ts";
import type { ClickTarget } from "../../../../entrypoints/background/capture/sources/click.ts";
import { SendQueue } from "../../../../entrypoints/background/sending/send-queue.ts";
import type { Found } from "../../../../shared/extension/page-words.ts";
import { database, type SendItem } from "../../../../shared/extension/store/database.ts";
import { refetchSend, sendsIn } from "../../../../shared/extension/store/sends.ts";
import { PAGE_PICTURE } from "../../../support/page-picture.ts";

/** What the browser lets the extension do, and what a page's script answers where one may run. */
interface Browser {
  allSites: boolean;
  /** The switch for pages of the computer's disk. */
  files: boolean;
  /** No script may run there without. */
  answer?: Found;
  /** How many tries a page's process refuses that has not heard of the click yet. */
  refusals?: number;
}

let browser: Browser;
let tries: number;
beforeEach(async () => {
  tries = 0;
  browser = { allSites: false, files: false };
  vi.stubGlobal("chrome", {
    storage: { local: { get: () => Promise.resolve({}) } },
    permissions: { contains: () => Promise.resolve(browser.allSites) },
    extension: { isAllowedFileSchemeAccess: () => Promise.resolve(browser.files) },
    scripting: {
      executeScript: () =>
        browser.answer && (browser.refusals ?? 0) <= tries++
          ? Promise.resolve([{ frameId: 3, documentId: "D" }])
          : Promise.reject(new Error("Cannot access contents of the page.")),
    },
    tabs: { sendMessage: () => Promise.resolve(browser.answer) },
    i18n: { getMessage: () => "" },
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

describe("a click inside a link in a frame of another site, which lets no script in", () => {
  const LINK = { kind: "link", url: "https://a.test/story", pageUrl: "https://a.test/", frameId: 3 } as const;
  const picture = { ...PAGE_PICTURE, isOwn: true };
  const read = { blob: new Blob(["boat"], { type: "image/png" }) };

  async function again(isDeclined = false) {
    const [item] = await sendsIn("failed");
    await refetchSend(item?.id ?? "");
    if (item) await captureAgain(item, options, { isDeclined });
    return (await sendsIn("failed", "waiting"))[0];
  }

  it("asks for the permission that lets it in, also where the link's own page could be read at once", async () => {
    const { item, asked } = await clickOn(LINK);
    expect(item).toMatchObject({ state: "failed", isUndecided: true, said: { code: "capture.asks" } });
    expect(asked).toBe(1);
  });

  it("takes the picture once it is given, and never the link's page", async () => {
    await clickOn(LINK);
    browser.allSites = true;
    browser.answer = { found: "picture", picture, how: "page-copy", read };
    expect(await again()).toMatchObject({ state: "waiting", url: picture.url, how: "page-copy" });
  });

  it("takes the link's file where its page then says that this was meant", async () => {
    await clickOn(LINK);
    browser.allSites = true;
    browser.answer = { found: "link" };
    expect(await again()).toMatchObject({ state: "waiting", url: LINK.url, how: "request", expects: "any" });
  });

  it("takes nothing where the answer is no, and says what would help", async () => {
    await clickOn(LINK);
    const needsOrigin = "*://*/*";
    const said = { code: "capture.page-silent" };
    expect(await again(true)).toMatchObject({ state: "failed", isUndecided: true, said, needsOrigin });
  });

  it("takes the link's file in a page of the browser's own, of which no permission tells more", async () => {
    browser.allSites = true;
    const { item } = await clickOn({ ...LINK, frameId: 0 });
    expect(item).toMatchObject({ state: "waiting", url: LINK.url, how: "request" });
  });
});

it("is of what its page shows also where that hears of the click a moment later", async () => {
  const picture = { ...PAGE_PICTURE, url: "https://a.test/x.png", isOwn: true };
  const read = { blob: new Blob(["boat"], { type: "image/png" }) };
  browser.answer = { found: "picture", picture, how: "page-copy", read };
  browser.refusals = 1;
  const { item } = await clickOn({ kind: "image", url: picture.url, pageUrl: "https://a.test/" });
  expect(item).toMatchObject({ state: "waiting", how: "page-copy" });
});
