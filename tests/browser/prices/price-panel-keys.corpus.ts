/** The side panel by keyboard alone, by mouse, by a checker for accessibility, and at every size. */

import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { violationsIn } from "../../support/accessibility.ts";
import { eventually } from "../../support/eventually.ts";
import { openPairedDesktop, type PairedDesktop } from "../../support/paired-desktop.ts";
import { lastPrice } from "../../support/price-panel.ts";

const SIZES = [200, 280, 360, 480, 900].flatMap((width) => [320, 640].map((height) => ({ width, height })));

let paired: PairedDesktop;
let panel: Page;
beforeAll(async () => {
  paired = await openPairedDesktop();
  panel = await paired.desktop.openExtensionPage("sidepanel.html");
  await panel.setViewportSize({ width: 360, height: 640 });
});
// A panel that nobody sees hears no prices, and a page of the extension may have come in front of it.
beforeEach(() => panel.bringToFront());
afterAll(() => paired?.close());

const focused = (): Promise<string> =>
  panel.evaluate(() => {
    const { activeElement: at } = document;
    return at?.getAttribute("aria-label") ?? at?.textContent ?? "";
  });
/** Goes on by Tab until the focus is where it is wanted. */
async function tabTo(wanted: RegExp): Promise<void> {
  for (let stops = 0; stops < 40; stops++) {
    if (wanted.test(await focused())) return;
    await panel.keyboard.press("Tab");
  }
  throw new Error(`Tab never leads to ${wanted}; it is at "${await focused()}"`);
}
async function violations(): Promise<string[]> {
  // Halfway from light to dark no contrast is right.
  await panel.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((animation) => animation instanceof CSSTransition)
        // One may be broken off by what comes in the meantime.
        .map((transition) => transition.finished.catch(() => undefined)),
    ).then(() => undefined),
  );
  return await violationsIn(panel);
}

describe("the side panel by keyboard", () => {
  it("chooses a symbol by its name: completed, refused only when sent, and closed by Escape", async () => {
    await tabTo(/^BTC-USD$/);
    await panel.keyboard.press("Enter");
    expect(await focused()).toBe("Symbol");
    await panel.keyboard.type("no!");
    expect(await panel.getByRole("alert").count()).toBe(0);
    await panel.keyboard.press("Enter");
    await panel.getByRole("alert").waitFor();
    await panel.keyboard.type("x");
    expect(await panel.getByRole("alert").count(), "gone while typing").toBe(0);
    await panel.keyboard.press("Escape");
    expect(await focused()).toBe("BTC-USD");
    expect(await panel.getByRole("dialog").count()).toBe(0);
    await panel.keyboard.press("Enter");
    await panel.keyboard.type("demo");
    await panel.keyboard.press("ArrowDown");
    expect(await focused()).toMatch(/^DEMO/);
    await panel.keyboard.press("Enter");
    await eventually("the simulated market", async () => /\d/.test(await lastPrice(panel)));
    expect(await focused()).toBe("DEMO");
  });

  it("puts symbols on the watch list, which shows each, and leads from one to the other", async () => {
    await tabTo(/^DEMO in the watch list$/);
    await panel.keyboard.press("Space");
    const list = panel.getByRole("navigation", { name: "Watch list" });
    await eventually("its price", async () => /DEMO\d/.test((await list.textContent()) ?? ""));
    expect(await list.textContent()).toContain("Simulated");
    await panel.keyboard.press("Shift+Tab");
    await panel.keyboard.press("Enter");
    await panel.keyboard.type("ETH");
    await panel.keyboard.press("Enter");
    await eventually("its price in the list", async () => /DEMO\d/.test((await list.textContent()) ?? ""));
    await tabTo(/^DEMO\d/);
    await panel.keyboard.press("Enter");
    await eventually("DEMO again", async () =>
      (await panel.getByRole("heading", { level: 1 }).textContent())?.includes("DEMO"),
    );
  });

  it("draws bars of another length, as a line and as candles, and remembers it", async () => {
    await tabTo(/^1h$/);
    await panel.keyboard.press("Enter");
    await tabTo(/^Draw a line$/);
    await panel.keyboard.press("Enter");
    await panel.reload();
    await panel.getByRole("button", { name: "Draw candles" }).waitFor();
    expect(await panel.getByRole("button", { name: "1h" }).getAttribute("aria-pressed")).toBe("true");
    await tabTo(/^Draw candles$/);
    await panel.keyboard.press("Enter");
    await panel.getByRole("button", { name: "Draw a line" }).waitFor();
  });

  it("walks through the chart from bar to bar, reads each, and comes back to now", async () => {
    await panel.getByRole("slider").waitFor();
    await tabTo(/^Price chart/);
    const slider = panel.getByRole("slider");
    const now = async (): Promise<number> => Number(await slider.getAttribute("aria-valuenow"));
    const newest = await now();
    await panel.keyboard.press("ArrowLeft");
    await panel.keyboard.press("ArrowLeft");
    await eventually("the bar before the last but one", async () => (await now()) === newest - 2);
    expect(await slider.getAttribute("aria-valuetext")).toMatch(/: open [\d.,]+, high [\d.,]+, low/);
    const legend = panel.locator(".legend");
    expect(await legend.textContent()).toMatch(/O [\d.,]+H [\d.,]+L [\d.,]+C [\d.,]+[+−]?[\d.]+%/);
    const back = panel.getByRole("button", { name: "To the newest bar" });
    expect(await back.isEnabled()).toBe(false);
    await panel.keyboard.press("Home");
    await eventually("the oldest", async () => (await now()) === 0);
    expect(await back.isEnabled()).toBe(true);
    const price = await lastPrice(panel);
    expect(
      await panel.locator(".last-facts").textContent(),
      "the change does not depend on the view",
    ).toMatch(/%.*24h/);
    expect(price).toMatch(/^\d{1,3}\.\d{2}$/);
    await panel.keyboard.press("End");
    await eventually("the newest again", async () => (await now()) >= newest);
    expect(await back.isEnabled()).toBe(false);
  });
});

