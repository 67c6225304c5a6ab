import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pagewire } from "../../support/companion-process.ts";
import { eventually, LONG } from "../../support/eventually.ts";
import { openPairedDesktop, type PairedDesktop, statusOf } from "../../support/paired-desktop.ts";
import { writePseudoRandomFile } from "../../support/pseudo-random.ts";

const LARGE_BYTES = 150_000_000;

let paired: PairedDesktop;
let downloads: string;
beforeAll(async () => {
  paired = await openPairedDesktop();
  downloads = await mkdtemp(path.join(tmpdir(), "pagewire-downloads-"));
  const [page] = paired.desktop.context.pages();
  const session = await paired.desktop.context.newCDPSession(page as Page);
  await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: downloads });
});
afterAll(async () => {
  await paired?.close();
  await rm(downloads, { recursive: true, force: true });
});

/** Sends a large file and waits until the browser has all of it; returns its id and hash. */
async function sendLarge(name: string): Promise<{ id: string; sha256: string }> {
  const file = path.join(paired.companion.home, name);
  const sha256 = await writePseudoRandomFile(file, LARGE_BYTES, name);
  const { objects, status } = await pagewire(paired.companion.home, ["send", file, "--wait"]);
  expect(status).toBe(0);
  await rm(file);
  return { id: String(objects[0]?.id), sha256 };
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}

async function saved(name: string, sha256: string): Promise<boolean> {
  if (!(await readdir(downloads)).includes(name)) return false;
  return (await hashOf(path.join(downloads, name))) === sha256;
}

/** Presses Save in the popup, which closes in the same moment, as it does for who clicks beside it. */
async function savePage(name: string): Promise<Page> {
  const popup = await paired.desktop.openPopup();
  const button = popup.getByRole("button", { name: `Save ${name}` });
  await eventually("the file in the list", () => button.isVisible());
  const opened = paired.desktop.context.waitForEvent("page");
  await paired.desktop.click(popup, button);
  const page = await opened;
  await eventually("the popup to be closed", () => popup.isClosed());
  return page;
}

describe("saving a large file that was received", () => {
  it("goes on in a page of its own when the popup is closed, and the file is whole", async () => {
    const { sha256 } = await sendLarge("large.bin");
    const page = await savePage("large.bin");
    await eventually("the file in the downloads", () => saved("large.bin", sha256), LONG);
    expect(await statusOf(page)).toContain("The browser saves it now");
    // A page that the browser opens again at its start does not save by itself.
    await page.reload();
    await eventually("the page again", async () => (await statusOf(page)).includes("not saved yet"));
    expect(await readdir(downloads)).toEqual(["large.bin"]);
    await page.close();
  });

  it("offers a place of the user's choice where the browser can't put it together, and writes it there", async () => {
    const { id, sha256 } = await sendLarge("huge.bin");
    const page = await paired.desktop.openExtensionPage(`save.html?id=${id}`);
    await page.evaluate(() => {
      // What Chromium answers of a Blob beyond the room it has for them.
      const { arrayBuffer } = Blob.prototype;
      Blob.prototype.arrayBuffer = function read() {
        return this.size === 1
          ? Promise.reject(new DOMException("", "NotReadableError"))
          : arrayBuffer.call(this);
      };
      // The system's own dialog can't be answered here; a file of the page's own takes the place of the chosen one.
      const choose = async (): Promise<FileSystemFileHandle> => {
        const folder = await navigator.storage.getDirectory();
        return await folder.getFileHandle("chosen", { create: true });
      };
      Object.assign(window, { showSaveFilePicker: choose });
    });
    await paired.desktop.click(page, page.getByRole("button", { name: "Save" }));
    await eventually("the reason", async () => (await statusOf(page)).includes("has no room"));
    expect(await readdir(downloads)).not.toContain("huge.bin");
    await paired.desktop.click(page, page.getByRole("button", { name: "Choose a place…" }));
    await eventually("the end", async () => (await statusOf(page)) === "It is saved.", LONG);
    const written = await page.evaluate(async () => {
      const folder = await navigator.storage.getDirectory();
      const file = await (await folder.getFileHandle("chosen")).getFile();
      const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
      return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    });
    expect(written).toBe(sha256);
    await page.close();
  });

  it("says in one sentence why it can't be, where a part of it is gone", async () => {
    const { id } = await sendLarge("damaged.bin");
    const page = await paired.desktop.openExtensionPage(`view.html?id=${id}`);
    await page.evaluate(
      (key) =>
        new Promise<void>((resolve) => {
          const opening = indexedDB.open("pagewire");
          opening.onsuccess = () => {
            const transaction = opening.result.transaction("pieces", "readwrite");
            const { store } = { store: transaction.objectStore("pieces") };
            const cursor = store.openKeyCursor(IDBKeyRange.bound([key, 1], [key, Number.MAX_SAFE_INTEGER]));
            cursor.onsuccess = () => {
              if (cursor.result) store.delete(cursor.result.primaryKey);
            };
            transaction.oncomplete = () => {
              opening.result.close();
              resolve();
            };
          };
        }),
      id,
    );
    const opened = paired.desktop.context.waitForEvent("page");
    await paired.desktop.click(page, page.getByRole("button", { name: "Save" }));
    const saving = await opened;
    await eventually("the reason", async () =>
      (await statusOf(saving)).includes("A piece of damaged.bin is missing"),
    );
    expect(await readdir(downloads)).not.toContain("damaged.bin");
    await saving.close();
    await page.close();
  });
});
