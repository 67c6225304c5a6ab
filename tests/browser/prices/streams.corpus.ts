import { createHash } from "node:crypto";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually, LONG } from "../../support/eventually.ts";
import { inboxNames, receivedRecord } from "../../support/inbox-of.ts";
import { openPairedDesktop, type PairedDesktop } from "../../support/paired-desktop.ts";
import { rowIn, showList } from "../../support/popup.ts";
import { pseudoRandomBuffer } from "../../support/pseudo-random.ts";
import {
  htmlPage,
  openTestSite,
  type Reply,
  type SeenRequest,
  slowly,
  type TestSite,
} from "../../support/test-site.ts";

const MIB = 1024 * 1024;
const FILE_BYTES = 24 * MIB;

let paired: PairedDesktop;
let site: TestSite;
let page: Page;
/** Bodies stop in their middle until they are let go on. */
let goOn: () => void = () => undefined;
let gate: Promise<void> = Promise.resolve();

const contents = new Map<string, Buffer>();
const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const content = (name: string): Buffer => contents.get(name) ?? Buffer.alloc(0);

/** A body that comes quickly up to its middle, then waits to be let go on. */
async function* halting(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  const middle = bytes.length / 2 + 3;
  yield* slowly(bytes.subarray(0, middle), MIB, 1);
  await gate;
  yield* slowly(bytes.subarray(middle), MIB, 1);
}

/** A site that can give a part of a file, while it is the same. */
function ranged(bytes: Buffer, request: SeenRequest): Reply {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? Number.NaN);
  const etag = `"${sha256(bytes).slice(0, 16)}"`;
  const headers = { "content-type": "application/octet-stream", etag };
  if (Number.isNaN(from) || request.headers["if-range"] !== etag) return { headers, body: halting(bytes) };
  const range = `bytes ${from}-${bytes.length - 1}/${bytes.length}`;
  return {
    status: 206,
    headers: { ...headers, "content-range": range },
    body: slowly(bytes.subarray(from), MIB, 1),
  };
}

beforeAll(async () => {
  for (const name of ["open", "ranged", "plain", "changed", "changed-later", "broken"])
    contents.set(name, pseudoRandomBuffer(FILE_BYTES, name));
  const type = { "content-type": "application/octet-stream" };
  let broken = 0;
  site = await openTestSite({
    routes: {
      "/": htmlPage(
        ["open", "ranged", "plain", "changed", "broken", "gone"]
          .map((name) => `<p><a id="${name}" href="/${name}.bin">${name}</a>`)
          .join("") +
          `<p><video id="film" src="/film.mp4" width="200" height="100" style="background:#123" preload="none"></video>`,
      ),
      // Chunked, so that nobody knows its size.
      "/open.bin": () => ({ headers: type, body: halting(content("open")) }),
      "/film.mp4": () => ({
        headers: { "content-type": "video/mp4" },
        body: slowly(content("open").subarray(0, 5 * MIB), MIB, 1),
      }),
      "/ranged.bin": (request) => ranged(content("ranged"), request),
      "/plain.bin": () => ({ headers: type, body: halting(content("plain")) }),
      "/changed.bin": () => ({ headers: type, body: halting(content("changed")) }),
      "/broken.bin": (request) => {
        broken += 1;
        const reply = ranged(content("broken"), request);
        if (broken > 1) return reply;
        return {
          ...reply,
          body: (async function* () {
            yield content("broken").subarray(0, 9 * MIB);
            // What is still on its way when a connection breaks off is lost: two pieces are to have come first.
            await eventually("two pieces of it on the disk", () => areHalfway(1), LONG);
            throw new Error("the site breaks off");
          })(),
        };
      },
    },
  });
  paired = await openPairedDesktop();
  page = await paired.desktop.context.newPage();
  await page.goto(site.url("files.test"));
});
afterAll(async () => {
  await paired?.close();
  await site?.close();
});

function halt(): void {
  const { promise, resolve } = Promise.withResolvers<void>();
  gate = promise;
  goOn = resolve;
}

async function stagedBytes(): Promise<number[]> {
  const staging = path.join(paired.companion.home, ".state/staging");
  const parts = await readdir(staging);
  return await Promise.all(parts.map(async (part) => (await stat(path.join(staging, part))).size));
}

