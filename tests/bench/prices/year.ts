/**
 * The panel's first chart of a year in days, from the page's beginning: beside itself without the time in which the bars
 * came, as if they lay in the page, and beside the charting library alone.
 */

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { startFakeExchange } from "../../companion/prices/fake-exchange.ts";
import { setup } from "../../support/extension-build.ts";
import { openPairedDesktop } from "../../support/paired-desktop.ts";
import { type Figure, figure } from "../figure.ts";

const ROUNDS = 9;
const SYMBOL = "BTC-USD";
const DAY_S = 86_400;
const DAYS = 365;
const SIZE = { width: 360, height: 640 };
const MOST_TIMES = 2;

export async function measureYear(rounds = ROUNDS): Promise<Figure[]> {
  await setup();
  const exchange = await startFakeExchange({
    candles: ({ searchParams }, response) => {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(candles(searchParams)));
    },
  });
  const library = await openLibraryPage();
  const home = await mkdtemp(path.join(tmpdir(), "pagewire-home-"));
  const address = { url: exchange.url, restUrl: exchange.restUrl };
  const prices = { order: ["coinbase"], venues: { coinbase: address } };
  await writeFile(path.join(home, "config.json"), JSON.stringify({ prices }));
  const paired = await openPairedDesktop({ companion: { home } });
  try {
    const page = await paired.desktop.openExtensionPage("sidepanel.html");
    await page.setViewportSize(SIZE);
    await page.evaluate(async (settings) => chrome.storage.local.set({ settings }), {
      symbol: SYMBOL,
      resolutionSeconds: DAY_S,
    });
    await page.addInitScript(noteFirstChart, DAYS);
    const alone = await paired.desktop.context.newPage();
    await alone.setViewportSize(SIZE);
    const [panels, locals, alones]: [number[], number[], number[]] = [[], [], []];
    // The round before the first fills the history and the caches, and does not count.
    for (let round = -1; round < rounds; round += 1) {
      await page.bringToFront();
      await page.reload();
      const panel = await drawnMs(page);
      const coming = await comingMs(page);
      await alone.bringToFront();
      await alone.goto(library.url);
      const bare = await drawnMs(alone);
      if (round < 0) continue;
      panels.push(panel);
      locals.push(panel - coming);
      alones.push(bare);
    }
    return [
      figure(
        "the panel's first chart of a year in days",
        "ms",
        panels,
        { to: "without the time in which its bars came", values: locals, target: { atMost: MOST_TIMES } },
        { to: "the charting library alone, the bars in its page", values: alones },
      ),
      figure("the same without the time in which its bars came", "ms", locals),
      figure("the charting library alone, the bars in its page", "ms", alones),
    ];
  } finally {
    await paired.close();
    await exchange.close();
    await library.close();
    await rm(home, { recursive: true, force: true });
  }
}

/** A candle of each bar that is asked for, newest first, as the venue has them. */
function candles(asked: URLSearchParams): number[][] {
  const step = Number(asked.get("granularity"));
  const from = Math.ceil(Date.parse(asked.get("start") ?? "") / 1000 / step) * step;
  const to = Date.parse(asked.get("end") ?? "") / 1000;
  const rows: number[][] = [];
  for (let time = from; time <= to && time * 1000 <= Date.now(); time += step) rows.unshift(candle(time));
  return rows;
}

function candle(time: number): number[] {
  const base = 60_000 + Math.round(Math.sin(time / 5_000_000) * 9_000);
  return [time, base - 400, base + 500, base, base + 100, 1_500];
}

/**
 * Runs in the panel: when its chart with so many bars is drawn, in milliseconds from the page's beginning, and how long
 * before that it took from its first word to the companion until the bars were there.
 */
function noteFirstChart(days: number): void {
  let askedMs: number | undefined;
  const { fetch: ask } = globalThis;
  globalThis.fetch = (...asked) => {
    if (String(asked[0]).startsWith("http://127.0.0.1")) askedMs ??= performance.now();
    return ask(...asked);
  };
  const heard = new WeakSet<WebSocket>();
  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function (this: WebSocket, data) {
    if (!heard.has(this)) {
      heard.add(this);
      this.addEventListener("message", ({ data: word }) => {
        if ("comingMs" in globalThis || !String(word).includes('"bars":[[')) return;
        Object.assign(globalThis, { comingMs: performance.now() - (askedMs ?? performance.now()) });
      });
    }
    send.call(this, data);
  };
  const look = (): void => {
    const newest = Number(document.querySelector(".chart-keys")?.getAttribute("aria-valuemax") ?? 0);
    if (newest < days - 1 || !document.querySelector(".chart-host canvas")) {
      requestAnimationFrame(look);
      return;
    }
    // The chart paints in the next frame; behind that it is seen.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => Object.assign(globalThis, { drawnMs: performance.now() });
      port2.postMessage(0);
    });
  };
  requestAnimationFrame(look);
}

async function drawnMs(page: Page): Promise<number> {
  await page.waitForFunction(() => "drawnMs" in globalThis);
  return await page.evaluate(() => (globalThis as unknown as { drawnMs: number }).drawnMs);
}

async function comingMs(page: Page): Promise<number> {
  return await page.evaluate(() => (globalThis as unknown as { comingMs: number }).comingMs);
}

/** A page with the library as the panel has it and a year of bars in a script, and no more. */
async function openLibraryPage(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const file = "lightweight-charts/dist/lightweight-charts.standalone.production.js";
  const folder = path.dirname(createRequire(import.meta.url).resolve("lightweight-charts/package.json"));
  const script = await readFile(path.join(folder, "..", file), "utf8");
  const today = Math.floor(Date.now() / 1000 / DAY_S) * DAY_S;
  const bars = Array.from({ length: DAYS }, (_, index) => {
    const [time, low, high, open, close] = candle(today - (DAYS - 1 - index) * DAY_S);
    return { time, low, high, open, close };
  });
  const html = `<!doctype html><title>chart</title><body style="margin:0"><div id="host" style="height:500px"></div>
<script src="/library.js"></script><script>
const chart = LightweightCharts.createChart(document.querySelector("#host"), { autoSize: true });
chart.addSeries(LightweightCharts.CandlestickSeries).setData(${JSON.stringify(bars)});
chart.timeScale().fitContent();
requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => { globalThis.drawnMs = performance.now(); };
  port2.postMessage(0);
});
</script>`;
  const server = createServer(({ url }, response) => {
    const isScript = url === "/library.js";
    response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
    response.end(isScript ? script : html);
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
