import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { CompanionProcess } from "../../support/companion-process.ts";
import { type Desktop, openDesktop } from "../../support/desktop.ts";
import { eventually, LONG } from "../../support/eventually.ts";
import { EXTENSION_DIR } from "../../support/extension-build.ts";
import { makeImageFile } from "../../support/image-files.ts";
import { receivedRecord } from "../../support/inbox-of.ts";
import { openPairedDesktop, type RelayedDesktop } from "../../support/paired-desktop.ts";
import { UNLIMITED } from "../../support/slow-relay.ts";
import { htmlPage, imageReply, type TestSite } from "../../support/test-site.ts";
import { pointAtToast, pressToast, toastOf, toastSaying } from "../../support/toast-of.ts";
import { toldStage } from "../../support/told-stage.ts";

const SLOW = 2_000_000;

const stage = toldStage();
const { badge, showImage, showLarge, send } = stage;
let paired: RelayedDesktop;
let companion: CompanionProcess;
let desktop: Desktop;
let site: TestSite;
let page: Page;
let own: Page;
stage.onEach((told) => {
  ({ paired, companion, desktop, site, page, own } = told);
});

describe("the notice over a page", () => {
  it("says what was saved and under which name, goes by itself, and moves nothing of the page", async () => {
    await showImage("dunes.jpg.png");
    const before = await page.evaluate(() => [document.documentElement.scrollHeight, scrollY]);
    await page.evaluate(() => document.body.setAttribute("tabindex", "0"));
    await page.evaluate(() => document.body.focus());
    await send();
    const toast = await toastSaying(page, /^Saved to Inbox · \u2068dunes\.jpg\.png\u2069$/);
    expect(toast.buttons).toEqual(["Close"]);
    expect(await page.evaluate(() => [document.documentElement.scrollHeight, scrollY])).toEqual(before);
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
    await eventually("it to go", async () => (await toastOf(page)) === undefined);
    await send();
    await toastSaying(page, /^Already in your Inbox · /);
    await page.keyboard.press("Escape");
    expect(await toastOf(page)).toBeUndefined();
  });

  it("can't be read or pressed by the page's own scripts", async () => {
    site.route("/gone.png", { status: 503 });
    site.route("/", htmlPage(`<img id="x" src="/gone.png" width="120" height="80">`));
    await page.goto(site.url("pics.test"));
    await send();
    const { buttons } = await toastSaying(page, /was not sent\. The site answered 503/);
    expect(buttons).toEqual(["Retry", "Close"]);
    const asked = site.requestsFor("/gone.png").length;
    const seen = await page.evaluate(() => {
      const host = document.querySelector("pagewire-toast");
      if (!(host instanceof HTMLElement)) return "no host";
      const { left, top, width, height } = host.getBoundingClientRect();
      const all = [host, document.elementFromPoint(left + width - 60, top + height / 2) ?? host];
      for (const target of all) {
        for (const type of ["pointerdown", "mousedown", "pointerup", "mouseup", "click"])
          target.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, detail: 1 }));
        target.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, composed: true }));
      }
      host.click();
      getSelection()?.selectAllChildren(document.documentElement);
      const selected = String(getSelection());
      getSelection()?.removeAllRanges();
      return JSON.stringify({
        root: host.shadowRoot,
        words: [host.textContent, host.innerText, host.innerHTML, document.body.innerText, selected],
        html: document.documentElement.getHTML({ serializableShadowRoots: true }).includes("503"),
        found: Reflect.apply(Reflect.get(globalThis, "find"), globalThis, ["answered 503"]),
        under: all.map(({ localName }) => localName),
      });
    });
    expect(JSON.parse(seen)).toEqual({
      root: null,
      words: ["", "", "", "", ""],
      html: false,
      found: false,
      under: ["pagewire-toast", "pagewire-toast"],
    });
    expect(await toastOf(page)).toBeDefined();
    expect(site.requestsFor("/gone.png")).toHaveLength(asked);
    // A person's press does what the page's did not.
    const image = await makeImageFile("png", { seed: "back", name: "gone.png" });
    site.route("/gone.png", imageReply(image));
    await pressToast(desktop.hand, page, "Retry");
    expect(await receivedRecord(companion, "gone.png", LONG)).toMatchObject({ sha256: image.sha256 });
    await toastSaying(page, /^Saved to Inbox/);
  });

  it("does nothing for a press on what a page covers or has only just let be seen", async () => {
    site.route("/covered.png", { status: 503 });
    site.route("/", htmlPage(`<img id="x" src="/covered.png" width="120" height="80">`));
    await page.goto(site.url("pics.test"));
    await send();
    await toastSaying(page, /answered 503/);
    await page.evaluate(() => {
      const cover = document.createElement("div");
      cover.popover = "manual";
      cover.style.cssText =
        "position:fixed;inset:auto 0 0 auto;width:600px;height:200px;margin:0;border:0;background:#fff;pointer-events:none";
      document.body.append(cover);
      cover.showPopover();
    });
    const asked = site.requestsFor("/covered.png").length;
    await pointAtToast(desktop.hand, page, "Retry");
    await page.evaluate(() => {
      addEventListener("click", () => document.body.setAttribute("data-clicked", ""), {
        capture: true,
        once: true,
      });
    });
    await desktop.hand.click(1);
    await eventually("the press", () => page.evaluate(() => document.body.hasAttribute("data-clicked")));
    // It hears the press, and stays.
    await eventually("the pointer to be over it", () =>
      page.evaluate(() => document.querySelector("pagewire-toast")?.matches(":hover") === true),
    );
    expect(await toastOf(page)).toBeDefined();
    expect(site.requestsFor("/covered.png")).toHaveLength(asked);
  });

  it("is used by the keyboard alone, and is left by it", async () => {
    site.route("/keys.png", { status: 503 });
    site.route("/", htmlPage(`<button>First</button><img id="x" src="/keys.png" width="120" height="80">`));
    await page.goto(site.url("pics.test"));
    await send();
    await toastSaying(page, /answered 503/);
    const image = await makeImageFile("png", { seed: "keys", name: "keys.png" });
    site.route("/keys.png", imageReply(image));
    // It stands behind all else of the page: its own button to close it, then the action.
    await page.evaluate(() => document.querySelector("button")?.focus());
    await desktop.hand.keys("Tab");
    await eventually("the notice to have the focus", () =>
      page.evaluate(() => document.activeElement?.localName === "pagewire-toast"),
    );
    await eventually("the press to be heard", async () => {
      await desktop.hand.keys("Return");
      return !(await toastOf(page))?.buttons.includes("Retry");
    });
    expect(await receivedRecord(companion, "keys.png", LONG)).toMatchObject({ sha256: image.sha256 });
  });

  it("stays while the pointer is on it", async () => {
    await showImage("hover.png");
    await send();
    await toastSaying(page, /^Saved/);
    await pointAtToast(desktop.hand, page, "Close");
    await page.evaluate(() => new Promise((later) => setTimeout(later, 5_000)));
    expect(await toastOf(page)).toBeDefined();
    await desktop.hand.click(1);
    await eventually("it to go", async () => (await toastOf(page)) === undefined);
  });

  it("says how far a large one is, in one line, for a moment", async () => {
    paired.relay.limit(SLOW);
    await showLarge("slow.png");
    await send();
    const { buttons } = await toastSaying(page, /^Sending \u2068slow\.png\u2069… \d+%$/, LONG);
    expect(buttons).toEqual(["Close"]);
    await eventually("it to go", async () => (await toastOf(page)) === undefined, LONG);
    paired.relay.limit(UNLIMITED);
    await toastSaying(page, /^Saved to Inbox/, LONG);
  });

  it("is not in a picture that is cut out of the screen", async () => {
    await own.evaluate(() => chrome.storage.local.set({ settings: { neverAsk: true } }));
    const small = await makeImageFile("png", { seed: "before the cut", name: "small.png" });
    site.route("/small.png", imageReply(small));
    // Another site's picture that nothing may be asked for: it stands where notices do.
    site.route("/green.svg", {
      headers: { "content-type": "image/svg+xml" },
      body: '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="300"><path fill="#00a000" d="M0 0h900v300H0z"/></svg>',
    });
    site.route(
      "/",
      htmlPage(
        `<img id="x" src="/small.png" width="120" height="80"><img id="green" src="${site.url("other.test")}green.svg" style="position:fixed;right:0;bottom:0">`,
      ),
    );
    await page.goto(site.url("pics.test"));
    await send();
    await toastSaying(page, /^Saved to Inbox/);
    await pointAtToast(desktop.hand, page, "Close");
    await desktop.rightClick(page, "#green");
    const { name, fidelity } = await receivedRecord(companion, "green.png", LONG);
    expect(fidelity).toBe("screenshot");
    const bytes = await readFile(path.join(companion.home, "Inbox", String(name)), "base64");
    const colours = await page.evaluate(async (base64) => {
      const blob = await (await fetch(`data:image/png;base64,${base64}`)).blob();
      const bitmap = await createImageBitmap(blob);
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
      context?.drawImage(bitmap, 0, 0);
      const { data } = context?.getImageData(0, 0, bitmap.width, bitmap.height) ?? { data: [] };
      const found = new Set<string>();
      for (let at = 0; at < data.length; at += 4) found.add(data.slice(at, at + 3).join());
      return [...found];
    }, bytes);
    expect(colours).toEqual(["0,160,0"]);
    await own.evaluate(() => chrome.storage.local.remove("settings"));
  });

  it("is not shown where the settings say so", async () => {
    await own.evaluate(() => chrome.storage.local.set({ settings: { toasts: false } }));
    const image = await showImage("quiet.png");
    await send();
    // The tick goes again: it is watched while the record is asked for.
    const [record] = await Promise.all([
      receivedRecord(companion, "quiet.png", LONG),
      eventually("the badge to say so", async () => (await badge()) === "✓", LONG),
    ]);
    expect(record).toMatchObject({ sha256: image.sha256 });
    expect(await toastOf(page)).toBeUndefined();
    await own.evaluate(() => chrome.storage.local.remove("settings"));
  });
});

