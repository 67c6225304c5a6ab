import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commandAt } from "../../../shared/texts/command-place.ts";
import { type CompanionProcess, openCompanion, pagewire } from "../../support/companion-process.ts";
import { type Desktop, openDesktop } from "../../support/desktop.ts";
import { eventually, LONG } from "../../support/eventually.ts";
import { EXTENSION_DIR } from "../../support/extension-build.ts";
import { pairBrowser } from "../../support/paired-desktop.ts";

let companion: CompanionProcess;
let desktop: Desktop;
let welcome: Page;
beforeAll(async () => {
  companion = await openCompanion();
  desktop = await openDesktop({ extensionDir: EXTENSION_DIR });
  welcome = await eventually("the welcome", () =>
    desktop.context.pages().find((page) => page.url().endsWith("/welcome.html")),
  );
});
afterAll(async () => {
  await desktop?.close();
  await companion?.close();
});

const status = async (page: Page): Promise<string> =>
  (await page.getByRole("status").first().textContent()) ?? "";
const body = async (page: Page): Promise<string> => (await page.locator("body").textContent()) ?? "";
const steps = async (): Promise<string[]> =>
  await welcome
    .locator(".step")
    .evaluateAll((all) => all.map((step) => step.getAttribute("data-done") ?? ""));

describe("a browser that has just got the extension", () => {
  it("shows the welcome in front, with the command of this very checkout", async () => {
    expect(await welcome.evaluate(() => document.visibilityState)).toBe("visible");
    await eventually("Not paired", async () => (await status(welcome)) === "Not paired");
    const commands = await welcome.locator(".command code").allTextContents();
    // The build notes where it was made, and for which home it was started last.
    const { place } = JSON.parse(await readFile(path.join(EXTENSION_DIR, "build.json"), "utf8"));
    expect(place.folder).toBe(path.resolve(EXTENSION_DIR, "../.."));
    expect(commands.at(-1)).toBe(commandAt("npx pagewire pair", place));
    expect((await steps()).slice(1)).toEqual(["false", "false"]);
  });

  it("turns each step to done by itself, and leads to pictures to send", async () => {
    const page = await pairBrowser(desktop, companion.pairUrl);
    await page.close();
    await welcome.bringToFront();
    await eventually("two steps", async () => String(await steps()) === "true,true,false", LONG);
    await eventually("Connected", async () => (await status(welcome)) === "Connected");
    const opened = desktop.context.waitForEvent("page");
    await desktop.click(welcome, welcome.getByRole("link", { name: "Try it on a sample page" }));
    const pictures = await opened;
    await pictures.waitForLoadState();
    expect(pictures.url()).toBe(`http://127.0.0.1:${companion.port}/`);
    await desktop.rightClick(pictures, pictures.getByRole("img", { name: /^Dunes/ }));
    await eventually("three steps", async () => String(await steps()) === "true,true,true", LONG);
    await pictures.close();
  });

  it("says no command that does not work: the paired companion's own is said from now on", async () => {
    const options = await desktop.openExtensionPage("options.html");
    await eventually("Connected", async () => (await status(options)) === "Connected");
    await companion.stop();
    const command = `npx pagewire start --home ${companion.home}`;
    await eventually("the command with its home", async () => (await body(options)).includes(command), LONG);
    expect(await status(options)).toBe("Not running");
    await options.close();
    await welcome.bringToFront();
    await eventually("no step that is not so", async () => (await steps())[0] === "false", LONG);
    await companion.restart();
    await eventually("Connected", async () => (await status(welcome)) === "Connected", LONG);
    const [client] = (await pagewire(companion.home, ["clients"])).objects;
    await pagewire(companion.home, ["revoke", String(client?.id)]);
    await eventually(
      "no trust that has ended",
      async () => String(await steps()) === "true,false,true",
      LONG,
    );
  });
});
