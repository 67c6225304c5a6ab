/** Takes the pictures of the README on a real desktop: `npm run screenshots`. */

import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { pagewire } from "./support/companion-process.ts";
import { eventually } from "./support/eventually.ts";
import { setup } from "./support/extension-build.ts";
import { openPairedDesktop } from "./support/paired-desktop.ts";

const DOCS = path.resolve(import.meta.dirname, "../docs");
const SIZE = { width: 1100, height: 760 };
/** How long the panel is left to draw some bars of the simulated market. */
const BARS_MS = 20_000;

/** A plot such as a script would make. */
function plot(): Promise<Buffer> {
  const points = Array.from(
    { length: 60 },
    (_, x) => `${20 + x * 10},${180 - 60 * Math.sin(x / 6) - x}`,
  ).join(" ");
  return sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="280"><rect width="640" height="280" fill="#fff"/>` +
        `<g stroke="#d5dae2">${[60, 120, 180, 240].map((y) => `<path d="M20 ${y}H620"/>`).join("")}</g>` +
        `<polyline points="${points}" fill="none" stroke="#1f6feb" stroke-width="4"/></svg>`,
    ),
  )
    .png()
    .toBuffer();
}

await setup();
await mkdir(DOCS, { recursive: true });
const paired = await openPairedDesktop({ desktop: { ...SIZE, extraArgs: ["--test-type"] } });
try {
  const { companion, desktop } = paired;
  const page = await desktop.context.newPage();
  await page.goto(`http://127.0.0.1:${companion.port}/`);
  const picture = page.getByRole("img").first();
  const menu = await desktop.openContextMenu(page, picture);
  await desktop.screenshot(path.join(DOCS, "send.png"));
  await menu.dismiss();
  for (const index of [0, 1, 3]) await desktop.rightClick(page, page.getByRole("img").nth(index));

  const files = { "plot.png": await plot(), "results.csv": "t,value\n0,1.0\n1,1.4\n2,1.9\n" };
  for (const [name, bytes] of Object.entries(files)) {
    const file = path.join(companion.home, name);
    await writeFile(file, bytes);
    await pagewire(companion.home, ["send", file, "--wait"]);
  }
  const popup = await desktop.openPopup();
  const sent = popup.getByRole("list", { name: "Sent" });
  await eventually(
    "all to be sent",
    async () => (await sent.textContent())?.split("On your computer").length === 4,
  );
  await eventually("the picture", () =>
    popup
      .locator(".picture img")
      .first()
      .evaluate((shown: HTMLImageElement) => shown.naturalWidth > 0),
  );
  await desktop.screenshot(path.join(DOCS, "popup.png"));
  await popup.close();

  const panel = await desktop.openSidePanel((view) => view.getByRole("button", { name: "Price panel" }));
  await panel.getByLabel("Symbol").fill("DEMO");
  await panel.getByRole("button", { name: "Show" }).click();
  await panel.getByRole("button", { name: "1m" }).click();
  await eventually("a price", async () =>
    /\d/.test((await panel.getByLabel("Last price").textContent()) ?? ""),
  );
  const from = Date.now();
  await eventually("some bars", () => Date.now() - from > BARS_MS, { timeoutMs: 2 * BARS_MS });
  await desktop.screenshot(path.join(DOCS, "panel.png"));
} finally {
  await paired.close();
}
