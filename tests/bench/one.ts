/** One image: from the real menu's event to the final ack, beside fetch and HTTP POST from a menu's event of its own. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { extensionIdOf } from "../support/chromium.ts";
import { makeImageFile } from "../support/image-files.ts";
import { openPairedDesktop, type PairedDesktop } from "../support/paired-desktop.ts";
import { htmlPage, openTestSite, type TestSite } from "../support/test-site.ts";
import type { WorkerSession } from "../support/worker-session.ts";
import { timedClick, watchClicks } from "./clicks.ts";
import { type Figure, figure } from "./figure.ts";
import { openPlainServer } from "./plain-server.ts";

const ROUNDS = 40;
/** So many pixels of three bytes, which no compression makes smaller, are 1 MiB. */
const SIDE_PIXELS = 591;
/** Does nothing but fetch what was clicked and post it: the same menu, the same browser busy with closing it. */
const POSTER = path.resolve(import.meta.dirname, "../fixtures/posting-extension");

/** One who sends what is clicked: its row in the menu, and the worker that knows how long it took. */
interface Sender {
  readonly row: number;
  readonly worker: WorkerSession;
}

class OneImage {
  readonly #paired: PairedDesktop;
  readonly #site: TestSite;
  readonly #page: Page;

  constructor(paired: PairedDesktop, site: TestSite, page: Page) {
    this.#paired = paired;
    this.#site = site;
    this.#page = page;
  }

  /** Shows a new picture: what both are to send. */
  async show(round: number): Promise<void> {
    const name = `/picture-${round}.png`;
    const { bytes } = await makeImageFile("png", { width: SIDE_PIXELS, height: SIDE_PIXELS, seed: round });
    this.#site.route(name, {
      headers: { "content-type": "image/png", "cache-control": "max-age=3600" },
      body: bytes,
    });
    this.#site.route("/", htmlPage(`<img id="x" src="${name}" width="300" height="300">`));
    await this.#page.goto(this.#site.url("pics.test"));
  }

  /** Clicks the sender's row of the real menu; resolves with the milliseconds from its event to the answer. */
  async click({ row, worker }: Sender): Promise<number> {
    return await timedClick(worker, async () => {
      const menu = await this.#paired.desktop.openContextMenu(this.#page, "#x");
      const chosen = menu.extensionRows[row];
      if (menu.extensionRows.length !== 2 || !chosen)
        throw new Error("the menu has other rows than these two");
      await menu.choose(chosen);
    });
  }
}

export async function measureOne(rounds = ROUNDS): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "pagewire-bench-"));
  const plain = await openPlainServer(folder, 0);
  const site = await openTestSite();
  const paired = await openPairedDesktop({ desktop: { otherExtensions: [POSTER] } });
  const taken = { clicks: [] as number[], posts: [] as number[] };
  try {
    const { desktop } = paired;
    const page = await desktop.context.newPage();
    const worker = await desktop.attachToServiceWorker();
    await worker.evaluate(watchClicks, undefined);
    const posting = await desktop.attachToServiceWorker(await extensionIdOf(POSTER));
    await posting.evaluate((port: number) => {
      globalThis.benchPort = port;
    }, plain.port);
    const one = new OneImage(paired, site, page);
    // The menu lists extensions by the titles of their items.
    const [poster, pagewire] = [
      { row: 0, worker: posting },
      { row: 1, worker },
    ];
    // The round before the first warms everybody's caches and does not count.
    for (let round = -1; round < rounds; round += 1) {
      await one.show(round);
      const isPosterFirst = round % 2 === 1;
      const earlier = isPosterFirst ? await one.click(poster) : undefined;
      const click = await one.click(pagewire);
      const post = earlier ?? (await one.click(poster));
      if (round < 0) continue;
      taken.clicks.push(click);
      taken.posts.push(post);
    }
    await worker.close();
    await posting.close();
  } finally {
    await paired.close();
    await site.close();
    plain.close();
    await rm(folder, { recursive: true, force: true });
  }
  return [
    figure("1 MiB image: menu's event to final ack", "ms", taken.clicks, {
      to: "fetch and HTTP POST from a menu's event",
      values: taken.posts,
      target: { atMost: 1.5 },
    }),
    figure("1 MiB image: fetch and HTTP POST from a menu's event", "ms", taken.posts),
  ];
}
