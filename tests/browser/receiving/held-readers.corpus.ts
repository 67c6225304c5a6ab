import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Desktop, openDesktop } from "../../support/desktop.ts";
import { eventually } from "../../support/eventually.ts";
import { EXTENSION_DIR } from "../../support/extension-build.ts";
import { pieceReaderScript } from "../../support/piece-reader-script.ts";

declare global {
  var pieceReaders: typeof import("../../../entrypoints/background/bytes/piece-reader.ts");
  /** How many Blobs have been read to their end. */
  var readBlobs: number;
}

const BLOBS = 60;
const LONG = { timeoutMs: 120_000, intervalMs: 500 };

let desktop: Desktop;
beforeAll(async () => {
  desktop = await openDesktop({ extensionDir: EXTENSION_DIR });
});
afterAll(() => desktop?.close());

describe("a reader of which only the function knows that waits for it", () => {
  it("is not collected in the middle of a read", async () => {
    const page = await desktop.openExtensionPage("options.html");
    await page.evaluate(await pieceReaderScript());
    const session = await desktop.context.newCDPSession(page);
    await page.evaluate((blobs) => {
      const PART_BYTES = 512 * 1024;
      globalThis.readBlobs = 0;
      const readOne = async (): Promise<void> => {
        const blob = new Blob([crypto.getRandomValues(new Uint8Array(65_536)), new Uint8Array(4_000_000)]);
        const reader = new pieceReaders.PieceReader(blob, () => Promise.resolve(""));
        for (let at = 0; at + PART_BYTES <= blob.size; at += PART_BYTES) {
          const { bytes } = await reader.read(at, PART_BYTES);
          reader.release(bytes);
        }
        globalThis.readBlobs += 1;
      };
      const readAll = async (): Promise<void> => {
        for (let blob = 0; blob < blobs; blob += 1) await readOne();
      };
      void readAll();
    }, BLOBS);
    await eventually(
      "all to be read",
      async () => {
        await session.send("HeapProfiler.collectGarbage");
        return (await page.evaluate(() => globalThis.readBlobs)) === BLOBS;
      },
      { ...LONG, intervalMs: 1 },
    );
    expect(await page.evaluate(() => globalThis.readBlobs)).toBe(BLOBS);
  });
});
