import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readdir, rename, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { restMs } from "../../companion/files/outbox-folder/file-rest.ts";
import { type CompanionProcess, openCompanion, pagewire } from "../support/companion-process.ts";
import { eventually } from "../support/eventually.ts";
import { resetPeak, residentMiB } from "../support/memory-of.ts";
import { pairBy } from "../support/node-browser.ts";
import { listenToOutbox } from "../support/node-outbox.ts";
import { noise } from "../support/pseudo-random.ts";

const FILES = 20_000;
const LARGE_BYTES = 256 * 1024 * 1024;
/** What the companion may need more of meanwhile. */
const MORE_MIB = 150;
/** What it takes at most to be told of all of them, after their rest, by what it takes here to list and digest them; measured: 1 to 1.3. */
const LISTED_FACTOR = 2.5;
const LARGE = "a-large.bin";
/** A file that comes while they are taken. */
const NEW = "new.txt";
const WAIT = { timeoutMs: 120_000, intervalMs: 200 };

const opened: CompanionProcess[] = [];
afterEach(async () => {
  for (const companion of opened.splice(0)) await companion.close();
});

/** What this machine takes to list a folder, look at each file and digest it, in milliseconds. */
async function listAndDigest(folder: string): Promise<number> {
  const began = performance.now();
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    await stat(file);
    const hash = createHash("sha256");
    for await (const part of createReadStream(file)) hash.update(part);
    hash.digest("hex");
  }
  return performance.now() - began;
}

describe("twenty thousand files in the Outbox at once", () => {
  it("are all queued once, told to a browser, and not behind a large one", async () => {
    const companion = await openCompanion();
    opened.push(companion);
    const browser = await pairBy(companion.pairUrl);
    const outbox = await listenToOutbox(browser);
    const stage = path.join(companion.home, "stage");
    await mkdir(stage);
    for (let index = 0; index < FILES; index += 1)
      await writeFile(path.join(stage, `file-${index}.txt`), `file ${index}`);
    const plainMs = await listAndDigest(stage);
    await writeFile(path.join(stage, LARGE), noise(LARGE_BYTES));
    const place = (name: string): number => outbox.waiting.findIndex((file) => file.name === name);
    resetPeak(companion.pid);
    const beforeMiB = residentMiB(companion.pid);
    const began = performance.now();
    for (const name of await readdir(stage))
      await rename(path.join(stage, name), path.join(companion.home, "Outbox", name));
    await eventually("the first of them", () => outbox.waiting.length > 0, WAIT);
    await writeFile(path.join(companion.home, "Outbox", NEW), "new");
    const isTold = (): boolean => outbox.waiting.filter(({ name }) => name !== LARGE).length > FILES;
    await eventually("all small ones", isTold, WAIT);
    const tookMs = performance.now() - began;
    await eventually("all of them", () => outbox.waiting.length > FILES + 1, WAIT);
    const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
    console.log(
      `${FILES} files were told of after ${seconds(tookMs)}; to list and digest them takes ${seconds(plainMs)}.`,
    );
    console.log(`The new one was number ${place(NEW)}, the large one number ${place(LARGE)}.`);
    const moreMiB = residentMiB(companion.pid, true) - beforeMiB;
    console.log(`The companion needed ${moreMiB.toFixed(0)} MiB more for it.`);
    expect(moreMiB).toBeLessThan(MORE_MIB);
    expect(new Set(outbox.waiting.map(({ name }) => name)).size).toBe(FILES + 2);
    expect(outbox.waiting).toHaveLength(FILES + 2);
    const { objects } = await pagewire(companion.home, ["outbox"]);
    expect(objects).toHaveLength(FILES + 2);
    expect((await listenToOutbox(browser)).waiting).toHaveLength(FILES + 2);
    expect(tookMs).toBeLessThan(restMs(0, 0) + LISTED_FACTOR * plainMs);
    // Neither behind the large one nor behind all that lay there before it.
    expect(place(LARGE)).toBeGreaterThan(place(NEW));
    expect(place(NEW)).toBeLessThan(FILES);
  });

  it("that lay there before the start let a new one pass", async () => {
    const companion = await openCompanion();
    opened.push(companion);
    const browser = await pairBy(companion.pairUrl);
    await companion.stop();
    const within = (name: string): string => path.join(companion.home, "Outbox", name);
    for (let index = 0; index < FILES; index += 1)
      await writeFile(within(`file-${index}.txt`), `file ${index}`);
    await companion.restart();
    const outbox = await listenToOutbox(browser);
    await eventually("the first of them", () => outbox.waiting.length > 0, WAIT);
    await writeFile(within(NEW), "new");
    await eventually("all of them", () => outbox.waiting.length > FILES, WAIT);
    const place = outbox.waiting.findIndex(({ name }) => name === NEW);
    console.log(`The new one was number ${place}.`);
    expect(place).toBeLessThan(FILES);
    expect(outbox.waiting).toHaveLength(FILES + 1);
  });
});
