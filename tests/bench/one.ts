/** One image: from the real menu's event to the final ack, beside fetch and HTTP POST of the same image there. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { makeImageFile } from "../support/image-files.ts";
import { openPairedDesktop, type PairedDesktop } from "../support/paired-desktop.ts";
import { htmlPage, openTestSite, type TestSite } from "../support/test-site.ts";
import type { WorkerSession } from "../support/worker-session.ts";
import { type Figure, figure } from "./figure.ts";
import { openPlainServer } from "./plain-server.ts";

const ROUNDS = 16;
/** So many pixels of three bytes, which no compression makes smaller, are 1 MiB. */
const SIDE_PIXELS = 591;

declare global {
  /** In the service worker: what the last click took, once its file is done. */
  var benchClick: Promise<number> | undefined;
}

/**
 * Watches from inside the worker without changing it: a second listener hears of the click right after the
 * product's own, and a channel of its own hears what the product tells its pages.
 */
function watchClicks(): void {
  chrome.contextMenus.onClicked.addListener(() => {
    const begun = performance.now();
    globalThis.benchClick = new Promise((resolve, reject) => {
      const changes = new BroadcastChannel("pagewire-changes");
      const opening = indexedDB.open("pagewire");
      changes.onmessage = () => {
        if (opening.readyState !== "done") return;
        // The newest item is the clicked one.
        const asked = opening.result
          .transaction("sends")
          .objectStore("sends")
          .index("at")
          .openCursor(null, "prev");
        asked.onsuccess = () => {
          const item: { state: string; message?: string } | undefined = asked.result?.value;
          if (item?.state !== "done" && item?.state !== "failed") return;
          changes.close();
          if (item.state === "done") resolve(performance.now() - begun);
          else reject(new Error(item.message));
        };
      };
    });
  });
}

async function fetchAndPost({ url, port }: { url: string; port: number }): Promise<number> {
  const begun = performance.now();
  const blob = await (await fetch(url, { credentials: "include", cache: "force-cache" })).blob();
  await (await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body: blob })).text();
  return performance.now() - begun;
}

class OneImage {
  readonly #paired: PairedDesktop;
  readonly #site: TestSite;
  readonly #worker: WorkerSession;
  readonly #page: Page;
  readonly #port: number;

  constructor(paired: PairedDesktop, site: TestSite, worker: WorkerSession, page: Page, port: number) {
    this.#paired = paired;
    this.#site = site;
    this.#worker = worker;
    this.#page = page;
    this.#port = port;
  }

  /** Shows a new picture. Returns its address: what both are to send. */
  async show(round: number): Promise<string> {
    const name = `/picture-${round}.png`;
    const { bytes } = await makeImageFile("png", { width: SIDE_PIXELS, height: SIDE_PIXELS, seed: round });
    this.#site.route(name, {
      headers: { "content-type": "image/png", "cache-control": "max-age=3600" },
      body: bytes,
    });
    this.#site.route("/", htmlPage(`<img id="x" src="${name}" width="300" height="300">`));
    await this.#page.goto(this.#site.url("pics.test"));
    return this.#site.url("pics.test", name);
  }

  async click(): Promise<number> {
    await this.#worker.evaluate(() => {
      globalThis.benchClick = undefined;
    }, undefined);
    await this.#paired.desktop.rightClick(this.#page, "#x");
    return await this.#worker.evaluate(async () => {
      while (!globalThis.benchClick) await new Promise((resolve) => setTimeout(resolve, 5));
      return await globalThis.benchClick;
    }, undefined);
  }

  /** After a click, which permits the fetch. */
  post(url: string): Promise<number> {
    return this.#worker.evaluate(fetchAndPost, { url, port: this.#port });
  }
}

export async function measureOne(rounds = ROUNDS): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "pagewire-bench-"));
  const plain = await openPlainServer(folder, 0);
  const site = await openTestSite();
  const paired = await openPairedDesktop();
  const clicks: number[] = [];
  const posts: number[] = [];
  try {
    const page = await paired.desktop.context.newPage();
    const worker = await paired.desktop.attachToServiceWorker();
    await worker.evaluate(watchClicks, undefined);
    const one = new OneImage(paired, site, worker, page, plain.port);
    for (let round = -1; round < rounds; round += 1) {
      const url = await one.show(round);
      // The first click is what permits the fetch of this site's images; from then on they take turns.
      const isPostFirst = round % 2 === 1;
      const earlier = isPostFirst ? await one.post(url) : undefined;
      const click = await one.click();
      const post = earlier ?? (await one.post(url));
      if (round < 0) continue;
      clicks.push(click);
      posts.push(post);
    }
    await worker.close();
  } finally {
    await paired.close();
    await site.close();
    plain.close();
    await rm(folder, { recursive: true, force: true });
  }
  return [
    figure("1 MiB image: menu's event to final ack", "ms", clicks, {
      to: "fetch and HTTP POST in the same worker",
      values: posts,
      target: { atMost: 1.5 },
    }),
    figure("1 MiB image: fetch and HTTP POST", "ms", posts),
  ];
}