describe("the chart under the mouse", () => {
  const back = () => panel.getByRole("button", { name: "To the newest bar" });
  const facts = async (): Promise<string> => (await panel.locator(".span").textContent()) ?? "";

  it("goes into the past by a drag and a wheel, and comes back by a double click and by its button", async () => {
    const box = await panel.getByRole("slider").boundingBox();
    if (!box) throw new Error("there is no chart");
    const [x, y] = [box.x + box.width / 3, box.y + box.height / 2];
    const drag = async (): Promise<void> => {
      await panel.mouse.move(x, y);
      await panel.mouse.down();
      await panel.mouse.move(x + 150, y, { steps: 4 });
      await panel.mouse.up();
    };
    const span = await facts();
    await drag();
    await eventually("the way back", () => back().isEnabled());
    expect(await facts(), "the change's span is the same").toBe(span);
    await panel.mouse.dblclick(x, y);
    await eventually("the newest", async () => !(await back().isEnabled()));
    await panel.mouse.move(x, y);
    await panel.mouse.wheel(-400, 0);
    await eventually("the way back", () => back().isEnabled());
    await panel.mouse.wheel(0, 300);
    await back().click();
    await eventually("the newest", async () => !(await back().isEnabled()));
  });

  it("says what the bar under the crosshair was worth, and when", async () => {
    const box = await panel.getByRole("slider").boundingBox();
    if (!box) throw new Error("there is no chart");
    await panel.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await eventually("its time", async () => (await panel.locator(".legend time").count()) === 1);
    expect(await panel.locator(".legend").textContent()).toMatch(/\d{2}:\d{2}O [\d.,]+H/);
    await panel.mouse.move(box.x + 5, 5);
    await eventually("the newest bar's", async () => (await panel.locator(".legend time").count()) === 0);
  });
});

describe.each(["light", "dark"] as const)("in %s, a checker finds nothing", (colorScheme) => {
  it("in the panel, its choice of symbols, and one without a price", async () => {
    await panel.emulateMedia({ colorScheme });
    for (const width of [200, 360, 600]) {
      await panel.setViewportSize({ width, height: 640 });
      expect(await violations()).toEqual([]);
    }
    const name = panel.getByRole("heading", { level: 1 }).getByRole("button");
    await name.click();
    expect(await violations()).toEqual([]);
    await panel.keyboard.type("xlm");
    await panel.keyboard.press("Enter");
    await panel.locator(".empty").waitFor();
    expect(await violations()).toEqual([]);
    await name.click();
    await panel.keyboard.type("demo");
    await panel.keyboard.press("Enter");
    await panel.getByRole("slider").waitFor();
  });
});

describe("the side panel at every size", () => {
  it.each(SIZES)("of $width × $height shows its chart and scrolls nowhere sideways", async (size) => {
    await panel.setViewportSize(size);
    const found = await panel.evaluate(() => ({
      sideways: document.documentElement.scrollWidth - innerWidth,
      downwards: document.documentElement.scrollHeight - innerHeight,
      chart: document.querySelector(".chart")?.clientHeight ?? 0,
    }));
    expect(found.sideways).toBeLessThanOrEqual(0);
    expect(found.chart).toBeGreaterThanOrEqual(160);
    if (size.width >= 280) expect(found.downwards, "nothing to scroll to").toBeLessThanOrEqual(0);
  });
});
