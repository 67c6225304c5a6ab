import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pagewire } from "../../support/companion-process.ts";
import { eventually, LONG } from "../../support/eventually.ts";
import { openPairedDesktop, type PairedDesktop } from "../../support/paired-desktop.ts";
import { htmlPage, openTestSite, type TestSite } from "../../support/test-site.ts";

const ROWS = 40;
const BLACK = "0,0,0";
const NAVY = "0,0,128";
const YELLOW = "255,255,0";
const RED = "255,0,0";

/** A head and a foot that are fixed, one line that sticks, a part, and rows each of a colour of its own. */
const TALL = `<style>
    body { margin: 0 } header, footer { position: fixed; left: 0; right: 0; background: black }
    header { top: 0; height: 40px } footer { bottom: 0; height: 30px; background: navy }
    .sticks { position: sticky; top: 40px; height: 20px; background: yellow }
    #part { width: 300px; height: 150px; margin: 20px; background: red }
  </style><header></header><div style="height: 40px"></div><div class="sticks"></div><div id="part"></div>
  ${Array.from({ length: ROWS }, (_, row) => `<div style="height: 100px; background: rgb(${row} 200 100)"></div>`).join("")}
  <footer></footer>`;
/** Each time it is scrolled to its end it has more. */
const ENDLESS = `<style>body { margin: 0 }</style><div style="height: 3000px; background: teal"></div><script>
    addEventListener("scroll", () => {
      if (scrollY + innerHeight < document.documentElement.scrollHeight - 1200) return;
      const more = document.createElement("div");
      more.style.height = "1500px";
      document.body.append(more);
    });
  </script>`;

let site: TestSite;
let paired: PairedDesktop;
let page: Page;
beforeAll(async () => {
  site = await openTestSite();
  site.route("pics.test/", htmlPage(TALL));
  site.route("endless.test/", htmlPage(ENDLESS));
  paired = await openPairedDesktop();
  page = await paired.desktop.context.newPage();
  await page.goto(site.url("pics.test"));
});
afterAll(async () => {
  await paired?.close();
  await site?.close();
});

/** Chooses it in the real popup, over the page. */
async function choose(entry: string, on = page): Promise<void> {
  const { desktop } = paired;
  await on.bringToFront();
  const popup = await desktop.openPopup();
  await desktop.click(popup, popup.getByRole("button", { name: "This page" }));
  await desktop.click(popup, popup.getByRole("menuitem", { name: entry }));
}

let seen = 0;
/** What has come next. */
async function received(): Promise<Readonly<Record<string, unknown>>> {
  const record = await eventually(
    `number ${seen + 1} in the inbox`,
    async () => (await pagewire(paired.companion.home, ["inbox"])).objects[seen],
    LONG,
  );
  seen += 1;
  return record;
}

interface Pixels {
  readonly width: number;
  readonly height: number;
  at(x: number, y: number): string;
}

async function pixelsOf(record: Readonly<Record<string, unknown>>): Promise<Pixels> {
  const file = path.resolve(paired.companion.home, String(record.path));
  const { data, info } = await sharp(await readFile(file))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  return {
    width,
    height,
    at: (x, y) => [...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)].join(","),
  };
}

const shotPages = (): Page[] =>
  paired.desktop.context.pages().filter((one) => one.url().includes("shot.html"));

