/** The panel under a flood of trades: what is drawn is told to the chart once a frame, however much comes. */

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Desktop, openDesktop } from "../../support/desktop.ts";
import { eventually } from "../../support/eventually.ts";
import { EXTENSION_DIR } from "../../support/extension-build.ts";
import type { FakeCompanion } from "../../support/fake-socket.ts";
import type { Told } from "./panel-page/counted-charts.ts";
import { LISTED, openFloodedCompanion, SECOND, SHOWN, Trades } from "./panel-page/flood.ts";
import { panelScript } from "./panel-page/panel-script.ts";

/** 200 trades a second, half of them of the symbol in the chart, which come ten at a time. */
const BURST_MS = 100;
const BURST = 10;
const SECONDS = 6;

let companion: FakeCompanion;
let desktop: Desktop;
let page: Page;
beforeAll(async () => {
  companion = await openFloodedCompanion();
  desktop = await openDesktop({ extensionDir: EXTENSION_DIR });
  page = await desktop.openExtensionPage("sidepanel.html");
  await page.setViewportSize({ width: 360, height: 640 });
  await page.bringToFront();
  await page.evaluate(await panelScript());
  await page.evaluate(
    async ([address, symbol, second, starred]) => {
      const settings = { symbol, second, starred, resolutionSeconds: 1 };
      await (
        globalThis as unknown as { pagewirePanel: { openPanel(at: string, with_: object): Promise<void> } }
      ).pagewirePanel.openPanel(address, settings);
    },
    [companion.address, SHOWN, SECOND, LISTED] as const,
  );
  await page.getByRole("slider").waitFor();
  // The page that greets whoever has installed the extension may have opened by now.
  await page.bringToFront();
});
afterAll(async () => {
  await desktop?.close();
  await companion?.close();
});

const takeTold = (): Promise<Told[]> =>
  page.evaluate(() => (globalThis as unknown as { takeTold(): Told[] }).takeTold());

describe("a flood of trades", () => {
  it("is one call of the chart for each series and frame, and one more where a bar has ended", async () => {
    const shown = new Trades(companion, SHOWN, 1);
    const others = [
      new Trades(companion, SECOND, 1),
      ...LISTED.map((symbol) => new Trades(companion, symbol, 3_600)),
    ];
    for (const one of [shown, ...others]) one.live();
    shown.trade();
    await eventually("the chart's first series", async () => (await takeTold()).length > 0);
    let bursts = 0;
    const flood = setInterval(() => {
      for (let trade = 0; trade < BURST; trade++) {
        shown.trade();
        others[(bursts * BURST + trade) % others.length]?.trade();
      }
      bursts += 1;
    }, BURST_MS);
    try {
      await eventually("the flood to have come", () => bursts * BURST_MS >= SECONDS * 1000, {
        timeoutMs: 60_000,
      });
    } finally {
      clearInterval(flood);
    }
    const told = await takeTold();
    const calls = Map.groupBy(told, ({ frame, series }) => `${series} in frame ${frame}`);
    expect(calls.size, "the chart moves").toBeGreaterThan(SECONDS);
    const twice = [...calls].filter(([, all]) => new Set(all.map(({ time }) => time)).size < all.length);
    expect(twice, "no point is told twice in a frame").toEqual([]);
    const series = new Set(told.map(({ series }) => series)).size;
    const more = [...calls.values()].reduce((sum, all) => sum + all.length - 1, 0);
    expect(more, "one more where a bar has ended").toBeLessThanOrEqual(
      series * new Set(told.map(({ time }) => time)).size,
    );
  });
});
