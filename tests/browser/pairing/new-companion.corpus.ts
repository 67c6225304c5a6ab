import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type CompanionOwner, openOwner } from "../../support/companion-owner.ts";
import { type CompanionProcess, openCompanion, pagewire } from "../../support/companion-process.ts";
import { type Desktop, openDesktop } from "../../support/desktop.ts";
import { eventually } from "../../support/eventually.ts";
import { EXTENSION_DIR } from "../../support/extension-build.ts";
import { makeImageFile } from "../../support/image-files.ts";
import { inboxNames } from "../../support/inbox-of.ts";
import { pressPair, resultPage, statusOf } from "../../support/paired-desktop.ts";
import { htmlPage, imageReply, openTestSite, type TestSite } from "../../support/test-site.ts";

/** The companion of another user of this computer, in a browser that has none. */
let stranger: CompanionProcess;
let owner: CompanionOwner;
let desktop: Desktop;
let site: TestSite;

beforeAll(async () => {
  [stranger, desktop, site] = await Promise.all([
    openCompanion(),
    openDesktop({ extensionDir: EXTENSION_DIR }),
    openTestSite(),
  ]);
  owner = await openOwner(stranger);
  const image = await makeImageFile("png", { seed: "queued", name: "queued.png" });
  site.route("/queued.png", imageReply(image));
  site.route("/", htmlPage('<img id="x" src="/queued.png" width="200" height="150">'));
});
afterAll(async () => {
  owner?.close();
  await desktop?.close();
  await stranger?.close();
  await site?.close();
});
/** What a test has opened. */
const pages: Page[] = [];
afterEach(async () => {
  for (const page of pages.splice(0)) await page.close().catch(() => undefined);
});

const textOf = async (page: Page): Promise<string> => (await page.locator("body").textContent()) ?? "";
const isPairingPage = (page: Page): boolean =>
  page.url().startsWith(`http://127.0.0.1:${stranger.port}/pair`);
const openPage = (name: string): Page | undefined =>
  desktop.context.pages().find((page) => page.url().endsWith(name));

/** Opens a page by hand. */
async function opened(url: string): Promise<Page> {
  const page = await desktop.context.newPage();
  pages.push(page);
  await page.goto(url);
  return page;
}

/** The page that asks before anything is paired: that it does, that the stranger has nobody, and its answer is no. */
async function isAskedFirst(page: Page, reason: string): Promise<void> {
  const confirm = await eventually("the question", async () => {
    const found = openPage("/confirm.html");
    return found && (await textOf(found)).includes(reason) && found;
  });
  expect(await textOf(confirm)).toContain(`127.0.0.1:${stranger.port}`);
  expect(await statusOf(page)).toContain("You are asked first");
  expect(await owner.clients()).toEqual([]);
  // The answer closes the page, at times before the click is over.
  await confirm
    .getByRole("button", { name: "Pair nothing" })
    .click()
    .catch((error: unknown) => {
      if (!confirm.isClosed()) throw error;
    });
  await eventually("the page to say so", async () => (await statusOf(page)).includes("Nothing was paired"));
  await eventually("the question to be gone", () => openPage("/confirm.html") === undefined);
  expect(await owner.clients()).toEqual([]);
}

describe("a pairing page that another page has led to asks first, in a page of ours", () => {
  const led: readonly (readonly [string, string])[] = [
    ["a link", '<a id="go" href="LINK">Cats</a>'],
    [
      "a link in a new tab that hides where it is",
      '<a id="go" target="_blank" rel="noreferrer" href="LINK">Cats</a>',
    ],
    ["a link in the same tab that hides where it is", '<a id="go" rel="noreferrer" href="LINK">Cats</a>'],
    [
      "a redirect of a server that a hidden link leads to",
      '<a id="go" rel="noreferrer" href="/away">Cats</a>',
    ],
    [
      "a redirect by script that hides where it comes from",
      `<meta name="referrer" content="no-referrer"><button id="go" onclick="location.replace('LINK')">Cats</button>`,
    ],
    [
      "a window that a script opens and cuts off",
      `<meta name="referrer" content="no-referrer"><button id="go" onclick="const cats = open('about:blank', '', 'popup,width=700,height=600'); cats.opener = null; cats.location = 'LINK'">Cats</button>`,
    ],
  ];

  it.each(led)("%s", async (_, html) => {
    const link = await owner.pair();
    site.route("/led", htmlPage(html.replace("LINK", link)));
    site.route("/away", { status: 302, headers: { location: link } });
    const from = await opened(site.url("cats.test", "/led"));
    await from.bringToFront();
    await desktop.click(from, "#go");
    const page = await eventually("the pairing page", () => desktop.context.pages().find(isPairingPage));
    pages.push(page);
    await eventually("the extension", async () => (await statusOf(page)).includes("Press the button"));
    await desktop.click(page, "#pair");
    await isAskedFirst(page, "Another page has led to its pairing page");
  });

  it("also after it was loaded again, as a page can do by itself", async () => {
    const link = await owner.pair();
    site.route(
      "/led",
      htmlPage(`<meta name="referrer" content="no-referrer"><script>location.replace("${link}")</script>`),
    );
    const page = await opened(site.url("cats.test", "/led"));
    await page.waitForURL(link);
    await eventually("the extension", async () => (await statusOf(page)).includes("Press the button"));
    await page.reload();
    await eventually("the extension again", async () => (await statusOf(page)).includes("Press the button"));
    await page.bringToFront();
    await desktop.click(page, "#pair");
    await isAskedFirst(page, "Another page has led to its pairing page");
  });
});

