/** Takes the pictures of the README on a real desktop: `npm run screenshots`. */

import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { pagewire } from "./support/companion-process.ts";
import { eventually, pause } from "./support/eventually.ts";
import { setup } from "./support/extension-build.ts";
import { MovingPicture } from "./support/moving-picture.ts";
import { openPairedDesktop } from "./support/paired-desktop.ts";
import { showList } from "./support/popup.ts";
import { pickSymbol } from "./support/price-panel.ts";
import { toastSaying } from "./support/toast-of.ts";

const DOCS = path.resolve(import.meta.dirname, "../docs");
const SIZE = { width: 1100, height: 760 };
/** How long the panel is left to draw some bars of the simulated market. */
const BARS_MS = 20_000;
/** For how long a frame of the moving picture is shown: to be read, or to be seen moving. */
const READ_MS = 2_200;
const STEP_MS = 500;
const STEPS = 10;

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
  const film = new MovingPicture(desktop, path.join(companion.home, "frame.png"));
  const page = await desktop.context.newPage();
  await page.goto(`http://127.0.0.1:${companion.port}/`);
  const pictures = page.locator("figure img");
  const menu = await desktop.openContextMenu(page, pictures.first());
  await desktop.screenshot(path.join(DOCS, "send.png"));
  await film.take(READ_MS);
  const [item] = menu.extensionRows;
  if (!item) throw new Error("there is no item of ours in the menu");
  await menu.choose(item);
  await toastSaying(page, /Inbox/);
  // It fades in.
  await pause(STEP_MS);
  await film.take(READ_MS);
  for (const index of [1, 2]) await desktop.rightClick(page, pictures.nth(index));
  await film.take(READ_MS, "npx pagewire send plot.png");

  const files = { "results.csv": "t,value\n0,1.0\n1,1.4\n2,1.9\n", "plot.png": await plot() };
  for (const [name, bytes] of Object.entries(files)) {
    const file = path.join(companion.home, name);
    await writeFile(file, bytes);
    await pagewire(companion.home, ["send", file, "--wait"]);
  }
  const popup = await desktop.openPopup();
  await eventually("the picture", () =>
    popup
      .getByRole("listitem")
      .filter({ hasText: "plot.png" })
      .locator("img")
      .evaluate((shown: HTMLImageElement) => shown.naturalWidth > 0),
  );
  await desktop.screenshot(path.join(DOCS, "popup.png"));
  await film.take(READ_MS);
  const sent = await showList(popup, "Sent");
  await eventually("all to be sent", async () => (await sent.getByRole("listitem").count()) === 3);
  await film.take(READ_MS);
  await popup.close();

  const panel = await desktop.openSidePanel((view) => view.getByRole("button", { name: "Price panel" }));
  await pickSymbol(panel, "DEMO");
  await panel.getByRole("button", { name: "1s" }).evaluate((button: HTMLElement) => button.click());
  await eventually("a price", async () =>
    /\d/.test((await panel.getByLabel("Last price").textContent()) ?? ""),
  );
  for (let step = 0; step < STEPS; step += 1) {
    await pause(STEP_MS);
    await film.take(STEP_MS);
  }
  await film.write(path.join(DOCS, "tour.webp"));
  // Without the pointer, whose tip would lie over the chart.
  await panel.getByRole("button", { name: "1m" }).evaluate((button: HTMLElement) => button.click());
  await pause(BARS_MS);
  await desktop.screenshot(path.join(DOCS, "panel.png"));
} finally {
  await paired.close();
}
