import { mkdir, readdir, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
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
const WAIT = { timeoutMs: 120_000, intervalMs: 200 };

const opened: CompanionProcess[] = [];
afterEach(async () => {
  for (const companion of opened.splice(0)) await companion.close();
});

describe("twenty thousand files in the Outbox at once", () => {
  it("are all queued once, told to a browser, and not behind a large one", async () => {
    const companion = await openCompanion();
    opened.push(companion);
    const browser = await pairBy(companion.pairUrl);
    const outbox = await listenToOutbox(browser);
    const stage = path.join(companion.home, "stage");
    await mkdir(stage);
    await writeFile(path.join(stage, "a-large.bin"), noise(LARGE_BYTES));
    for (let index = 0; index < FILES; index += 1)
      await writeFile(path.join(stage, `file-${index}.txt`), `file ${index}`);
    resetPeak(companion.pid);
    const beforeMiB = residentMiB(companion.pid);
    const began = performance.now();
    for (const name of await readdir(stage))
      await rename(path.join(stage, name), path.join(companion.home, "Outbox", name));
    await eventually("all of them", () => outbox.waiting.length > FILES, WAIT);
    console.log(`${FILES} files were told of after ${((performance.now() - began) / 1000).toFixed(1)} s.`);
    const moreMiB = residentMiB(companion.pid, true) - beforeMiB;
    console.log(`The companion needed ${moreMiB.toFixed(0)} MiB more for it.`);
    expect(moreMiB).toBeLessThan(MORE_MIB);
    expect(new Set(outbox.waiting.map(({ name }) => name)).size).toBe(FILES + 1);
    expect(outbox.waiting).toHaveLength(FILES + 1);
    const { objects } = await pagewire(companion.home, ["outbox"]);
    expect(objects).toHaveLength(FILES + 1);
    expect((await listenToOutbox(browser)).waiting).toHaveLength(FILES + 1);
    const atLarge = outbox.waiting.findIndex(({ name }) => name === "a-large.bin");
    expect(atLarge).toBeGreaterThan(0);
  });
});
