import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type CapturedPart,
  capturedPart,
} from "../../../entrypoints/background/capture/mhtml/page-capture.ts";
import { type Desktop, openDesktop } from "../../support/desktop.ts";
import { EXTENSION_DIR } from "../../support/extension-build.ts";
import { type ImageFile, makeImageFile } from "../../support/image-files.ts";
import { htmlPage, imageReply, openTestSite, redirectTo, type TestSite } from "../../support/test-site.ts";

const NAMES = [
  "plain",
  "query",
  "hash",
  "idn",
  "moved",
  "blob",
  "inner",
  "css",
  "object",
  "embed",
  "chosen",
  "small",
  "large",
];
const PAGE = `
  <style>#css { background: url("/css.png?a b"); width: 20px; height: 20px }</style><div id="css"></div>
  <img src="/plain.png"><img src="/query.png?a=b c&ü=ö&x=[1]|{2}^\`<>'&p=%zz%e9"><img src="/hash.png#x y">
  <img src="http://bücher.test:PORT/idn.png"><img src="/redirected.png"><img id="made">
  <picture><source srcset="/chosen.png"><img src="/plain.png"></picture><img id="set" src="/small.png" srcset="/large.png 1x">
  <object data="/object.png" type="image/png"></object><embed src="/embed.png" type="image/png">
  <img src="/drawing.svg"><iframe src="http://frame.test:PORT/"></iframe>
  <script>fetch("/blob.png").then((reply) => reply.blob()).then((blob) => { made.src = URL.createObjectURL(blob) })</script>`;

const files = new Map<string, ImageFile>();
const ATTEMPTS = 3;

let site: TestSite;
let desktop: Desktop;
let own: Page;
let page: Page;
beforeAll(async () => {
  site = await openTestSite();
  for (const name of NAMES) {
    const file = await makeImageFile("png", { seed: name, width: 60, height: 40 });
    files.set(name, file);
    site.route(`/${name}.png`, imageReply(file, { "cache-control": "no-store" }));
  }
  site.route("/drawing.svg", imageReply(await makeImageFile("svg")));
  site.route("/redirected.png", redirectTo(site.url("cdn.test", "/moved.png")));
  site.route("pics.test/", htmlPage(PAGE.replaceAll("PORT", `${site.port}`)));
  site.route("frame.test/", htmlPage(`<img src="${site.url("img.test", "/inner.png")}">`));
  desktop = await openDesktop({ extensionDir: EXTENSION_DIR });
  own = await desktop.openExtensionPage("options.html");
  // On a busy machine the browser now and then takes an answer for none.
  for (let attempt = 1, isGiven = false; !isGiven; attempt += 1) {
    const asked = own.evaluate(() => chrome.permissions.request({ permissions: ["pageCapture"] }));
    await desktop.acceptPermissionPrompt();
    isGiven = await asked;
    if (attempt === ATTEMPTS) expect(isGiven).toBe(true);
  }
  page = await desktop.context.newPage();
  await page.goto(site.url("pics.test"));
  await page.waitForFunction(() => [...document.images].every((image) => image.naturalWidth > 0));
});
afterAll(async () => {
  await desktop?.close();
  await site?.close();
});

/** The page as the browser writes it down, asked for by a page of the extension, read here. */
async function take(url: string): Promise<CapturedPart> {
  const { id, isPermitted } = await own.evaluate(async () => {
    const tabs = await chrome.tabs.query({});
    // Without host permissions a tab's address is not told: it is the one that was opened last.
    return {
      id: Math.max(...tabs.map((tab) => tab.id ?? 0)),
      isPermitted: await chrome.permissions.contains({ permissions: ["pageCapture"] }),
    };
  });
  return await capturedPart(id, url, new AbortController().signal, {
    isPermitted: () => Promise.resolve(isPermitted),
    timeLimit: () => AbortSignal.timeout(30_000),
    save: async (tabId) => {
      const written = await own.evaluate(async (tabId) => {
        const blob = await chrome.pageCapture.saveAsMHTML({ tabId });
        return new Uint8Array((await blob?.arrayBuffer()) ?? []).toBase64();
      }, tabId);
      return new Blob([new Uint8Array(Buffer.from(written, "base64"))]);
    },
  });
}

async function expectFile(url: string, name: string, frameUrl = site.url("pics.test")): Promise<void> {
  const part = await take(url);
  if (part.kind !== "captured") throw new Error(`${name}: ${part.why}`);
  expect(part).toMatchObject({ frameUrl, blob: { type: "image/png" } });
  expect(Buffer.from(await part.blob.arrayBuffer()).equals(files.get(name)?.bytes ?? Buffer.of()), name).toBe(
    true,
  );
}

describe("a page that the browser writes down", () => {
  it("has its pictures' very bytes under the addresses that the page says, and asks nobody for them", async () => {
    const before = site.requests.length;
    const shown = await page.evaluate(() => [...document.images].map(({ currentSrc }) => currentSrc));
    const expected = ["plain", "query", "hash", "idn", "moved", "blob", "chosen"];
    for (const [index, name] of expected.entries()) await expectFile(shown[index] ?? "", name);
    expect(shown[4]).toBe(site.url("pics.test", "/redirected.png"));
    await expectFile(site.url("pics.test", "/css.png?a b"), "css");
    await expectFile(site.url("pics.test", "/object.png"), "object");
    await expectFile(site.url("pics.test", "/embed.png"), "embed");
    await expectFile(site.url("img.test", "/inner.png"), "inner", site.url("frame.test"));
    expect(site.requests.length).toBe(before);
  });

  it("has what srcset chose under the address in src, and not under its own", async () => {
    expect(await page.locator("#set").evaluate((image: HTMLImageElement) => image.currentSrc)).toMatch(
      /large\.png$/,
    );
    await expectFile(site.url("pics.test", "/small.png"), "large");
    expect(await take(site.url("pics.test", "/large.png"))).toEqual({ kind: "none", why: "not-found" });
  });

  it("does not have the exact bytes of an SVG", async () => {
    expect(await take(site.url("pics.test", "/drawing.svg"))).toEqual({ kind: "none", why: "inexact" });
  });
});
