/** Firefox that starts the companion: without the host, and with the one that `pagewire native install` puts there. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pagewire } from "../../support/companion-process.ts";
import { eventually } from "../../support/eventually.ts";
import { type FirefoxDesktop, openFirefoxDesktop } from "../../support/firefox/firefox-desktop.ts";
import { installHost } from "../../support/native-host.ts";

const BUTTON = ".start-it button";

let folder: string;
let desktop: FirefoxDesktop;
const home = (): string => path.join(folder, "home");

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "pagewire-start-it-"));
  desktop = await openFirefoxDesktop();
});
afterAll(async () => {
  await desktop?.close();
  await pagewire(home(), ["stop"]);
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
});

const hostAt = (port: number): Promise<void> =>
  installHost(home(), port, {
    HOME: desktop.homeDir,
    XDG_DATA_HOME: path.join(folder, "data"),
  });

describe("Firefox that is to start the companion", () => {
  it("asks for its permission, says the command where there is no host, then starts it and pairs", async () => {
    const page = await desktop.openExtensionPage("popup.html");
    await page.toSay(BUTTON, "Start it");
    await desktop.click(page, BUTTON);
    await desktop.allow();
    await page.toSay(".start-it p", "pagewire native install");

    await hostAt(0);
    await desktop.click(page, BUTTON);
    const pairing = await desktop.openedPage("/pair?link=");
    const { port } = (await pagewire(home(), ["status"])).objects[0] ?? {};
    expect(new URL(await pairing.url()).port).toBe(String(port));
    await desktop.pair(await pairing.url());
    await eventually("the browser to be connected", async () => {
      const { clients } = (await pagewire(home(), ["status"])).objects[0] ?? {};
      return Number(clients) > 0;
    });

    // The paired one, stopped: it comes back where it was, and nothing is paired anew.
    await hostAt(Number(port));
    expect((await pagewire(home(), ["stop"])).status).toBe(0);
    await page.bringToFront();
    await page.toSay("[role=status]", "Not running");
    await desktop.click(page, BUTTON);
    await page.toSay("[role=status]", "Connected");
    expect((await pagewire(home(), ["status"])).objects[0]).toMatchObject({ running: true, port });
  });
});
