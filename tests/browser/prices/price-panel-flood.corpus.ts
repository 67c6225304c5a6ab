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
const TRADES = 8;

/** A text of the figure, and the time of the frame in which it was painted. */
interface Figure {
  readonly text: string;
  readonly paintedAtMs: number;
}

/** Runs in the page; resolves when what was drawn before is painted, and its frame is over. */
async function frameEnd(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  await new Promise((resolve) => setTimeout(resolve));
}

/** Runs in the page. */
function noteFrames(figure: Element): void {
  const figures: Figure[] = [];
  Object.assign(globalThis, { figures });
  const note = (): void => {
    const text = figure.textContent ?? "";
    requestAnimationFrame((paintedAtMs) => figures.push({ text, paintedAtMs }));
  };
  new MutationObserver(note).observe(figure, { characterData: true, childList: true, subtree: true });
}

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

describe("a trade", () => {
  it("is painted in one frame in the figure and in the chart", async () => {
    const figure = page.getByLabel("Last price");
    const trades = new Trades(companion, SHOWN, 1);
    trades.live();
    trades.trade();
    await eventually("a price", async () => /\d/.test((await figure.textContent()) ?? ""));
    await figure.evaluate(noteFrames);
    const seen = new Set<string>();
    await eventually("some prices", async () => {
      seen.add((await figure.textContent()) ?? "");
      if (seen.size > TRADES) return true;
      // Two in one frame are the flood's matter.
      await page.evaluate(frameEnd);
      trades.trade();
      return false;
    });
    const told = await eventually("the last to be painted", async () => {
      const all = await page.evaluate(() => (globalThis as unknown as { readTold(): Told[] }).readTold());
      return all.at(-1)?.paintedAtMs !== undefined && all;
    });
    const figures = await page.evaluate(() => (globalThis as unknown as { figures: Figure[] }).figures);
    const pairs = figures.flatMap(({ text, paintedAtMs }) => {
      const same = told.filter(
        ({ price }) => price !== undefined && price.toFixed(2) === text.replaceAll(",", ""),
      );
      return same.length === 1 ? [{ text, figure: paintedAtMs, chart: same[0]?.paintedAtMs }] : [];
    });
    expect(pairs.length).toBeGreaterThan(TRADES / 2);
    const apart = pairs.filter(({ figure: at, chart }) => at !== chart);
    const ends = new Set(told.map(({ time }) => time)).size;
    expect(apart.length, "only a bar's end is told in a message of its own before").toBeLessThanOrEqual(ends);
  });
});

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
