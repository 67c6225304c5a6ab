/** The panel's ranges, second symbol, alerts, search, table and files, by real input against a real companion. */

import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { eventually, LONG } from "../../support/eventually.ts";
import { type LocalExchange, openLocalExchange } from "../../support/local-exchange.ts";
import { openPairedDesktop, type PairedDesktop } from "../../support/paired-desktop.ts";
import { lastPrice, pickSymbol } from "../../support/price-panel.ts";

const TRADE_MS = 500;
const ADDED = "BTC-USD above 64,003.00";

let exchange: LocalExchange;
let home: string;
let downloads: string;
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
  downloads = await mkdtemp(path.join(tmpdir(), "pagewire-downloads-"));
  const session = await paired.desktop.context.newCDPSession(panel);
  await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: downloads });
  await panel.setViewportSize({ width: 360, height: 640 });
  await pickSymbol(panel, "demo");
  await eventually("a price", async () => /\d/.test(await lastPrice(panel)), LONG);
  await panel.getByRole("slider").waitFor();
});
// A panel that nobody sees hears no prices, and a page of the extension may have come in front of it.
beforeEach(() => panel.bringToFront());
afterAll(async () => {
  clearInterval(trades);
  await paired?.close();
  await exchange?.close();
  if (downloads) await rm(downloads, { recursive: true, force: true });
  if (home) await rm(home, { recursive: true, force: true, maxRetries: 3 });
});

const sheet = (name: string) => panel.getByRole("dialog", { name });
const open = (name: string) => panel.getByRole("button", { name, exact: true }).click();
/** A saved file, once it is there as a whole. */
const saved = (ending: string): Promise<Buffer> =>
  eventually(`a ${ending}`, async () => {
    const name = (await readdir(downloads)).find((file) => file.endsWith(ending));
    const bytes = name === undefined ? undefined : await readFile(path.join(downloads, name));
    return bytes?.length ? bytes : undefined;
  });
/** Nothing in the chart is pointed at. */
const away = () => panel.mouse.move(2, 2);

describe("the chart's ranges", () => {
  it("choose the bars that suit them, and older ones come as they are scrolled to", async () => {
    await panel.getByText("1W", { exact: true }).click();
    await eventually(
      "bars of an hour",
      async () => (await panel.getByRole("button", { name: "1h" }).getAttribute("aria-pressed")) === "true",
    );
    await panel.getByText("1H", { exact: true }).click();
    const slider = panel.getByRole("slider");
    const most = async (): Promise<number> => Number(await slider.getAttribute("aria-valuemax"));
    await eventually("bars of a minute", async () =>
      /one-minute bars: \d/.test((await slider.getAttribute("aria-label")) ?? ""),
    );
    const before = await most();
    await slider.focus();
    await panel.keyboard.press("Home");
    expect(await eventually("older ones", async () => (await most()) > before + 100, LONG)).toBe(true);
    await panel.keyboard.press("End");
  });
});

describe("the second symbol", () => {
  it("is found by a part of its name, drawn at the left or in percent, and named in the legend", async () => {
    await open("More about the chart");
    const more = sheet("More about the chart");
    await more.getByLabel("Compare with").fill("btc");
    await more.getByRole("button", { name: "Compare" }).click();
    await more.getByText("Both in percent").waitFor();
    await panel.keyboard.press("Escape");
    await away();
    await eventually(
      "its price",
      async () => /BTC-USD 64,000\.10/.test((await panel.locator(".legend").textContent()) ?? ""),
      LONG,
    );
    await open("More about the chart");
    await more.getByLabel("Both in percent").check();
    await more.getByRole("button", { name: "Stop comparing with BTC-USD" }).click();
    await panel.keyboard.press("Escape");
    const isGone = async () => !/BTC-USD/.test((await panel.locator(".legend").textContent()) ?? "");
    expect(await eventually("it to go", isGone)).toBe(true);
  });
});

describe("what is taken away", () => {
  it("is a CSV file, a picture, and a table for those who can't see a chart", async () => {
    await open("More about the chart");
    const more = sheet("More about the chart");
    await more.getByRole("button", { name: "Save as table (CSV)" }).click();
    expect((await saved(".csv")).toString()).toMatch(
      /^time,open,high,low,close,volume,note\r\n\d{4}-\d\d-\d\dT/,
    );
    await more.getByRole("button", { name: "Save as picture (PNG)" }).click();
    expect((await saved(".png")).subarray(1, 4).toString()).toBe("PNG");
    await more.getByRole("button", { name: "Show as a table" }).click();
    const table = panel.getByRole("table", { name: "Newest bars of DEMO" });
    expect(await table.getByRole("row").count()).toBeGreaterThan(50);
    await panel.keyboard.press("Escape");
    expect(await panel.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(
      "More about the chart",
    );
  });
});

describe("the choice of a symbol", () => {
  it("says what it reads a part of one as", async () => {
    await panel.getByRole("heading", { level: 1 }).getByRole("button").click();
    await panel.getByRole("searchbox", { name: "Symbol" }).fill("btc");
    await panel.getByText("btc is read as BTC-USD.").waitFor();
    await panel.keyboard.press("Enter");
    const isShown = async () => (await lastPrice(panel)) === "64,000.10";
    expect(await eventually("Bitcoin's price", isShown, LONG)).toBe(true);
  });
});

describe("alerts", () => {
  it("are added by a form, stand as a line that a hand drags, and are taken off", async () => {
    // Its price stands still, and its bars reach beyond the mark: the line is in sight, and nothing triggers it.
    await pickSymbol(panel, "btc");
    await eventually("Bitcoin's price", async () => (await lastPrice(panel)) === "64,000.10", LONG);
    await open("Price alerts");
    const alerts = sheet("Price alerts");
    await alerts.getByLabel("Price", { exact: true }).fill("64003.00");
    await alerts.getByRole("button", { name: "Add alert" }).click();
    await alerts.getByText(ADDED).waitFor();
    await panel.keyboard.press("Escape");
    const box = await panel.getByRole("slider").boundingBox();
    if (!box) throw new Error("there is no chart");
    const x = box.x + box.width / 3;
    const cursor = () => panel.locator(".chart-host").evaluate((host: HTMLElement) => host.style.cursor);
    // The scale moves as bars come, while the mouse looks for the line.
    const y = await eventually("the line under the mouse", async () => {
      for (let at = box.y + 4; at < box.y + box.height - 30; at += 4) {
        await panel.mouse.move(x, at);
        if ((await cursor()) === "ns-resize") return at;
      }
      return undefined;
    });
    expect(await cursor()).toBe("ns-resize");
    await panel.mouse.down();
    await panel.mouse.move(x, y - 12, { steps: 4 });
    await panel.mouse.up();
    await open("Price alerts");
    await eventually("another price", async () => {
      const words = (await alerts.getByRole("listitem").first().textContent()) ?? "";
      return words.includes("BTC-USD above") && !words.includes(ADDED);
    });
    await alerts.getByRole("button", { name: /^Remove the alert BTC-USD above/ }).click();
    await alerts.getByText("No alerts yet.", { exact: false }).waitFor();
    await panel.keyboard.press("Escape");
  });
});
