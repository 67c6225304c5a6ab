/** One picture by page capture, out of a page of many and out of a page of its own: from the menu's event to the final ack. */

import { makeImageFile } from "../support/image-files.ts";
import { openPairedDesktop } from "../support/paired-desktop.ts";
import { allowEverySite } from "../support/site-rights.ts";
import { htmlPage, imageReply, openTestSite } from "../support/test-site.ts";
import { timedClick, watchClicks } from "./clicks.ts";
import { type Figure, figure } from "./figure.ts";

const ROUNDS = 15;
/** Of noise, which no compression makes smaller: 35 MB together. */
const PICTURES = 300;
const SIDE_PIXELS = 197;

export async function measureCaptured(rounds = ROUNDS): Promise<Figure[]> {
  const site = await openTestSite();
  const paired = await openPairedDesktop();
  const taken = { many: [] as number[], alone: [] as number[] };
  try {
    const { desktop } = paired;
    await allowEverySite(desktop);
    const worker = await desktop.attachToServiceWorker();
    await worker.evaluate(watchClicks, undefined);
    const page = await desktop.context.newPage();
    const click = async (names: readonly string[]): Promise<number> => {
      const images = names.map((name) => `<img src="${site.url("cdn.test", name)}" width="40" height="40">`);
      site.route("pics.test/", htmlPage(images.join("")));
      await page.goto(site.url("pics.test"));
      return await timedClick(worker, () => desktop.rightClick(page, page.locator("img").first()));
    };
    const name = (index: number): string => `/noise-${index}.png`;
    for (let index = 0; index < PICTURES + 2 * (rounds + 1); index += 1) {
      const size = { width: SIDE_PIXELS, height: SIDE_PIXELS };
      const file = await makeImageFile("png", { ...size, seed: `noise ${index}` });
      // Nothing of it is kept but what the page shows.
      site.route(name(index), imageReply(file, { "cache-control": "no-store" }));
    }
    const others = Array.from({ length: PICTURES - 1 }, (_, index) => name(index));
    // The round before the first warms everybody's caches and does not count.
    for (let round = -1; round < rounds; round += 1) {
      const fresh = PICTURES + 2 * (round + 1);
      const many = await click([name(fresh), ...others]);
      const alone = await click([name(fresh + 1)]);
      if (round < 0) continue;
      taken.many.push(many);
      taken.alone.push(alone);
    }
    await worker.close();
  } finally {
    await paired.close();
    await site.close();
  }
  return [
    figure(`one picture out of a page of ${PICTURES}, 35 MB: menu's event to final ack`, "ms", taken.many, {
      to: "out of a page of its own",
      values: taken.alone,
    }),
    figure("one picture out of a page of its own, by page capture", "ms", taken.alone),
  ];
}
