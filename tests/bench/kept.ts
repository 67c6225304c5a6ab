/** What a file of 1 GiB takes of the browser's memory and disk, and how soon a file of 2 GB that was received begins to be saved. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { CDPSession } from "playwright-core";
import { pagewire } from "../support/companion-process.ts";
import { eventually, pause } from "../support/eventually.ts";
import { diskMiB, grownWhile } from "../support/memory-of.ts";
import { openPairedDesktop, type PairedDesktop } from "../support/paired-desktop.ts";
import { chooseFromMenu } from "../support/popup.ts";
import { writePseudoRandomFile } from "../support/pseudo-random.ts";
import { type Figure, figure } from "./figure.ts";

const ROUNDS = 3;
const MIB = 1024 * 1024;
const COMING_BYTES = 1024 * MIB;
const SAVED_BYTES = 2_000_000_000;
/** After this long the disk's room is to be back. */
const GIVEN_BACK_MS = 60_000;
const MINUTES = { timeoutMs: 300_000, intervalMs: 200 };

export async function measureKept(rounds = ROUNDS): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "pagewire-bench-"));
  const paired = await openPairedDesktop();
  const grown: number[] = [];
  const left: number[] = [];
  const begins: number[] = [];
  const heaps: number[] = [];
  try {
    const kept = new Kept(paired, folder);
    for (let round = 0; round < rounds; round += 1) {
      const diskBefore = await kept.diskMiB();
      const coming = await kept.receive(`coming-${round}.bin`, COMING_BYTES);
      grown.push(coming.grownMiB);
      await kept.remove(`coming-${round}.bin`);
      await pause(GIVEN_BACK_MS);
      left.push((await kept.diskMiB()) - diskBefore);
    }
    const { id } = await kept.receive("saved.bin", SAVED_BYTES);
    for (let round = 0; round < rounds; round += 1) {
      const saving = await kept.save(id);
      begins.push(saving.beginsMs);
      heaps.push(saving.heapMiB);
    }
  } finally {
    await paired.close();
    await rm(folder, { recursive: true, force: true });
  }
  return [
    figure("memory of all the browser's processes while 1 GiB comes: grown by at most", "MiB", grown),
    figure("disk room that is not back 60 s after it was deleted", "MiB", left),
    figure("saving a received file of 2 GB: from the press to the browser's save", "ms", begins),
    figure("the same: the heap of the page that saves, with its buffers", "MiB", heaps),
  ];
}

class Kept {
  readonly #paired: PairedDesktop;
  readonly #folder: string;

  constructor(paired: PairedDesktop, folder: string) {
    this.#paired = paired;
    this.#folder = folder;
  }

  /** What the profile takes on the disk. */
  diskMiB(): Promise<number> {
    return diskMiB(this.#paired.desktop.profileDir);
  }

  /** Sends a file and samples the browser's memory until all of it is stored. */
  async receive(name: string, bytes: number): Promise<{ readonly id: string; readonly grownMiB: number }> {
    const { desktop, companion } = this.#paired;
    const file = path.join(this.#folder, name);
    await writePseudoRandomFile(file, bytes, name);
    const { result, grownMiB } = await grownWhile(desktop.profileDir, () =>
      pagewire(companion.home, ["send", file, "--wait"]),
    );
    await rm(file);
    return { id: String(result.objects[0]?.id), grownMiB };
  }

  /** Deletes it in the popup. */
  async remove(name: string): Promise<void> {
    const { desktop } = this.#paired;
    const popup = await desktop.openExtensionPage("popup.html");
    const entry = popup.getByRole("listitem").filter({ hasText: name });
    await chooseFromMenu(desktop, popup, entry, /^Delete/);
    await eventually("the row to go", async () => (await entry.count()) === 0);
    await popup.close();
  }

  /** Presses Save on the file's page, and ends the save as soon as the browser has begun it. */
  async save(id: string): Promise<{ readonly beginsMs: number; readonly heapMiB: number }> {
    const { desktop } = this.#paired;
    const downloads = path.join(this.#folder, "downloads");
    const view = await desktop.openExtensionPage(`view.html?id=${id}`);
    const button = view.getByRole("button", { name: "Save", exact: true });
    await button.waitFor();
    const browser = desktop.context.browser();
    if (!browser) throw new Error("the browser is closed");
    const session = await browser.newBrowserCDPSession();
    await session.send("Browser.setDownloadBehavior", {
      behavior: "allow",
      downloadPath: downloads,
      eventsEnabled: true,
    });
    const begun = new Promise<string>((resolve) =>
      session.once("Browser.downloadWillBegin", ({ guid }: { readonly guid: string }) => resolve(guid)),
    );
    const from = performance.now();
    await button.click({ noWaitAfter: true });
    const guid = await begun;
    const beginsMs = performance.now() - from;
    const heapMiB = await heapOf(await desktop.context.newCDPSession(view));
    await eventually("the save to be ended", () => session.send("Browser.cancelDownload", { guid }), MINUTES);
    await session.detach();
    await view.close();
    await rm(downloads, { recursive: true, force: true });
    return { beginsMs, heapMiB };
  }
}

/** What a page's script holds, its buffers with it. */
async function heapOf(page: CDPSession): Promise<number> {
  const usage: Readonly<Record<string, number>> = await page.send("Runtime.getHeapUsage");
  return ((usage.usedSize ?? 0) + (usage.backingStorageSize ?? 0)) / MIB;
}