describe("a button that can't be seen for what it is asks first", () => {
  const status = '<p role="status" data-link="open"></p>';
  const everywhere = "position:fixed;inset:0;width:100vw;height:100vh";
  const disguises: readonly (readonly [string, string, (page: Page) => Promise<unknown>])[] = [
    [
      "an invisible one over everything",
      `<h1>Funny cats</h1><button id="pair" style="${everywhere};opacity:0">Pair this browser</button>${status}`,
      (page) => desktop.click(page, "#pair"),
    ],
    [
      "one below a picture that lets clicks through",
      `<button id="pair">Pair this browser</button>${status}<div style="${everywhere};background:#fff;pointer-events:none"></div>`,
      (page) => desktop.click(page, "#pair"),
    ],
    [
      "one that says something else",
      `<button id="pair">Play</button>${status}`,
      (page) => desktop.click(page, "#pair"),
    ],
    [
      "one that Enter in a field presses",
      `<form onsubmit="return false"><input id="name"><button id="pair">Pair this browser</button></form>${status}`,
      async (page) => {
        await desktop.click(page, "#name");
        await desktop.hand.keys("Return");
      },
    ],
  ];

  it.each(disguises)("%s", async (_, html, press) => {
    const link = await owner.pair();
    const pattern = `http://127.0.0.1:${stranger.port}/pair*`;
    await desktop.context.route(pattern, (route) => route.fulfill(htmlOf(html)));
    const page = await opened(link);
    await eventually("the extension", async () => (await statusOf(page)).includes("Press the button"));
    await press(page);
    await isAskedFirst(page, "could not be seen for what it is");
    await desktop.context.unroute(pattern);
  });

  it("and one in a frame is not listened to at all", async () => {
    const link = await owner.pair();
    const pattern = `http://127.0.0.1:${stranger.port}/pair*`;
    await desktop.context.route(pattern, (route) =>
      route.fulfill(
        htmlOf(
          `<button id="pair" onclick="document.title = event.isTrusted">Pair this browser</button>${status}`,
        ),
      ),
    );
    site.route("/framing", htmlPage(`<iframe src="${link}" width="700" height="400"></iframe>`));
    const page = await opened(site.url("framing.test", "/framing"));
    const frame = await eventually("the framed page", () => page.frames().find((one) => one.url() === link));
    await frame.waitForLoadState();
    await frame.locator("#pair").click();
    // The click was a person's to the page, and nobody else has heard of it.
    expect(await frame.title()).toBe("true");
    expect(await frame.getByRole("status").textContent()).toBe("");
    expect(await owner.clients()).toEqual([]);
    await desktop.context.unroute(pattern);
  });
});

/** A whole page as a server would answer it. */
function htmlOf(body: string): { contentType: string; body: string } {
  return { contentType: "text/html", body: `<!doctype html><title>Cats</title>${body}` };
}

describe("a pairing page that was opened by hand", () => {
  it("asks nothing, also where it was loaded again, or in a tab that showed something else before", async () => {
    const page = await opened(site.url("pictures.test"));
    await page.goto(`http://127.0.0.1:${stranger.port}/`);
    await page.goto(await owner.pair());
    await page.reload();
    await eventually("the extension", async () => (await statusOf(page)).includes("Press the button"));
    await page.bringToFront();
    await desktop.click(page, "#pair");
    const result = await resultPage(desktop);
    await eventually("the button", () => result.getByRole("button", { name: "Undo" }).isEnabled());
    await desktop.click(result, result.getByRole("button", { name: "Undo" }));
    await eventually("Undone", async () => (await statusOf(result)).startsWith("Undone"));
    expect(await owner.clients()).toEqual([]);
    await desktop.click(result, result.getByRole("button", { name: "Close" }));
    await eventually("it to be closed", () => result.isClosed());
    expect(await page.evaluate(() => document.visibilityState)).toBe("visible");
  });
});

