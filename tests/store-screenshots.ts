/** Takes the pictures for the stores, in each language, on a real desktop: part of `npm run screenshots`. */

import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { LANGUAGE_TAGS } from "../shared/texts/language-tags.ts";
import { pagewire } from "./support/companion-process.ts";
import { eventually, pause } from "./support/eventually.ts";
import { setup } from "./support/extension-build.ts";
import { openPairedDesktop, type PairedDesktop } from "./support/paired-desktop.ts";
import { openTestSite, type TestSite } from "./support/test-site.ts";
import { toastSaying } from "./support/toast-of.ts";

const PICTURES = path.resolve(import.meta.dirname, "../companion/server/pages/pictures");
const FOLDER = path.resolve(import.meta.dirname, "../docs/store/screenshots");
/** What the Chrome Web Store asks for; Firefox's takes it too. */
const SIZE = { width: 1280, height: 800 };
/** A notice fades in, and a chart draws some bars first. */
const FADE_MS = 800;
const BARS_MS = 5_000;
const QUALITY = 80;

/** A page of pictures, each language's as other bytes: what is known already would be told as such. */
async function gallery(site: TestSite): Promise<void> {
  const bodies = { "dunes.jpg": "jpeg", "meadow.webp": "webp", "tide.png": "png" } as const;
  for (const [index, tag] of LANGUAGE_TAGS.entries()) {
    for (const [name, format] of Object.entries(bodies)) {
      const bytes = await sharp(await readFile(path.join(PICTURES, name)))
        .resize({ width: 800 - index })
        .toFormat(format, { quality: QUALITY + index })
        .toBuffer();
      site.route(`/${tag}/${name}`, { headers: { "content-type": `image/${format}` }, body: bytes });
    }
    const shown = Object.keys(bodies).map((name) => `<img src="/${tag}/${name}" alt="">`);
    site.route(`/${tag}`, {
      headers: { "content-type": "text/html; charset=utf-8" },
      body: `<!doctype html><title>Tide</title><style>body{margin:48px;display:grid;gap:24px;grid-template-columns:repeat(3,1fr);background:#f6f5f2}
        img{width:100%;aspect-ratio:4/5;object-fit:cover;border-radius:8px}</style>${shown.join("")}`,
    });
  }
}

async function speak({ desktop }: PairedDesktop, tag: string): Promise<void> {
  const page = await desktop.openExtensionPage("options.html");
  await page.evaluate(async (language) => {
    const { settings } = await chrome.storage.local.get("settings");
    await chrome.storage.local.set({ settings: { ...(settings ?? {}), language, symbol: "DEMO" } });
  }, tag);
  await page.close();
}

async function take({ desktop }: PairedDesktop, name: string): Promise<void> {
  await pause(FADE_MS);
  await desktop.screenshot(path.join(FOLDER, name));
}

await setup();
await mkdir(FOLDER, { recursive: true });
const site = await openTestSite();
const paired = await openPairedDesktop({ desktop: { ...SIZE, extraArgs: ["--test-type"] } });
try {
  const { companion, desktop } = paired;
  await gallery(site);
  for (const [name, bytes] of Object.entries({
    "results.csv": "t,value\n0,1.0\n1,1.4\n2,1.9\n",
    "tide.png": await readFile(path.join(PICTURES, "tide.png")),
  })) {
    await writeFile(path.join(companion.home, name), bytes);
    await pagewire(companion.home, ["send", path.join(companion.home, name), "--wait"]);
  }
  for (const tag of LANGUAGE_TAGS) {
    await speak(paired, tag);
    const page = await desktop.context.newPage();
    await page.goto(site.url("tide.test", `/${tag}`));
    await page.bringToFront();
    await desktop.rightClick(page, "img:nth-of-type(2)");
    await toastSaying(page, /Inbox/);
    await take(paired, `send-${tag}.png`);

    const popup = await desktop.openPopup();
    await eventually("the picture", () =>
      popup
        .locator(".panel img")
        .first()
        .evaluate((shown: HTMLImageElement) => shown.naturalWidth > 0),
    );
    await take(paired, `popup-${tag}.png`);
    await popup.close();

    const panel = await desktop.openSidePanel((view) => view.locator("button.prices"));
    await eventually("a price", async () =>
      /\d/.test((await panel.locator(".last-price").textContent()) ?? ""),
    );
    await pause(BARS_MS);
    await take(paired, `panel-${tag}.png`);
    await panel.close();
    await page.close();
  }
} finally {
  await paired.close();
  await site.close();
}
