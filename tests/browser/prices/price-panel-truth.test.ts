/** The side panel calls nothing live, and nothing connected, that isn't: it says so within two seconds. */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { eventually, LONG } from "../../support/eventually.ts";
import { type LocalExchange, openLocalExchange } from "../../support/local-exchange.ts";
import { openPairedDesktop, type PairedDesktop } from "../../support/paired-desktop.ts";
import { pickSymbol } from "../../support/price-panel.ts";

/** What the page may go on saying after the fact; the test's own way of reading it takes a little, too. */
const TRUTH = { timeoutMs: 2_000 };
const TRADE_MS = 200;

let exchange: LocalExchange;
let home: string;
let paired: PairedDesktop;
let panel: Page;
let trades: ReturnType<typeof setInterval>;
beforeAll(async () => {
  exchange = await openLocalExchange();
  home = await mkdtemp(path.join(tmpdir(), "pagewire-home-"));
  const venues = { coinbase: { url: exchange.url, restUrl: exchange.restUrl } };
  await writeFile(path.join(home, "config.json"), JSON.stringify({ prices: { venues } }));
  paired = await openPairedDesktop({ companion: { home } });
  exchange.speak();
  trades = setInterval(() => exchange.trade("BTC-USD", "64000.10"), TRADE_MS);
  panel = await paired.desktop.openExtensionPage("sidepanel.html");
  await pickSymbol(panel, "btc");
});
// A panel that nobody sees hears no prices, and a page of the extension may have come in front of it.
beforeEach(() => panel.bringToFront());
afterAll(async () => {
  clearInterval(trades);
  await paired?.close();
  await exchange?.close();
  if (home) await rm(home, { recursive: true, force: true, maxRetries: 3 });
});

const words = async (): Promise<string> =>
  (await panel.locator("header").innerText()).replaceAll(/\s+/g, " ");
const status = async (): Promise<string> => (await panel.getByRole("status").first().textContent()) ?? "";
const isGrey = async (): Promise<boolean> =>
  (await panel.locator(".last").getAttribute("data-live")) === "false" &&
  (await panel.getByText("Not live", { exact: true }).count()) > 0;
const isLive = async (): Promise<boolean> => /● ?Live|\bLive\b/.test(await words()) && !(await isGrey());
/** Nothing on the page contradicts what the header says. */
const saysLive = async (): Promise<boolean> => /\bLive\b/.test(await panel.locator("body").innerText());

describe("the side panel", () => {
  it("says Not running within two seconds of a companion that was killed, and nothing else beside it", async () => {
    await eventually("Live", isLive, LONG);
    await paired.companion.kill();
    await eventually("the price to be grey", isGrey, TRUTH);
    await eventually("Not running", async () => (await status()) === "Not running", TRUTH);
    expect(await saysLive()).toBe(false);
    expect(await words()).not.toMatch(/Connect|Waiting|Quiet/);
    expect(await panel.locator(".notice").count(), "one line says what to do").toBe(1);
    await paired.companion.restart();
    await eventually("Live again", isLive, LONG);
  });

  it("says so within two seconds of a companion that hangs, and goes on when it does", async () => {
    await eventually("Live", isLive, LONG);
    process.kill(paired.companion.pid, "SIGSTOP");
    try {
      await eventually("the price to be grey", isGrey, TRUTH);
      expect(await status()).toBe("Connecting");
      expect(await saysLive()).toBe(false);
    } finally {
      process.kill(paired.companion.pid, "SIGCONT");
    }
    await eventually("Live again", isLive, LONG);
  });

  it("says so within two seconds of a venue that was cut off, though the companion is there", async () => {
    await eventually("Live", isLive, LONG);
    clearInterval(trades);
    exchange.silence();
    exchange.cut();
    await eventually("the price to be grey", isGrey, TRUTH);
    expect(await status()).toBe("Connected");
    expect(await saysLive()).toBe(false);
    exchange.speak();
    trades = setInterval(() => exchange.trade("BTC-USD", "64000.10"), TRADE_MS);
    await eventually("Live again", isLive, LONG);
  });

  it("does not mind a worker that the browser stops: its connection is its own", async () => {
    await eventually("Live", isLive, LONG);
    await paired.desktop.stopServiceWorker();
    expect(await paired.desktop.serviceWorkerRunning()).toBe(false);
    const at = Date.now();
    await eventually("it to stay live for two seconds", async () => {
      expect(await isLive()).toBe(true);
      return Date.now() - at > 2_000;
    });
    expect(await status()).toBe("Connected");
  });
});

describe("the popup's foot", () => {
  it("has the price of the picked symbol while it is live, and not two seconds longer", async () => {
    const popup = await paired.desktop.openExtensionPage("popup.html");
    const foot = popup.getByRole("button", { name: "Price panel" });
    const hasPrice = async (): Promise<boolean> =>
      /BTC-USD 64,000\.10/.test((await foot.textContent()) ?? "");
    expect(await eventually("the price", hasPrice, LONG)).toBe(true);
    process.kill(paired.companion.pid, "SIGSTOP");
    try {
      await eventually("it to go", async () => !(await hasPrice()), TRUTH);
      await eventually("Connecting", async () =>
        (await popup.getByRole("status").allTextContents()).includes("Connecting"),
      );
    } finally {
      process.kill(paired.companion.pid, "SIGCONT");
    }
    await eventually("it to come back", hasPrice, LONG);
    await paired.companion.kill();
    await eventually("it to go", async () => !(await hasPrice()), TRUTH);
    await popup.close();
  });
});
