import { rm } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { pagewire } from "../../support/companion-process.ts";
import { pause } from "../../support/eventually.ts";
import { receivedRecord } from "../../support/inbox-of.ts";
import { residentMiB } from "../../support/memory-of.ts";
import { openPairedDesktop, type PairedDesktop } from "../../support/paired-desktop.ts";
import { pseudoRandomBytes, writePseudoRandomFile } from "../../support/pseudo-random.ts";
import { htmlPage, openTestSite, type TestSite } from "../../support/test-site.ts";

const GIB = 2 ** 30;
const MIB = 2 ** 20;
const MAX_COMPANION_GROWTH_MIB = 64;
const MAX_HEAP_GROWTH_MIB = 32;
const SAMPLE_MS = 250;
const WAIT = { timeoutMs: 1_200_000, intervalMs: 1_000 };

let paired: PairedDesktop;
let site: TestSite;
// Each begins with processes that have not grown yet.
beforeEach(async () => {
  site = await openTestSite();
  paired = await openPairedDesktop();
}, 120_000);
afterEach(async () => {
  await paired?.close();
  await site?.close();
}, 120_000);

/** What a measured transfer held at its highest, beyond what was held before it. */
interface Growth {
  readonly companionMiB: number;
  readonly heapMiB: number;
  readonly buffersMiB: number;
}

/** Samples while `action` runs; garbage counts, for it is held as well. */
async function growthOf(what: string, action: () => Promise<void>): Promise<Growth> {
  const { desktop, companion } = paired;
  const worker = await desktop.attachToServiceWorker();
  const before = await worker.memory(true);
  const companionBefore = residentMiB(companion.pid);
  let heap = 0;
  let buffers = 0;
  let companionMost = companionBefore;
  let isOver = false;
  const sampling = (async () => {
    while (!isOver) {
      const now = await worker.memory();
      heap = Math.max(heap, now.heapBytes - before.heapBytes);
      buffers = Math.max(buffers, now.bufferBytes - before.bufferBytes);
      companionMost = Math.max(companionMost, residentMiB(companion.pid));
      await pause(SAMPLE_MS);
    }
  })();
  const begun = performance.now();
  await action().finally(() => {
    isOver = true;
  });
  await sampling;
  await worker.close();
  const growth = {
    companionMiB: companionMost - companionBefore,
    heapMiB: heap / MIB,
    buffersMiB: buffers / MIB,
  };
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  const figures = Object.entries(growth).map(([name, value]) => `${name} ${value.toFixed(1)}`);
  console.info(`${what}: ${seconds} s; grown at most: ${figures.join(", ")}`);
  return growth;
}

async function up(name: string, bytes: number): Promise<void> {
  site.route(`/${name}`, () => ({
    headers: { "content-type": "application/octet-stream", "content-length": bytes },
    body: pseudoRandomBytes(bytes, name),
  }));
  site.route("/", htmlPage(`<a id="x" href="/${name}">a large file</a>`));
  const page = await paired.desktop.context.newPage();
  await page.goto(site.url("pics.test"));
  await paired.desktop.rightClick(page, "#x");
  expect(await receivedRecord(paired.companion, name, WAIT)).toMatchObject({ bytes });
  await page.close();
  await rm(path.join(paired.companion.home, "Inbox", name));
}

async function down(name: string, bytes: number): Promise<void> {
  const file = path.join(paired.companion.home, name);
  await writePseudoRandomFile(file, bytes, name);
  const { objects } = await pagewire(paired.companion.home, ["send", file, "--wait"]);
  expect(objects).toMatchObject([{ state: "stored", bytes }]);
  await rm(file);
}

describe("memory", () => {
  it("of the extension's script stays small while 1 GiB goes up", async () => {
    const { heapMiB } = await growthOf("1 GiB up", () => up("one-up.bin", GIB));
    expect(heapMiB).toBeLessThan(MAX_HEAP_GROWTH_MIB);
  });

  it("of the extension's script stays small while 1 GiB comes down", async () => {
    const { heapMiB } = await growthOf("1 GiB down", () => down("one-down.bin", GIB));
    expect(heapMiB).toBeLessThan(MAX_HEAP_GROWTH_MIB);
  });

  it("of the companion stays small while 4 GiB go up", async () => {
    const { companionMiB } = await growthOf("4 GiB up", () => up("four-up.bin", 4 * GIB));
    expect(companionMiB).toBeLessThan(MAX_COMPANION_GROWTH_MIB);
  });

  it("of the companion stays small while 4 GiB come down", async () => {
    const { companionMiB } = await growthOf("4 GiB down", () => down("four-down.bin", 4 * GIB));
    expect(companionMiB).toBeLessThan(MAX_COMPANION_GROWTH_MIB);
  });
});
