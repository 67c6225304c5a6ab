import { rm } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pagewire } from "../../support/companion-process.ts";
import { eventually } from "../../support/eventually.ts";
import { diskMiB, grownWhile } from "../../support/memory-of.ts";
import { openPairedDesktop, type PairedDesktop } from "../../support/paired-desktop.ts";
import { chooseFromMenu } from "../../support/popup.ts";
import { writePseudoRandomFile } from "../../support/pseudo-random.ts";

const MIB = 1024 * 1024;
const FILE_BYTES = 512 * MIB;
/** Without a cure all of the file is in the browser's memory until its script's garbage happens to be collected. */
const MAX_GROWTH_MIB = 256;
/** What may be left on the disk of a file that was deleted: the browser's own journals. */
const MAX_LEFT_MIB = 48;
const LONG = { timeoutMs: 120_000, intervalMs: 1_000 };

let paired: PairedDesktop;
beforeAll(async () => {
  paired = await openPairedDesktop();
});
afterAll(() => paired?.close());

describe("a file of 512 MiB that is fetched", () => {
  it("is never in the browser's memory as a whole, and leaves the disk when it is deleted", async () => {
    const { companion, desktop } = paired;
    const file = path.join(companion.home, "large.bin");
    await writePseudoRandomFile(file, FILE_BYTES, "large");
    const popup = await desktop.openExtensionPage("popup.html");
    const diskBefore = await diskMiB(desktop.profileDir);
    const { result, grownMiB: growth } = await grownWhile(desktop.profileDir, () =>
      pagewire(companion.home, ["send", file, "--wait"]),
    );
    expect(result.objects).toMatchObject([{ state: "stored", bytes: FILE_BYTES }]);
    await rm(file);
    const taken = (await diskMiB(desktop.profileDir)) - diskBefore;
    console.info(`grown by ${growth.toFixed(0)} MiB at most; ${taken.toFixed(0)} MiB on the disk`);
    expect(taken).toBeGreaterThan(FILE_BYTES / MIB / 2);
    expect(growth).toBeLessThan(MAX_GROWTH_MIB);
    await chooseFromMenu(
      desktop,
      popup,
      popup.getByRole("listitem").filter({ hasText: "large.bin" }),
      /^Delete/,
    );
    const left = async (): Promise<number> => (await diskMiB(desktop.profileDir)) - diskBefore;
    await eventually("the disk's room to be free", async () => (await left()) < MAX_LEFT_MIB, LONG);
  });
});
