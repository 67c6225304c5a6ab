/** A browser that starts the companion: without the host, and with the one that `pagewire native install` puts there. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pagewire } from "../../support/companion-process.ts";
import { type Desktop, openDesktop } from "../../support/desktop.ts";
import { eventually } from "../../support/eventually.ts";
import { EXTENSION_DIR } from "../../support/extension-build.ts";
import { installHost } from "../../support/native-host.ts";

let folder: string;
let desktop: Desktop;
const home = (): string => path.join(folder, "home");
/** The profile of the browser that `npm start` opens: Chromium looks for hosts within the profile's own folder. */
const profile = (): string => path.join(home(), ".state/browser");

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "pagewire-start-it-"));
  desktop = await openDesktop({ extensionDir: EXTENSION_DIR, profileDir: profile() });
});
afterAll(async () => {
  await desktop?.close();
  await pagewire(home(), ["stop"]);
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
});

const hostAt = (port: number): Promise<void> =>
  installHost(home(), port, {
    HOME: folder,
    XDG_CONFIG_HOME: folder,
    XDG_DATA_HOME: path.join(folder, "data"),
  });

describe("a browser that is to start the companion", () => {
  it("asks for its permission, says the command where there is no host, then starts it and pairs", async () => {
    // It comes in front of everything else.
    await eventually("the page of welcome", () =>
      desktop.context.pages().some((one) => one.url().endsWith("/welcome.html")),
    );
    const page = await desktop.openExtensionPage("popup.html");
    const button = page.getByRole("button", { name: /^(?:Start it|Pair without a terminal)$/ });
    await button.waitFor();
    await desktop.click(page, button);
    await desktop.acceptPermissionPrompt();
    await page.getByText("pagewire native install").waitFor();
    expect(await button.isEnabled()).toBe(true);

    await hostAt(0);
    const opened = desktop.context.waitForEvent("page");
    await desktop.click(page, button);
    const pairing = await opened;
    await pairing.getByRole("button", { name: "Pair this browser" }).waitFor();
    const { port } = (await pagewire(home(), ["status"])).objects[0] ?? {};
    expect(new URL(pairing.url()).port).toBe(String(port));
    await desktop.click(pairing, pairing.getByRole("button", { name: "Pair this browser" }));
    await pairing.getByRole("status").filter({ hasText: "Paired" }).waitFor();
    await pairing.close();
    await eventually("the browser to be connected", async () => {
      const { clients } = (await pagewire(home(), ["status"])).objects[0] ?? {};
      return Number(clients) > 0;
    });

    // The paired one, stopped: it comes back where it was, and nothing is paired anew.
    await hostAt(Number(port));
    expect((await pagewire(home(), ["stop"])).status).toBe(0);
    await page.bringToFront();
    await page.reload();
    await page.getByRole("status").filter({ hasText: "Not running" }).waitFor();
    await desktop.click(page, button);
    await page.getByRole("status").filter({ hasText: "Connected" }).waitFor();
    expect((await pagewire(home(), ["status"])).objects[0]).toMatchObject({ running: true, port });
  });
});
