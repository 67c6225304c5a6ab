import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pagewire } from "../../support/companion-process.ts";
import { eventually } from "../../support/eventually.ts";
import { openPairedDesktop, type PairedDesktop } from "../../support/paired-desktop.ts";
import { pdf } from "../../support/shown-files.ts";
import { openTestSite, type TestSite } from "../../support/test-site.ts";

/** The browser's own viewer of PDFs. */
const VIEWER = "chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/";
/** So far below the viewer's upper edge there is the page's upper half. */
const LINK_DOWN_PX = 200;
/** Larger than any page shows of a text. */
const BOMB_BYTES = 30_000_000;
/** A page that answers is one that has not been brought down. */
const PATIENCE_MS = 20_000;

let paired: PairedDesktop;
let site: TestSite;
let folder: string;
beforeAll(async () => {
  site = await openTestSite();
  folder = await mkdtemp(path.join(tmpdir(), "pagewire-documents-"));
  paired = await openPairedDesktop();
});
afterAll(async () => {
  await paired?.close();
  await site?.close();
  if (folder) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
});

async function shown(name: string, bytes: Buffer | string): Promise<Page> {
  const file = path.join(folder, name);
  await writeFile(file, bytes);
  const { objects } = await pagewire(paired.companion.home, ["send", file, "--wait"]);
  await rm(file);
  const page = await paired.desktop.openExtensionPage(`view.html?id=${objects[0]?.id}`);
  await page.locator(".stage > *").waitFor({ timeout: PATIENCE_MS });
  return page;
}

/** Whether anything has run in the page, or been asked of the site it would have reported to. */
async function traces(page: Page): Promise<object> {
  const here = await page.evaluate(() => ({ ran: "ran" in globalThis, title: document.title === "ran" }));
  const reports = site.requests.map(({ path: asked }) => asked).filter((asked) => asked.startsWith("/ran"));
  return { ...here, reports };
}
const NONE = { ran: false, title: false, reports: [] };

async function inViewer(page: Page): Promise<void> {
  await eventually("the browser's viewer", () =>
    page.frames().some((frame) => frame.url().startsWith(VIEWER)),
  );
  await eventually("its page", () =>
    page
      .frames()
      .find((frame) => frame.url().startsWith(VIEWER))
      ?.evaluate(() => document.querySelector("pdf-viewer")?.shadowRoot?.querySelector("#sizer") !== null),
  );
}

/** Clicks where the page's link is. */
async function clickPage(page: Page): Promise<void> {
  const box = await page.locator("iframe").boundingBox();
  if (!box) throw new Error("no document");
  await page.bringToFront();
  await page.mouse.click(box.x + box.width / 2, box.y + LINK_DOWN_PX);
}