/** Whether every download that was begun has come as far as whole pieces go in front of its middle. */
async function areHalfway(count: number): Promise<boolean> {
  const sizes = await stagedBytes();
  return sizes.length === count && sizes.every((size) => size >= 8 * MIB);
}

async function expectFile(name: string, stored: string): Promise<void> {
  const bytes = content(name);
  expect(await receivedRecord(paired.companion, stored, LONG)).toMatchObject({
    sha256: sha256(bytes),
    bytes: bytes.length,
  });
}

describe("a large address", () => {
  it("streams up as it downloads, its size unknown, and nothing of it is kept in the browser", async () => {
    halt();
    await paired.desktop.rightClick(page, "#open");
    await eventually("half of it to be on the disk", () => areHalfway(1), LONG);
    const popup = await paired.desktop.openExtensionPage("popup.html");
    const entry = await rowIn(popup, "Sent", "open.bin");
    await eventually("its progress", async () =>
      /Sending · \d+(\.\d+)? MB/.test((await entry.textContent()) ?? ""),
    );
    expect(await entry.textContent()).not.toContain(" of ");
    const kept = await popup.evaluate(
      () =>
        new Promise<number>((resolve, reject) => {
          const opening = indexedDB.open("pagewire");
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const counting = opening.result.transaction("sendBlobs").objectStore("sendBlobs").count();
            counting.onsuccess = () => {
              opening.result.close();
              resolve(counting.result);
            };
          };
        }),
    );
    expect(kept).toBe(0);
    goOn();
    await expectFile("open", "open.bin");
    await eventually("the entry to be done", async () =>
      (await entry.textContent())?.includes("On your computer"),
    );
    expect(await entry.textContent()).toContain("25.2 MB");
    expect(site.requestsFor("/open.bin")).toHaveLength(1);
    await popup.close();
  });

  it("goes on by a range where its site breaks off", async () => {
    gate = Promise.resolve();
    await paired.desktop.rightClick(page, "#broken");
    await expectFile("broken", "broken.bin");
    const [first, second] = site.requestsFor("/broken.bin");
    expect(first?.headers.range).toBeUndefined();
    expect(second?.headers.range).toMatch(/^bytes=\d{7}-$/);
    expect(second?.headers["if-range"]).toBeDefined();
  });

  it("goes on after the service worker was stopped: by a range, or checked from the beginning, or anew", async () => {
    halt();
    for (const id of ["#ranged", "#plain"]) await paired.desktop.rightClick(page, id);
    await eventually("half of both to be on the disk", () => areHalfway(2), LONG);
    await paired.desktop.stopServiceWorker();
    goOn();
    const popup = await paired.desktop.openExtensionPage("popup.html");
    await expectFile("ranged", "ranged.bin");
    await expectFile("plain", "plain.bin");
    expect(site.requestsFor("/ranged.bin").map(({ headers }) => headers.range !== undefined)).toEqual([
      false,
      true,
    ]);
    // Where the site says nothing to tell versions apart, all of it is read again, and only the rest is sent.
    expect(site.requestsFor("/plain.bin").map(({ headers }) => headers.range)).toEqual([
      undefined,
      undefined,
    ]);

    halt();
    await paired.desktop.rightClick(page, "#changed");
    await eventually("half of it to be on the disk", () => areHalfway(1), LONG);
    // The answer that is under way holds what it began with.
    contents.set("changed", content("changed-later"));
    await paired.desktop.stopServiceWorker();
    goOn();
    await popup.reload();
    await expectFile("changed", "changed.bin");
    expect((await inboxNames(paired.companion)).filter((name) => name.startsWith("changed"))).toEqual([
      "changed.bin",
    ]);
    await popup.close();
  });

  it("is a video's as well, and one that is gone is told in one sentence", async () => {
    await paired.desktop.rightClick(page, "#film");
    expect(await receivedRecord(paired.companion, "film.mp4", LONG)).toMatchObject({ bytes: 5 * MIB });
    await paired.desktop.rightClick(page, "#gone");
    const popup = await paired.desktop.openExtensionPage("popup.html");
    const entry = (await showList(popup, "Sent")).getByRole("listitem").first();
    await eventually("the sentence", async () =>
      (await entry.textContent())?.includes("The site answered 404 instead of the file: nothing was sent."),
    );
    await popup.close();
  });
});
