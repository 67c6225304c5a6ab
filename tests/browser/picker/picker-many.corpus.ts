import { readdir } from "node:fs/promises";
import path from "node:path";
import type { CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pagewire } from "../../support/companion-process.ts";
import { eventually, LONG } from "../../support/eventually.ts";
import { extensionUrl } from "../../support/extension-views.ts";
import type { ImageFile } from "../../support/image-files.ts";
import { openPairedDesktop, type PairedDesktop } from "../../support/paired-desktop.ts";
import { openPicker, openPicturePage, routePicturePage, tabOf } from "../../support/picture-page.ts";
import { allowEverySite } from "../../support/site-rights.ts";
import { openTestSite, type TestSite } from "../../support/test-site.ts";

const COUNT = 300;
/** What is owed on two quiet cores; of 300 ms to the first row, 1.5 s to all of them and 50 ms a frame the run prints what they took. */
const LIMITS = { sendRatio: 1.5 };
const PATIENCE = 2;

let site: TestSite;
let paired: PairedDesktop;
let files: ImageFile[];
let page: Page;
beforeAll(async () => {
  site = await openTestSite();
  files = await routePicturePage(site, COUNT);
  paired = await openPairedDesktop();
  await allowEverySite(paired.desktop);
  page = await openPicturePage(paired.desktop, site.url("pics.test"));
});
afterAll(async () => {
  await paired?.close();
  await site?.close();
});

interface Moments {
  readonly firstRow?: number;
  readonly allRows?: number;
}

/** Notes when the first row is drawn, and when all is read. */
function watchMoments(): void {
  const moments: { firstRow?: number; allRows?: number } = {};
  Object.assign(globalThis, { moments });
  const look = (): void => {
    const tiles = document.querySelectorAll('[role="gridcell"]').length;
    if (tiles > 0) moments.firstRow ??= performance.now();
    const isReading = document.querySelector(".reading:not([hidden])") !== null;
    if (tiles > 0 && !isReading) moments.allRows ??= performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

async function momentsOf(picker: Page): Promise<Moments> {
  return await eventually("all rows", async () => {
    const moments = await picker.evaluate(() => (globalThis as unknown as { moments: Moments }).moments);
    return moments.allRows !== undefined && moments;
  });
}

/** The longest frames of the page while it is scrolled from top to bottom, or while nothing happens in it. */
async function framesOf(picker: Page, isScrolled: boolean): Promise<number[]> {
  return await picker.evaluate(async (isScrolled) => {
    const room = document.querySelector(".scroller");
    const frames: number[] = [];
    if (!room) return frames;
    let last = await new Promise<number>(requestAnimationFrame);
    for (let at = 0; at + room.clientHeight < room.scrollHeight; at += 90) {
      if (isScrolled) room.scrollTop = at;
      const now = await new Promise<number>(requestAnimationFrame);
      frames.push(now - last);
      last = now;
    }
    return frames.sort((a, b) => b - a);
  }, isScrolled);
}

/** What the page's own thread has computed so far. */
async function processorMs(cpu: CDPSession): Promise<number> {
  const { metrics } = await cpu.send("Performance.getMetrics");
  return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0) * 1_000;
}

const shown = (frames: readonly number[]): string =>
  frames
    .slice(0, 3)
    .map((ms) => ms.toFixed(0))
    .join(", ");

async function recordsIn(count: number): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return await eventually(
    `${count} in the inbox`,
    async () => {
      const { objects } = await pagewire(paired.companion.home, ["inbox"]);
      return objects.length >= count && objects;
    },
    LONG,
  );
}

