/** From a venue's trade to the frame in which the panel shows it, at 5,560 trades a second of 20 symbols, and how busy the panel is. */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { setup } from "../../support/extension-build.ts";
import { openPairedDesktop } from "../../support/paired-desktop.ts";
import { type Figure, figure } from "../figure.ts";
import { listenToAll, openSource, SYMBOLS, told } from "./ingest.ts";
import { MARKED_MS } from "./marked-price.ts";

const ROUNDS = 5;
/** The busiest second of the recording, 278 trades, times twenty symbols. */
const RATE = { perSecond: 278 * SYMBOLS.length, seconds: 10 };
/** As many as the panel follows in its watch list. */
const STARRED = 12;

export async function measurePanel(rounds = ROUNDS): Promise<Figure[]> {
  await setup();
  const { source, port } = await openSource();
  const home = await mkdtemp(path.join(tmpdir(), "pagewire-home-"));
  const address = { url: `ws://127.0.0.1:${port}`, restUrl: "http://127.0.0.1:9" };
  const prices = { order: ["coinbase"], venues: { coinbase: address } };
  await writeFile(path.join(home, "config.json"), JSON.stringify({ prices }));
  const paired = await openPairedDesktop({ companion: { home } });
  const socket = await listenToAll(paired.companion, source);
  try {
    const page = await paired.desktop.openExtensionPage("sidepanel.html");
    await page.setViewportSize({ width: 360, height: 640 });
    await page.evaluate(
      async ([symbol, starred]) => {
        await chrome.storage.local.set({ settings: { symbol, starred, resolutionSeconds: 1 } });
      },
      [SYMBOLS[0] ?? "", SYMBOLS.slice(0, STARRED)] as const,
    );
    await page.addInitScript(noteDelays, MARKED_MS);
    await page.reload();
    await page.bringToFront();
    const session = await paired.desktop.context.newCDPSession(page);
    await session.send("Performance.enable");
    const busySeconds = async (): Promise<number> => {
      const { metrics } = await session.send("Performance.getMetrics");
      return metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN;
    };
    const [p50s, p99s, apart, shares]: [number[], number[], number[], number[]] = [[], [], [], []];
    // The round before the first draws the chart and does not count.
    for (let round = -1; round < rounds; round += 1) {
      await takeDelays(page);
      const [before, begunMs] = [await busySeconds(), performance.now()];
      const sent = told(source, ({ kind }) => kind === "sent");
      source.send(RATE);
      await sent;
      const share = (await busySeconds()) - before;
      const seconds = (performance.now() - begunMs) / 1000;
      const { delays, frames } = await takeDelays(page);
      if (round < 0) continue;
      p50s.push(percentile(delays, 50));
      p99s.push(percentile(delays, 99));
      apart.push(percentile(frames, 99));
      shares.push((share / seconds) * 100);
    }
    return [
      figure("a trade to the frame that shows it, half of them", "ms", p50s),
      figure("a trade to the frame that shows it, 99 of 100", "ms", p99s, {
        to: "the same page's frames apart, 99 of 100",
        values: apart,
      }),
      figure("the same page's frames apart, 99 of 100", "ms", apart),
      figure("the panel's main thread meanwhile", "% busy", shares),
    ];
  } finally {
    socket.disconnect();
    await paired.close();
    source.disconnect();
    await rm(home, { recursive: true, force: true });
  }
}

/** Runs in the page: with each frame that shows another price, how old that price is; it says so itself. */
function noteDelays(markedMs: number): void {
  const delays: number[] = [];
  const frames: number[] = [];
  let shown = "";
  let lastMs = performance.now();
  const look = (atMs: number): void => {
    frames.push(atMs - lastMs);
    lastMs = atMs;
    const told = document.querySelector(".last-price")?.textContent ?? "";
    if (told !== shown) {
      shown = told;
      const mark = Math.round(Number(told.replace(/[^0-9.]/g, "")) * 100);
      // Behind the frame, not in front of it: what is behind a message is drawn.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => delays.push((Date.now() - mark + markedMs * 2) % markedMs);
      port2.postMessage(0);
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  Object.assign(globalThis, { takeDelays: () => ({ delays: delays.splice(0), frames: frames.splice(0) }) });
}

interface Delays {
  readonly delays: readonly number[];
  /** How far apart the frames were. */
  readonly frames: readonly number[];
}

async function takeDelays(page: Page): Promise<Delays> {
  return await page.evaluate(() => (globalThis as unknown as { takeDelays: () => Delays }).takeDelays());
}

/** The value that so many of a hundred do not exceed. */
function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor((sorted.length * percent) / 100)] ?? Number.NaN;
}
