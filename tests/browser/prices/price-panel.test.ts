import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../../support/eventually.ts";
import { type LocalExchange, openLocalExchange } from "../../support/local-exchange.ts";
import { openPairedDesktop, type PairedDesktop } from "../../support/paired-desktop.ts";
import { lastPrice, pickSymbol } from "../../support/price-panel.ts";

let exchange: LocalExchange;
let home: string;
let paired: PairedDesktop;
beforeAll(async () => {
  exchange = await openLocalExchange();
  home = await mkdtemp(path.join(tmpdir(), "pagewire-home-"));
  const venues = { coinbase: { url: exchange.url, restUrl: exchange.restUrl } };
  await writeFile(path.join(home, "config.json"), JSON.stringify({ prices: { venues } }));
  paired = await openPairedDesktop({ companion: { home } });
});
afterAll(async () => {
  await paired?.close();
  await exchange?.close();
  if (home) await rm(home, { recursive: true, force: true, maxRetries: 3 });
});

const openPanel = (): Promise<Page> =>
  paired.desktop.openSidePanel((popup) => popup.getByRole("button", { name: "Price panel" }));

describe("the side panel", () => {
  let panel: Page;

  it("shows the simulated market, labelled so, while no venue answers, and never says that it is connected when it isn't", async () => {
    exchange.silence();
    panel = await openPanel();
    await eventually(
      "the label",
      async () => (await panel.getByText("Simulated", { exact: true }).count()) > 0,
    );
    expect(await panel.locator("body").textContent()).toContain("DEMO");
    const first = await eventually(
      "a price",
      async () => /\d/.test(await lastPrice(panel)) && (await lastPrice(panel)),
    );
    await eventually("it to move", async () => (await lastPrice(panel)) !== first);
    expect(await panel.locator("canvas").count()).toBeGreaterThan(0);
  });

  it("shows a venue's price as soon as it is live, with its history, and moves with each trade", async () => {
    exchange.speak();
    exchange.trade("BTC-USD", "64000.10");
    await eventually("the venue's price", async () => {
      exchange.trade("BTC-USD", "64000.10");
      return (await lastPrice(panel)).replaceAll(/[^\d.]/g, "") === "64000.10";
    });
    expect(await panel.getByText("Simulated", { exact: true }).count()).toBe(0);
    expect(await panel.getByText("Coinbase Exchange", { exact: true }).count()).toBe(1);
    exchange.trade("BTC-USD", "64123.45");
    await eventually(
      "the next",
      async () => (await lastPrice(panel)).replaceAll(/[^\d.]/g, "") === "64123.45",
    );
    expect(exchange.candleRequests()).toBeGreaterThan(0);
  });

  it("holds one connection to the venue for all who listen, and lets go of it when nobody does", async () => {
    expect(exchange.connections()).toBe(1);
    const second = await paired.desktop.openExtensionPage("sidepanel.html");
    await eventually("the second to show it", async () => /64/.test(await lastPrice(second)));
    expect(exchange.connections()).toBe(1);
    await second.close();
    await panel.evaluate(() => window.close()).catch(() => undefined);
    await eventually("the connection to end", () => exchange.connections() === 0, { timeoutMs: 30_000 });
  });

  it("keeps a picked symbol, whatever becomes of its venue", async () => {
    const page = await paired.desktop.openExtensionPage("sidepanel.html");
    await pickSymbol(page, "demo");
    await eventually(
      "the label",
      async () => (await page.getByText("Simulated", { exact: true }).count()) > 0,
    );
    await page.reload();
    await eventually(
      "DEMO again",
      async () => (await page.getByText("Simulated", { exact: true }).count()) > 0,
    );
    await pickSymbol(page, "bitcoin!");
    const alert = await eventually("one sentence", () => page.getByRole("alert").textContent());
    expect(alert).toMatch(/^[^.]+\.(?: [^.]+\.)?$/);
    await page.close();
  });

  it("says so when the companion goes away, and goes on when it is back", async () => {
    const page = await paired.desktop.openExtensionPage("sidepanel.html");
    const state = page.getByRole("status").first();
    await eventually("Connected", async () => (await state.textContent()) === "Connected");
    await paired.companion.stop();
    await eventually("Not running", async () => (await state.textContent()) === "Not running");
    await paired.companion.restart();
    await eventually("Connected again", async () => (await state.textContent()) === "Connected", {
      timeoutMs: 30_000,
    });
    const price = await lastPrice(page);
    expect(await eventually("the price to move again", async () => (await lastPrice(page)) !== price)).toBe(
      true,
    );
    await page.close();
  });
});
