import { rm } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pagewire } from "../../support/companion-process.ts";
import { inboxSha256, receivedRecord } from "../../support/inbox-of.ts";
import { resetPeak, residentMiB } from "../../support/memory-of.ts";
import { openPairedDesktop, type PairedDesktop } from "../../support/paired-desktop.ts";
import { pseudoRandomBytes, pseudoRandomSha256, writePseudoRandomFile } from "../../support/pseudo-random.ts";
import { receivedSha256 } from "../../support/received-in.ts";
import { htmlPage, openTestSite, type TestSite } from "../../support/test-site.ts";

const FILE_BYTES = 300_000_000;
const MAX_GROWTH_MIB = 96;
const WAIT = { timeoutMs: 100_000 };

let paired: PairedDesktop;
let site: TestSite;
beforeAll(async () => {
  site = await openTestSite();
  paired = await openPairedDesktop();
});
afterAll(async () => {
  await paired?.close();
  await site?.close();
});

/** Runs something and says by how much the companion's memory grew at its highest. */
async function growthMiB(what: string, action: () => Promise<void>): Promise<number> {
  resetPeak(paired.companion.pid);
  const before = residentMiB(paired.companion.pid);
  const started = performance.now();
  await action();
  const growth = residentMiB(paired.companion.pid, true) - before;
  const seconds = (performance.now() - started) / 1000;
  console.info(
    `${what}: ${seconds.toFixed(1)} s in all; the companion grew by ${growth.toFixed(0)} MiB at most`,
  );
  return growth;
}

describe("a file of 300 MB", () => {
  it("goes up byte by byte, and the companion grows by less than 96 MiB", async () => {
    const sha256 = await pseudoRandomSha256(FILE_BYTES, "up");
    site.route("/big.bin", () => ({
      headers: { "content-type": "application/octet-stream", "content-length": FILE_BYTES },
      body: pseudoRandomBytes(FILE_BYTES, "up"),
    }));
    site.route("/", htmlPage(`<a id="x" href="/big.bin">big</a>`));
    const page = await paired.desktop.context.newPage();
    await page.goto(site.url("pics.test"));
    const growth = await growthMiB("300 MB up", async () => {
      await paired.desktop.rightClick(page, "#x");
      expect(await receivedRecord(paired.companion, "big.bin", WAIT)).toMatchObject({
        bytes: FILE_BYTES,
        sha256,
      });
    });
    expect(growth).toBeLessThan(MAX_GROWTH_MIB);
    expect(await inboxSha256(paired.companion, "big.bin")).toBe(sha256);
    await rm(path.join(paired.companion.home, "Inbox/big.bin"));
  });

  it("comes down byte by byte into the browser's database, and the companion grows by less than 96 MiB", async () => {
    const file = path.join(paired.companion.home, "down.bin");
    const sha256 = await writePseudoRandomFile(file, FILE_BYTES, "down");
    let id = "";
    const growth = await growthMiB("300 MB down", async () => {
      const { objects } = await pagewire(paired.companion.home, ["send", file, "--wait"]);
      expect(objects).toMatchObject([{ state: "stored", bytes: FILE_BYTES, sha256 }]);
      id = String(objects[0]?.id);
    });
    expect(growth).toBeLessThan(MAX_GROWTH_MIB);
    const popup = await paired.desktop.openPopup();
    expect(await receivedSha256(popup, id)).toBe(sha256);
    await popup.close();
  });
});