describe("a received PDF", () => {
  it("runs nothing when it is opened, and reaches neither our page nor a site", async () => {
    const report = site.url("report.test", "/ran");
    const script =
      `app.launchURL("${report}?launch",true);this.submitForm("${report}?submit");this.getURL("${report}?get");` +
      "try{top.ran=true;parent.document.title='ran'}catch(e){}this.hostContainer.postMessage(['ran']);app.alert('ran')";
    const page = await shown("script.pdf", pdf({ script }));
    let asked = 0;
    page.on("dialog", (dialog) => {
      asked += 1;
      void dialog.dismiss();
    });
    await page.evaluate(() => addEventListener("message", () => Object.assign(globalThis, { ran: true })));
    await inViewer(page);
    // Words that the script would have said by now: the viewer answers after it has run what a document brings.
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    expect([asked, await traces(page)]).toEqual([0, NONE]);
    await page.close();
  });

  it.each([
    ["javascript:globalThis.ran=true;document.title='ran'"],
    [`chrome-extension://bdamihdgndefjajdfjjnhbegdejnmjae/options.html`],
  ])("leads nowhere within us by a link: %s", async (link) => {
    const page = await shown("link.pdf", pdf({ link }));
    await inViewer(page);
    const before = page.url();
    await clickPage(page);
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    expect(page.url()).toBe(before);
    const ours = paired.desktop.context.pages().filter((other) => other.url().includes("options.html"));
    expect([ours.length, await traces(page)]).toEqual([0, NONE]);
    await page.close();
  });

  it("leads away by a link to a site, when it is clicked, and takes nothing along", async () => {
    const page = await shown("away.pdf", pdf({ link: site.url("report.test", "/linked") }));
    await inViewer(page);
    const before = site.requests.length;
    const asked = () => site.requests.slice(before).find((request) => request.path === "/linked");
    await eventually("the site", async () => {
      if ((await page.locator("iframe").count()) > 0) await clickPage(page);
      return asked() !== undefined;
    });
    const request = asked();
    expect(request?.headers.referer).toBeUndefined();
    await eventually("its page", () => page.url().includes("/linked"));
    expect(await page.evaluate(() => [opener, parent === window])).toEqual([null, true]);
    await page.close();
  });

  it("that is none is shown as none: HTML behind a PDF's first bytes", async () => {
    const html = `<script>parent.ran=true;top.document.title="ran";new Image().src="${site.url("report.test", "/ran")}"</script>`;
    const page = await shown("none.pdf", `%PDF-1.4\n<html><body>${html}</body></html>`);
    await eventually("the viewer", () => page.frames().some((frame) => frame.url().startsWith(VIEWER)));
    expect(await traces(page)).toEqual(NONE);
    await page.close();
  });
});

const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;

describe("a text that is made to bring the page down", () => {
  const half = BOMB_BYTES / 2;
  it.each([
    ["one line", "line.txt", () => "x".repeat(BOMB_BYTES), "pre"],
    ["nothing but ends of lines", "ends.txt", () => "\n".repeat(BOMB_BYTES), "pre"],
    ["marks above marks", "marks.txt", () => `a${"\u0301".repeat(half)}`, "pre"],
    ["arrays in arrays", "deep.json", () => "[".repeat(900_000) + "]".repeat(900_000), "pre"],
    ["many entries", "entries.json", () => `[${"1,".repeat(900_000)}1]`, ".tree"],
    ["objects in objects", "objects.json", () => nested(500), ".tree"],
    ["objects in more objects than are read", "more.json", () => nested(9_000), "pre"],
    ["nothing but separators", "separators.csv", () => ",".repeat(BOMB_BYTES), "table"],
    ["nothing but quotes", "quotes.csv", () => '"'.repeat(BOMB_BYTES), "table"],
    ["wide and long", "wide.csv", () => `${"value,".repeat(400)}\n`.repeat(5_000), "table"],
    [
      "entities",
      "laughs.xml",
      () =>
        `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "${"&a;".repeat(999)}">]><l>&b;</l>`,
      "pre",
    ],
  ])("does not: %s", async (_, name, make, selector) => {
    const page = await shown(name, make());
    await page.locator(`.stage ${selector}`).first().waitFor({ timeout: PATIENCE_MS });
    // It answers to keys: nothing hangs.
    page.setDefaultTimeout(PATIENCE_MS);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true);
    expect(await page.evaluate(() => document.querySelectorAll("*").length)).toBeLessThan(150_000);
    await page.close();
  });
});

describe("a hostile name", () => {
  it.each([
    ["<img src=x onerror=globalThis.ran=true>.txt", "<img src=x onerror=globalThis.ran=true>.txt"],
    ["invoice\u202Efdp.exe", /invoice.+fdp\.exe/],
    ["a\u0301\u0301\u0301".repeat(20), /a/],
  ])("is shown as it is, and its kind with it: %s", async (name, expected) => {
    const { objects } = await pagewire(
      paired.companion.home,
      ["send", "-", "--name", name, "--wait"],
      "text",
    );
    const page = await paired.desktop.openExtensionPage(`view.html?id=${objects[0]?.id}`);
    await page.locator(".stage > *").waitFor();
    const heading = await page.locator("h1").textContent();
    expect(heading).toMatch(expected);
    expect(heading).not.toContain("\u202E");
    expect(await traces(page)).toEqual(NONE);
    await page.close();
  });
});