describe("a screenshot", () => {
  it("of what is in sight is a PNG in the screen's own pixels, with where it is from", async () => {
    await choose("Screenshot of what is in sight");
    const record = await received();
    expect(record).toMatchObject({
      name: "Test site.png",
      type: "image/png",
      fidelity: "screenshot",
      how: "cut",
      sources: [{ pageUrl: site.url("pics.test"), title: "Test site" }],
    });
    const pixels = await pixelsOf(record);
    const size = await page.evaluate(() => [innerWidth * devicePixelRatio, innerHeight * devicePixelRatio]);
    expect([pixels.width, pixels.height]).toEqual(size);
    expect(pixels.at(5, 5)).toBe(BLACK);
  });

  it("of the whole page has its head and its foot once, every row, and puts the page back", async () => {
    await page.evaluate(() => scrollTo(0, 700));
    await choose("Screenshot of the whole page");
    const pixels = await pixelsOf(await received());
    const height = 40 + 20 + 20 + 150 + 20 + ROWS * 100;
    expect(pixels.height).toBe(height);
    expect([pixels.at(5, 5), pixels.at(5, 50)]).toEqual([BLACK, YELLOW]);
    for (let row = 0; row < ROWS - 1; row += 1)
      expect(pixels.at(5, 250 + row * 100 + 50)).toBe(`${row},200,100`);
    expect(pixels.at(5, height - 5)).toBe(NAVY);
    const column = Array.from({ length: height }, (_, y) => pixels.at(5, y));
    for (const [colour, rows] of [
      [BLACK, 40],
      [YELLOW, 20],
      [NAVY, 30],
    ] as const)
      expect(column.filter((seen) => seen === colour).length).toBe(rows);
    expect(
      await page.evaluate(() => [scrollY, document.querySelectorAll("[style*=opacity]").length]),
    ).toEqual([700, 0]);
    expect(shotPages()).toEqual([]);
    await page.evaluate(() => scrollTo(0, 0));
  });

  it("of an area is drawn by the keyboard alone, or with the mouse", async () => {
    const { desktop } = paired;
    await choose("Screenshot of an area");
    await page.locator("pagewire-shot").waitFor({ state: "attached" });
    await desktop.hand.keys("Right", "shift+Down", "Return");
    const [width, height] = await page.evaluate(() => [
      Math.round(innerWidth / 2),
      Math.round(innerHeight / 2),
    ]);
    const byKeys = await pixelsOf(await received());
    expect([byKeys.width, byKeys.height]).toEqual([width, (height ?? 0) + 16]);
    await choose("Screenshot of an area");
    await page.locator("pagewire-shot").waitFor({ state: "attached" });
    await page.mouse.move(30, 90);
    await page.mouse.down();
    await page.mouse.move(100, 120);
    await page.mouse.move(130, 140);
    await page.mouse.up();
    const byMouse = await pixelsOf(await received());
    expect([byMouse.width, byMouse.height, byMouse.at(50, 25)]).toEqual([100, 50, RED]);
    await choose("Screenshot of an area");
    await page.locator("pagewire-shot").waitFor({ state: "attached" });
    await desktop.hand.keys("Escape");
    await eventually("the end of it", () => shotPages().length === 0);
    expect((await pagewire(paired.companion.home, ["inbox"])).objects.length).toBe(seen);
  });

  it("of one part has that alone", async () => {
    await choose("Screenshot of one part");
    await page.locator("pagewire-shot").waitFor({ state: "attached" });
    await page.mouse.move(100, 150);
    await page.mouse.click(110, 160);
    const pixels = await pixelsOf(await received());
    expect([pixels.width, pixels.height, pixels.at(150, 75)]).toEqual([300, 150, RED]);
  });

  it("of a page without end stops at 30,000 pixels, and that is told over the page and in the popup", async () => {
    const endless = await paired.desktop.context.newPage();
    await endless.goto(site.url("endless.test"));
    await choose("Screenshot of the whole page", endless);
    const record = await received();
    expect((await pixelsOf(record)).height).toBe(30_000);
    const popup = await paired.desktop.openExtensionPage("popup.html#sent");
    await popup.getByText("The page is longer than 30000 pixels").waitFor();
    await popup.close();
    await endless.close();
  });

  it("keeps what it has where the page is left in the middle", async () => {
    await choose("Screenshot of the whole page");
    await eventually("the page to be scrolled", () => page.evaluate(() => scrollY > 0));
    const other = await paired.desktop.context.newPage();
    await other.bringToFront();
    const pixels = await pixelsOf(await received());
    expect(pixels.height).toBeGreaterThan(0);
    expect(pixels.height).toBeLessThan(4_250);
    expect(pixels.at(5, 5)).toBe(BLACK);
    await other.close();
    await eventually("the page as it was", () => page.evaluate(() => scrollY === 0));
  });
});

describe("the page itself", () => {
  it("asks for the permission in words of its own, and is sent as one document without a request", async () => {
    const { desktop } = paired;
    await choose("Send this page");
    const asking = await eventually("the question", () => shotPages()[0]);
    const asked = site.requests.length;
    await desktop.click(asking, asking.getByRole("button", { name: "Allow every site" }));
    await desktop.acceptPermissionPrompt();
    const record = await received();
    expect(record).toMatchObject({
      name: "Test site.mhtml",
      fidelity: "original",
      how: "page-capture",
      sources: [{ url: site.url("pics.test"), pageUrl: site.url("pics.test"), title: "Test site" }],
    });
    const text = await readFile(path.resolve(paired.companion.home, String(record.path)), "utf8");
    expect(text).toContain(`Snapshot-Content-Location: ${site.url("pics.test")}`);
    expect(site.requests.length).toBe(asked);
    await eventually("its page to be gone", () => shotPages().length === 0);
  });
});