describe("a browser that is not paired", () => {
  it("says so over the page, and what to do about it", async () => {
    const alone = await openDesktop({ extensionDir: EXTENSION_DIR });
    try {
      const image = await makeImageFile("png", { seed: "alone", name: "alone.png" });
      site.route("/alone.png", imageReply(image));
      site.route("/", htmlPage(`<img id="x" src="/alone.png" width="120" height="80">`));
      // It comes in front when it comes.
      await eventually("the welcome", () =>
        alone.context.pages().some((open) => open.url().endsWith("/welcome.html")),
      );
      const view = await alone.context.newPage();
      await view.goto(site.url("pics.test"));
      await alone.rightClick(view, "#x");
      const { buttons } = await toastSaying(view, /isn't paired with this computer yet/);
      expect(buttons).toEqual(["Pair", "Close"]);
      await pressToast(alone.hand, view, "Pair");
      const popup = await alone.attachToView("popup.html");
      // It says Connecting until its own connection knows.
      await eventually(
        "the word",
        async () => (await popup.getByRole("status").first().textContent()) === "Not paired",
      );
    } finally {
      await alone.close();
    }
  });
});

describe("without its companion", () => {
  it("says over the page that what was clicked waits, and on the badge that it isn't running", async () => {
    const other = await openPairedDesktop();
    try {
      const view = await other.desktop.context.newPage();
      await other.companion.kill();
      const image = await makeImageFile("png", { seed: "later", name: "later.png" });
      site.route("/later.png", imageReply(image));
      site.route("/", htmlPage(`<img id="x" src="/later.png" width="120" height="80">`));
      await view.goto(site.url("pics.test"));
      await other.desktop.rightClick(view, "#x");
      const waits = /^Pagewire isn't running: \u2068later\.png\u2069 goes when it is$/;
      expect((await toastSaying(view, waits)).buttons).toEqual(["Close"]);
      const options = await other.desktop.openExtensionPage("options.html");
      await eventually("grey", () =>
        options.evaluate(async () => (await chrome.action.getBadgeText({})) === "–"),
      );
    } finally {
      await other.close();
    }
  });
});
