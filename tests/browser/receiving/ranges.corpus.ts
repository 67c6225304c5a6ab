import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type CompanionProcess, openCompanion, pagewire } from "../../support/companion-process.ts";
import { type Desktop, openDesktop } from "../../support/desktop.ts";
import { EXTENSION_DIR } from "../../support/extension-build.ts";
import { pairBrowser } from "../../support/paired-desktop.ts";
import { writePseudoRandomFile } from "../../support/pseudo-random.ts";
import { receivedSha256 } from "../../support/received-in.ts";
import { openUpgradeBlocker, type UpgradeBlocker } from "../../support/upgrade-blocker.ts";

const PIECE_BYTES = 4 * 1024 * 1024;
const FILE_BYTES = 10 * PIECE_BYTES + 12_345;

let companion: CompanionProcess;
let relay: UpgradeBlocker;
let desktop: Desktop;
let options: Page;
const opened: (() => Promise<void>)[] = [];
beforeAll(async () => {
  companion = await openCompanion();
  opened.push(() => companion.close());
  relay = await openUpgradeBlocker(() => companion.port);
  opened.push(() => relay.close());
  relay.allow();
  const hostRules = `MAP 127.0.0.1:${companion.port} 127.0.0.1:${relay.port}`;
  desktop = await openDesktop({ extensionDir: EXTENSION_DIR, hostRules });
  opened.push(() => desktop.close());
  await (await pairBrowser(desktop, companion.pairUrl)).close();
  options = await desktop.openExtensionPage("options.html");
});
afterEach(() => relay.allowRanges(true));
afterAll(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

/** Sends a file of several pieces, waits until the browser has it, and checks what it has. */
async function sent(name: string): Promise<string> {
  const file = path.join(companion.home, name);
  const sha256 = await writePseudoRandomFile(file, FILE_BYTES, name);
  relay.takeRanges();
  const { objects } = await pagewire(companion.home, ["send", file, "--wait"]);
  expect(objects).toMatchObject([{ state: "stored", bytes: FILE_BYTES, sha256 }]);
  const id = String(objects[0]?.id);
  expect(await receivedSha256(options, id)).toBe(sha256);
  return id;
}

describe("a file of several pieces", () => {
  it("is fetched piece by piece, and lies in the browser in such a way that nothing is read to put it together", async () => {
    const id = await sent("fetched.bin");
    expect(relay.takeRanges()).toBe(11);
    const kinds = await options.evaluate(async (fileId) => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open("pagewire");
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      const range = IDBKeyRange.bound([fileId, 0], [fileId, Number.MAX_SAFE_INTEGER]);
      const pieces = await new Promise<{ data: unknown }[]>((resolve) => {
        const asked = db.transaction("pieces").objectStore("pieces").getAll(range);
        asked.onsuccess = () => resolve(asked.result);
      });
      db.close();
      return pieces.map(({ data }) => (data instanceof Blob ? data.size : -1));
    }, id);
    expect(kinds).toEqual([...Array<number>(10).fill(PIECE_BYTES), 12_345]);
  });

  it("comes on its lane where no such request gets through, and no other is tried until the connection is a new one", async () => {
    relay.allowRanges(false);
    await sent("refused.bin");
    expect(relay.takeRanges()).toBeGreaterThan(0);
    await sent("not-asked.bin");
    expect(relay.takeRanges()).toBe(0);
  });
});
