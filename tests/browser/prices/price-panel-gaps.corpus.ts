/** What the panel says and draws while a venue is not there: when it is tried again, and what nobody knows. */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { eventually, LONG } from "../../support/eventually.ts";
import { type LocalExchange, openLocalExchange } from "../../support/local-exchange.ts";
import { openPairedDesktop, type PairedDesktop } from "../../support/paired-desktop.ts";
import { pickSymbol } from "../../support/price-panel.ts";

const TRADE_MS = 200;
/** How long the venue is away: so many bars of a second are not known. */
const AWAY_S = 12;
/** A venue that refuses this network is asked again in a minute. */
const MOST_S = 60;
/** Much less than what is left of it when Retry is pressed. */
const AT_ONCE = { timeoutMs: 25_000 };

let exchange: LocalExchange;
let home: string;
let paired: PairedDesktop;
let panel: Page;
let trades: ReturnType<typeof setInterval>;
let price = 64_000;
const tradeOn = () => {
  trades = setInterval(() => {
    price += Math.sin(price) * 4;
    exchange.trade("BTC-USD", price.toFixed(2));
  }, TRADE_MS);
};
beforeAll(async () => {
  exchange = await openLocalExchange();
  home = await mkdtemp(path.join(tmpdir(), "pagewire-home-"));
  const venues = { coinbase: { url: exchange.url, restUrl: exchange.restUrl } };
  await writeFile(
    path.join(home, "config.json"),
    JSON.stringify({ prices: { venues, order: ["coinbase"] } }),
  );
  paired = await openPairedDesktop({ companion: { home } });
  exchange.speak();
  tradeOn();
  panel = await paired.desktop.openExtensionPage("sidepanel.html");
  await panel.setViewportSize({ width: 360, height: 640 });
  await pickSymbol(panel, "btc");
  await panel.getByRole("button", { name: "1s", exact: true }).click();
});
// A panel that nobody sees hears no prices, and a page of the extension may have come in front of it.
beforeEach(() => panel.bringToFront());
afterAll(async () => {
  clearInterval(trades);
  await paired?.close();
  await exchange?.close();
  if (home) await rm(home, { recursive: true, force: true, maxRetries: 3 });
});

/** What a page behind another one says is of the time before: the browser's own pages may come in front at any time. */
const words = async (): Promise<string> => {
  await panel.bringToFront();
  return (await panel.locator("header").innerText()).replaceAll(/\s+/g, " ");
};
/** The seconds of the countdown, while there is one. */
const secondsLeft = async (): Promise<number | undefined> => {
  const found = /next try in (\d+) s/.exec(await words())?.[1];
  return found === undefined ? undefined : Number(found);
};
const bars = async (): Promise<number> =>
  Number(await panel.getByRole("slider").getAttribute("aria-valuemax"));
/** The words of the slot that the keys point at, from the newest back, until some fit. */
async function slotSaying(pattern: RegExp): Promise<string | undefined> {
  const slider = panel.getByRole("slider");
  await slider.focus();
  await panel.keyboard.press("End");
  for (let step = 0; step < 40; step++) {
    const text = (await slider.getAttribute("aria-valuetext")) ?? "";
    if (pattern.test(text)) return text;
    await panel.keyboard.press("ArrowLeft");
  }
  return undefined;
}

/** Of each column of the chart, how many of its pixels are as dark as the hatching; a picture is kept where one is wanted. */
async function hatching(name: string): Promise<readonly number[]> {
  const kept = process.env.PAGEWIRE_PICTURES;
  const png = await panel.screenshot(kept === undefined ? {} : { path: path.join(kept, `${name}.png`) });
  const box = await panel.locator(".chart").boundingBox();
  if (!box) throw new Error("The chart is not there.");
  const region = {
    left: Math.round(box.x),
    top: Math.round(box.y + box.height * 0.1),
    width: Math.floor(box.width * 0.8),
    height: Math.floor(box.height * 0.2),
  };
  const { data, info } = await sharp(png)
    .extract(region)
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const background = [...data].sort((a, b) => a - b)[Math.floor(data.length * 0.9)] ?? 255;
  return Array.from({ length: info.width }, (_, x) => {
    let marked = 0;
    for (let y = 0; y < info.height; y++)
      if (Math.abs((data[y * info.width + x] ?? 0) - background) > 40) marked += 1;
    return marked / info.height;
  });
}
/** A hatched column is crossed by a line each few pixels. */
const hatched = (columns: readonly number[]): number => columns.filter((part) => part > 0.08).length;

describe("while a venue refuses", () => {
  it("the panel counts down to the next try, and shades what it does not know", async () => {
    exchange.refuse();
    exchange.speak();
    clearInterval(trades);
    tradeOn();
    await eventually("bars", async () => (await bars()) > 8, LONG);
    // The page that greets whoever has installed the extension may have opened by now.
    await panel.bringToFront();
    await hatching("before");
    await eventually("Live", async () => /\bLive\b/.test(await words()), LONG);
    clearInterval(trades);
    exchange.refuse(403);
    exchange.cut();
    // The cut itself is tried again within a second; then the venue refuses.
    const told: number[] = [];
    const first = await eventually(
      "a countdown",
      async () => {
        const seconds = await secondsLeft();
        if (seconds !== undefined) told.push(seconds);
        return seconds !== undefined && seconds > 1 && seconds;
      },
      LONG,
    );
    // The first word of it is as true as those after it: a try within a second, or in a minute.
    expect(told.filter((seconds) => seconds !== 1 && (seconds < MOST_S - 10 || seconds > MOST_S))).toEqual(
      [],
    );
    await eventually("it to go down", async () => ((await secondsLeft()) ?? MOST_S) < first - 2, LONG);
    expect(await panel.locator("body").innerText()).toContain(
      "Coinbase Exchange refuses connections from this network (HTTP 403).",
    );
    const whileAway = await eventually(
      "the shade while nothing is heard",
      async () => {
        const columns = hatched(await hatching("refused"));
        return columns > 20 && columns;
      },
      LONG,
    );
    const slider = panel.getByRole("slider");
    await slider.focus();
    await panel.keyboard.press("End");
    await panel.keyboard.press("ArrowRight");
    await eventually("the words for what is behind the last bar", async () =>
      /not connected/.test((await slider.getAttribute("aria-valuetext")) ?? ""),
    );
    await panel.keyboard.press("Escape");
    await eventually(
      "the shade to grow",
      async () => hatched(await hatching("refused-longer")) > whileAway,
      LONG,
    );
    exchange.refuse();
    await eventually(
      "the minute to be over",
      async () => ((await secondsLeft()) ?? 0) < MOST_S - AWAY_S,
      LONG,
    );
    exchange.speak();
    tradeOn();
    await panel.getByRole("button", { name: "Retry" }).click();
    await eventually("Live", async () => /\bLive\b/.test(await words()), AT_ONCE);
    expect(await secondsLeft()).toBeUndefined();
    await eventually(
      "bars behind the gap",
      async () => (await slotSaying(/not connected/)) !== undefined,
      LONG,
    );
    await panel.keyboard.press("Escape");
    const columns = await hatching("after");
    expect(hatched(columns), "the shade is as wide as the gap").toBeGreaterThan(20);
  });
});