describe("a companion that was paired and not looked at", () => {
  it("gets nothing and gives nothing, whatever happens, until its page was in front for a second; then Undo ends it", async () => {
    // A picture waits in the queue, and a file waits there for whoever is paired.
    const pictures = await opened(site.url("pictures.test"));
    await desktop.rightClick(pictures, "#x");
    const popup = await desktop.openExtensionPage("popup.html");
    pages.push(popup);
    const popupSays = (words: string): Promise<boolean> =>
      eventually(words, async () => (await textOf(popup)).includes(words));
    await popup.getByRole("tab", { name: /^Sent/ }).click();
    await popupSays("queued.png");
    await pagewire(stranger.home, ["send", "-", "--name", "gift.txt"], "gift");

    // Whoever pairs closes the page that opens at once.
    const closeAtOnce = (page: Page): void => void page.close();
    desktop.context.once("page", (first) => {
      expect(isPairingPage(first) || first.url() === "about:blank").toBe(true);
      desktop.context.once("page", closeAtOnce);
    });
    const page = await pressPair(desktop, await owner.pair());
    pages.push(page);
    await eventually("the page to wait", async () => (await statusOf(page)).includes("Almost done"));
    await eventually("the result to be closed", () => openPage("/paired.html") === undefined);
    const isUntouched = async (): Promise<void> => {
      expect(await owner.clients()).toMatchObject([{ kind: "browser", connected: false }]);
      expect(await inboxNames(stranger)).toEqual([]);
      expect(await statusOf(page)).toContain("Almost done");
    };

    // Popup and badge say what to do; opening the popup wakes the background, a stop in between changes nothing.
    await popup.bringToFront();
    await popupSays("Nothing is sent or received before you have looked at it");
    expect(await statusOf(popup)).toBe("Not paired");
    await isUntouched();
    await desktop.stopServiceWorker();
    await popup.reload();
    await popupSays("Nothing is sent or received before you have looked at it");
    const title = (): Promise<string> => popup.evaluate(() => chrome.action.getTitle({}));
    await eventually("the icon's words", async () => (await title()).includes("look at your new companion"));
    expect(await popup.evaluate(() => chrome.action.getBadgeText({}))).toBe("!");

    // A page that nobody sees does not count, however long it is open: neither behind a tab nor below a window.
    const [hidden, covered] = [await desktop.context.newPage(), await opened(site.url("cover.test"))];
    const covering = desktop.context.waitForEvent("page");
    await covered.evaluate(() => void window.open("about:blank", "", "popup"));
    pages.push(await covering);
    await popup.evaluate(async () => {
      const { id } = await chrome.windows.getLastFocused({ windowTypes: ["popup"] });
      if (id !== undefined) await chrome.windows.update(id, { left: 200, top: 150, width: 900, height: 600 });
    });
    for (const unseen of [hidden, covered])
      await unseen.goto(`chrome-extension://${desktop.extensionId}/paired.html`);
    for (const unseen of [hidden, covered]) {
      await eventually("its words", async () => (await statusOf(unseen)).includes("Nothing has been sent"));
      await eventually("more than two seconds", () => unseen.evaluate(() => performance.now() > 2_500));
      expect(await statusOf(unseen)).toContain("Nothing has been sent");
    }
    expect(await hidden.evaluate(() => document.visibilityState)).toBe("hidden");
    expect(await covered.evaluate(() => document.visibilityState)).toBe("visible");
    await isUntouched();
    await covered.close();
    await hidden.close();
    await (await covering).close();

    // The popup's button opens it again, and then everything flows.
    await popup.bringToFront();
    await desktop.click(popup, popup.getByRole("button", { name: "Look at it" }));
    const result = await resultPage(desktop);
    await eventually("the page to say so", async () => (await statusOf(result)).startsWith("Ready"));
    expect(await textOf(result)).toContain(`127.0.0.1:${stranger.port}`);
    expect(await textOf(result)).toContain(stranger.home);
    await eventually("Paired", async () => (await statusOf(page)).includes("Paired"));
    await eventually("the picture", async () => (await inboxNames(stranger)).includes("queued.png"));
    await popupSays("gift.txt");
    // What has come is unread, which the icon says; of the companion it says nothing any more.
    expect(await title()).not.toContain("companion");
    expect(await popup.evaluate(() => chrome.action.getBadgeText({}))).not.toBe("!");

    await desktop.click(result, result.getByRole("button", { name: "Undo" }));
    await eventually("Undone", async () => (await statusOf(result)).startsWith("Undone"));
    expect(await owner.clients()).toEqual([]);
    expect(await statusOf(page)).toContain("Undone");
    await eventually("the popup to say so", async () => (await statusOf(popup)) === "Not paired");
    await desktop.click(result, result.getByRole("button", { name: "Close" }));
    await eventually("it to be closed", () => result.isClosed());
  });
});