describe("a page of 300 pictures", () => {
  it("is read without a request, its first row at once and all of it soon after", async () => {
    const tab = await tabOf(paired.desktop, page);
    const asked = site.requests.length;
    const picker = await paired.desktop.context.newPage();
    await picker.addInitScript(watchMoments);
    await picker.goto(extensionUrl(paired.desktop.extensionId, `picker.html?tab=${tab}`));
    const { firstRow = 0, allRows = 0 } = await momentsOf(picker);
    // What the machine takes of a page in which nothing happens, it takes of any.
    const idle = await framesOf(picker, false);
    const cpu = await picker.context().newCDPSession(picker);
    await cpu.send("Performance.enable", { timeDomain: "threadTicks" });
    const before = await processorMs(cpu);
    const frames = await framesOf(picker, true);
    const eachMs = ((await processorMs(cpu)) - before) / frames.length;
    const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
    console.info(
      `picker: ${(bytes / 1e6).toFixed(1)} MB, first row ${firstRow.toFixed(0)} ms, all rows ${allRows.toFixed(0)} ms, longest frames ${shown(frames)} ms of ${frames.length}, idle ${shown(idle)} ms, processor ${eachMs.toFixed(1)} ms each`,
    );
    expect(await picker.getByText(`${COUNT} found`).first().isVisible()).toBe(true);
    expect(site.requests.length).toBe(asked);
    // How long it takes is printed: on a machine that does other work as well it says nothing of the picker.
    expect(firstRow).toBeGreaterThan(0);
    expect(allRows).toBeGreaterThanOrEqual(firstRow);
    // What a frame takes hangs on how much of the page is drawn: what is in sight, and some rows around it.
    expect(await picker.getByRole("gridcell").count()).toBeLessThan(COUNT / 3);
    await picker.close();
  });

  it("is sent in hardly more time than its files through the queue alone, each once and byte for byte", async () => {
    const { desktop, companion } = paired;
    const picker = await openPicker(desktop, page);
    await picker.bringToFront();
    await picker.getByRole("button", { name: "Choose all", exact: true }).click();
    const begun = Date.now();
    await picker.getByRole("button", { name: `Send ${COUNT}` }).click();
    await picker
      .locator(".tally [data-state=good]")
      .waitFor(LONG.timeoutMs ? { timeout: LONG.timeoutMs } : {});
    const pickedMs = Date.now() - begun;
    const records = await recordsIn(COUNT);
    expect(records.length).toBe(COUNT);
    expect(records.map(({ sha256 }) => sha256).sort()).toEqual(files.map(({ sha256 }) => sha256).sort());
    expect(new Set(records.map(({ fidelity, how }) => `${fidelity} ${how}`))).toEqual(
      new Set(["original page-capture"]),
    );
    expect(records[7]).toMatchObject({ sources: [{ title: "Test site", pageUrl: site.url("pics.test") }] });
    // The same number of new files of the same size, by the queue alone.
    const queuedMs = await queuedAlone(picker, companion.home);
    console.info(`picker: ${COUNT} sent in ${pickedMs} ms, by the queue alone in ${queuedMs} ms`);
    expect(pickedMs).toBeLessThan(queuedMs * LIMITS.sendRatio * PATIENCE);
    await picker.close();
  });
});

/** How long as many new files of the same sizes take that were all put into the durable queue in one transaction. */
async function queuedAlone(own: Page, home: string): Promise<number> {
  const before = (await readdir(path.join(home, "Inbox"))).length;
  await own.evaluate(
    (lengths) => {
      const random = (length: number): Blob => {
        const bytes = new Uint8Array(length);
        for (let at = 0; at < length; at += 65_536)
          crypto.getRandomValues(bytes.subarray(at, Math.min(length, at + 65_536)));
        return new Blob([bytes]);
      };
      Object.assign(globalThis, { blobs: lengths.map(random) });
    },
    files.map(({ bytes }) => bytes.length),
  );
  const begun = Date.now();
  await own.evaluate(async () => {
    const { blobs } = globalThis as unknown as { blobs: Blob[] };
    const opening = indexedDB.open("pagewire");
    const db = await new Promise<IDBDatabase>((resolve) => {
      opening.onsuccess = () => resolve(opening.result);
    });
    const transaction = db.transaction(["sends", "sendBlobs"], "readwrite", { durability: "strict" });
    for (const [index, blob] of blobs.entries()) {
      const id = crypto.randomUUID().replaceAll("-", "");
      const item = { id, state: "waiting", name: `q${index}.bin`, expects: "any", url: "" };
      const rest = { fidelity: "original", at: Date.now(), bytes: blob.size, mediaType: "", ackedBytes: 0 };
      transaction.objectStore("sends").put({ ...item, ...rest });
      transaction.objectStore("sendBlobs").put(blob, id);
    }
    await new Promise((resolve) => {
      transaction.oncomplete = resolve;
    });
    const channel = new BroadcastChannel("pagewire-changes");
    channel.postMessage("sends");
    channel.close();
    db.close();
  });
  await eventually(
    "the files of the queue alone",
    async () => (await readdir(path.join(home, "Inbox"))).length >= before + COUNT,
    { ...LONG, intervalMs: 20 },
  );
  return Date.now() - begun;
}
