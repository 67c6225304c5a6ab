/** How long the popup takes until its first row stands in it, with ten received files and with ten thousand. */

import type { Page } from "playwright-core";
import { openDesktop } from "../support/desktop.ts";
import { eventually } from "../support/eventually.ts";
import { EXTENSION_DIR, setup } from "../support/extension-build.ts";
import { closeWelcome } from "../support/paired-desktop.ts";
import { type Figure, figure } from "./figure.ts";
import { measureScrolling } from "./scrolling.ts";

const ROUNDS = 15;
const SCROLLING_ROUNDS = 5;
const FEW = 10;
const MANY = 10_000;
/** So many times as long as with few it may take with many. */
const MOST_TIMES = 1.3;
/** So far apart that they stand under all kinds of headings. */
const APART_MS = 3_600_000;

export async function measurePopup(rounds = ROUNDS): Promise<Figure[]> {
  await setup();
  const desktop = await openDesktop({ extensionDir: EXTENSION_DIR });
  try {
    await closeWelcome(desktop);
    const page = await desktop.openExtensionPage("popup.html");
    await page.bringToFront();
    await page.addInitScript(noteFirstRow);
    await fill(page, FEW);
    const few = await firstRows(page, rounds);
    await fill(page, MANY);
    const many = await firstRows(page, rounds);
    const scrolling = await measureScrolling(page, Math.min(rounds, SCROLLING_ROUNDS));
    return [
      figure(`popup's first row, ${FEW} files`, "ms", few),
      figure(`popup's first row, ${MANY} files`, "ms", many, {
        to: `${FEW} files`,
        values: few,
        target: { atMost: MOST_TIMES },
      }),
      ...scrolling,
    ];
  } finally {
    await desktop.close();
  }
}

/** The first round warms the caches and does not count. */
async function firstRows(page: Page, rounds: number): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    await page.reload();
    const at = await eventually("the first row", () =>
      page.evaluate(() => (globalThis as unknown as { firstRow?: number }).firstRow),
    );
    if (round > 0) times.push(at);
  }
  return times;
}

/** Runs in the page: notes when a row with a name was there first, counted from the navigation. */
function noteFirstRow(): void {
  const observer = new MutationObserver(() => {
    if (document.querySelector("li .file-name") === null) return;
    observer.disconnect();
    // What is in the document is drawn with the next frame; waiting for that would measure the screen.
    Object.assign(globalThis, { firstRow: performance.now() });
  });
  observer.observe(document, { childList: true, subtree: true });
}

/** Puts files into the database in the place of those that are there. */
async function fill(page: Page, count: number): Promise<void> {
  await page.evaluate(
    async ([wanted, apartMs]) => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open("pagewire");
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      const write = db.transaction("received", "readwrite");
      const files = write.objectStore("received");
      files.clear();
      for (let index = 0; index < wanted; index += 1)
        files.put({
          id: index.toString(16).padStart(32, "0"),
          state: "stored",
          name: `file-${index}.txt`,
          mediaType: "text/plain",
          bytes: 4,
          sha256: "00",
          storedBytes: 4,
          at: Date.now() - index * apartMs,
        });
      await new Promise((resolve) => {
        write.oncomplete = resolve;
      });
      db.close();
    },
    [count, APART_MS] as const,
  );
}
