import { once } from "node:events";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { type CompanionProcess, openCompanion, pagewire } from "../../support/companion-process.ts";
import { type Desktop, openDesktop } from "../../support/desktop.ts";
import { eventually, LONG } from "../../support/eventually.ts";
import { EXTENSION_DIR } from "../../support/extension-build.ts";
import { openPairedDesktop, type PairedDesktop, pairBrowser } from "../../support/paired-desktop.ts";

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

async function companion(): Promise<CompanionProcess> {
  const running = await openCompanion();
  opened.push(() => running.close());
  return running;
}

async function desktop(extensionDir = EXTENSION_DIR): Promise<Desktop> {
  const made = await openDesktop({ extensionDir });
  opened.push(() => made.close());
  return made;
}

async function paired(): Promise<PairedDesktop> {
  const made = await openPairedDesktop();
  opened.push(() => made.close());
  return made;
}

const stateOf = async (page: Page): Promise<string> => (await page.getByRole("status").textContent()) ?? "";
const says = (page: Page, state: string): Promise<boolean> =>
  eventually(state, async () => (await stateOf(page)) === state, LONG);

describe("pairing", () => {
  it("takes one click on the link's page, and the popup that says Not paired says Connected", async () => {
    const [running, browser] = [await companion(), await desktop()];
    const popup = await browser.openExtensionPage("popup.html");
    await says(popup, "Not paired");
    // Which command that is depends on whether a companion runs: it looks first, where somebody looks at it.
    await popup.bringToFront();
    await eventually("the command", async () =>
      (await popup.locator("body").textContent())?.includes("pagewire pair"),
    );
    const page = await pairBrowser(browser, running.pairUrl);
    // It leads on to the pictures, and has no button left that would do nothing.
    expect(await page.getByRole("link", { name: "Try it on a sample page" }).getAttribute("href")).toBe("/");
    expect(await page.getByRole("button").count()).toBe(0);
    await popup.bringToFront();
    await says(popup, "Connected");
    expect((await pagewire(running.home, ["clients"])).objects).toMatchObject([
      { kind: "browser", connected: true },
    ]);
    await page.reload();
    expect(await stateOf(page)).toContain("already used");
    // A used link has no button left that could do nothing, but the command that makes the next.
    expect(await page.getByRole("button", { name: "Pair this browser" }).count()).toBe(0);
    expect(await page.locator("main").textContent()).toContain("pagewire pair");
  });

  it("does not listen to a click that a script of the page makes", async () => {
    const [running, browser] = [await companion(), await desktop()];
    const page = await browser.context.newPage();
    await page.goto(running.pairUrl);
    await eventually("the extension to answer", async () =>
      (await stateOf(page)).includes("Press the button"),
    );
    await page.getByRole("button").dispatchEvent("click");
    await browser.click(page, page.getByRole("button"));
    await eventually("Paired", async () => (await stateOf(page)).includes("Paired"));
    expect((await pagewire(running.home, ["clients"])).objects).toHaveLength(1);
  });

  it("says what to do where the link is cut short", async () => {
    const [running, browser] = [await companion(), await desktop()];
    const page = await browser.context.newPage();
    await page.goto(running.pairUrl.replace(/#.*/, `#${"0".repeat(64)}`));
    await eventually("the extension to answer", async () =>
      (await stateOf(page)).includes("Press the button"),
    );
    await browser.click(page, page.getByRole("button"));
    const sentence = await eventually("the reason", async () => {
      const text = await stateOf(page);
      return /pagewire pair/.test(text) && text;
    });
    expect(sentence).not.toContain("Paired");
    expect((await pagewire(running.home, ["clients"])).objects).toEqual([]);
  });
});

describe("the popup's connection state", () => {
  it("turns to Refused, with the way out, when the browser is revoked", async () => {
    const { companion: running, desktop: browser } = await paired();
    const popup = await browser.openExtensionPage("popup.html");
    await says(popup, "Connected");
    const [client] = (await pagewire(running.home, ["clients"])).objects;
    await pagewire(running.home, ["revoke", String(client?.id)]);
    await says(popup, "Refused");
    expect(await popup.locator("body").textContent()).toContain("revoked");
    expect(await popup.locator("body").textContent()).toContain("pagewire pair");
  });

  it("tells another program on the port from the companion, and sends it nothing", async () => {
    const { companion: running, desktop: browser } = await paired();
    const { port } = running;
    await running.stop();
    const asked: string[] = [];
    const other = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      response.end("another program");
    });
    const upgrades: string[] = [];
    other.on("upgrade", (request, socket) => {
      upgrades.push(`${request.url} ${request.headers["sec-websocket-protocol"]}`);
      socket.destroy();
    });
    other.listen(port, "127.0.0.1");
    await once(other, "listening");
    opened.push(async () => void other.close());
    const popup = await browser.openExtensionPage("popup.html");
    await says(popup, "Not running");
    await eventually("the other program to be named", async () =>
      (await popup.locator("body").textContent())?.includes("Another program answers"),
    );
    expect([...new Set(asked)]).toEqual(["GET /health"]);
    expect(upgrades).toEqual([]);
  });

  it("is Refused by a companion that is not the one it was paired with", async () => {
    const { companion: running, desktop: browser } = await paired();
    const { port } = running;
    await running.stop();
    const home = await mkdtemp(path.join(tmpdir(), "pagewire-home-"));
    opened.push(() => rm(home, { recursive: true, force: true, maxRetries: 3 }));
    const stranger = await openCompanion({ port, home });
    opened.push(() => stranger.close());
    const popup = await browser.openExtensionPage("popup.html");
    await says(popup, "Refused");
    expect(await popup.locator("body").textContent()).toContain("Another companion answers");
  });
});

describe("a newer build in the folder", () => {
  it("is told in the popup, and runs after a click", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "pagewire-build-"));
    opened.push(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
    await cp(EXTENSION_DIR, folder, { recursive: true });
    const browser = await desktop(folder);
    const popup = await browser.openExtensionPage("popup.html");
    await says(popup, "Not paired");
    const notice = (page: Page) => page.getByText("A newer build of Pagewire is ready.");
    expect(await notice(popup).count()).toBe(0);
    const { id }: { id: string } = JSON.parse(await readFile(path.join(folder, "build.json"), "utf8"));
    for (const name of (await readdir(folder)).filter((file) =>
      /^(?:build\.json|background\.js)$/.test(file),
    )) {
      const file = path.join(folder, name);
      await writeFile(file, (await readFile(file, "utf8")).replaceAll(id, "2099-01-01T00:00:00.000Z"));
    }
    await popup.reload();
    await popup.bringToFront();
    await eventually("the notice", async () => (await notice(popup).count()) === 1);
    await browser.click(popup, popup.getByRole("button", { name: "Reload" }));
    await eventually(
      "the reload",
      async () => popup.isClosed() || !popup.url().startsWith("chrome-extension:"),
    );
    const again = await eventually(
      "the extension to be back",
      async () => {
        const page = await browser.context.newPage();
        try {
          await page.goto(`chrome-extension://${browser.extensionId}/popup.html`);
          await page.getByRole("status").waitFor({ timeout: 2_000 });
          return page;
        } catch {
          await page.close();
          return undefined;
        }
      },
      LONG,
    );
    await says(again, "Not paired");
    expect(await notice(again).count()).toBe(0);
  });
});
