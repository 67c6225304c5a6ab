import { afterEach, describe, expect, it } from "vitest";
import { openCompanion, pagewire } from "../support/companion-process.ts";
import { openDesktop } from "../support/desktop.ts";
import { eventually } from "../support/eventually.ts";
import { EXTENSION_DIR } from "../support/extension-build.ts";
import { pairBrowser } from "../support/paired-desktop.ts";
import { openUpgradeBlocker } from "../support/upgrade-blocker.ts";

const LONG = { timeoutMs: 60_000 };
const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

describe("a browser in which no WebSocket can be had", () => {
  it("pairs, connects by long polling and says so, shows prices, and returns to the WebSocket with its files", async () => {
    const companion = await openCompanion();
    opened.push(() => companion.close());
    const blocker = await openUpgradeBlocker(() => companion.port);
    opened.push(() => blocker.close());
    // The browser dials the companion's address and gets the relay.
    const hostRules = `MAP *.test 127.0.0.1, MAP 127.0.0.1:${companion.port} 127.0.0.1:${blocker.port}`;
    const desktop = await openDesktop({ extensionDir: EXTENSION_DIR, hostRules });
    opened.push(() => desktop.close());
    await (await pairBrowser(desktop, companion.pairUrl)).close();

    const popup = await desktop.openExtensionPage("popup.html");
    await eventually(
      "Connected",
      async () => (await popup.getByRole("status").textContent()) === "Connected",
      LONG,
    );
    expect(await popup.locator("body").textContent()).toContain("long polling");
    const panel = await desktop.openExtensionPage("sidepanel.html");
    await panel.getByLabel("Symbol").fill("DEMO");
    await panel.getByRole("button", { name: "Show" }).click();
    const price = async (): Promise<string> => (await panel.getByLabel("Last price").textContent()) ?? "";
    const first = await eventually("a price", async () => /\d/.test(await price()) && (await price()), LONG);
    await eventually("it to move", async () => (await price()) !== first, LONG);

    await pagewire(companion.home, ["send", "-", "--name", "note.txt"], "note");
    expect(await popup.getByRole("list", { name: "Received" }).textContent()).toBe("");
    blocker.allow();
    await popup.bringToFront();
    await eventually(
      "the file",
      async () => (await popup.getByRole("list", { name: "Received" }).textContent())?.includes("note.txt"),
      LONG,
    );
    const state = await eventually(
      "the WebSocket",
      async () => {
        const text = (await popup.locator("header").textContent()) ?? "";
        return text.includes("Connected") && !text.includes("long polling") && text;
      },
      LONG,
    );
    expect(state).toBe("PagewireConnected");
  });
});
