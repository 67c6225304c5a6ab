import { randomBytes } from "node:crypto";
import { closeSync, openSync, readdirSync, statSync, truncateSync, writeFileSync, writeSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type CompanionProcess, openCompanion, pagewire } from "../support/companion-process.ts";
import { eventually } from "../support/eventually.ts";
import { canMount, freeBytes, Mounts } from "../support/mounted-disk.ts";
import { openLane, pairBy, ticketOf } from "../support/node-browser.ts";
import { listenToOutbox, receiveOver } from "../support/node-outbox.ts";

const MIB = 1024 * 1024;
const GB = 1_000_000_000;
const hasDisks = canMount("The tests of what is kept for sending on small disks");

const opened: (() => Promise<void> | void)[] = [];
const mounts = new Mounts(opened);
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

async function start(home?: string): Promise<CompanionProcess> {
  const companion = await openCompanion(home === undefined ? {} : { home });
  opened.push(() => companion.close());
  return companion;
}

/** A file of that many bytes, none of which is on the disk. */
function sparse(file: string, bytes: number): string {
  writeFileSync(file, "");
  truncateSync(file, bytes);
  return file;
}

function overwrite(file: string, at: number, text: string): void {
  const descriptor = openSync(file, "r+");
  writeSync(descriptor, text, at);
  closeSync(descriptor);
}

const kept = (home: string): string[] =>
  readdirSync(path.join(home, ".state/outgoing")).map((name) => path.join(home, ".state/outgoing", name));

describe("what pagewire send keeps", () => {
  it.skipIf(!hasDisks)("is measured before its first byte is copied, holes included", async () => {
    const home = mounts.memory(256 * MIB);
    await start(home);
    const before = freeBytes(home);
    let least = before;
    const watching = setInterval(() => (least = Math.min(least, freeBytes(home))), 5);
    opened.push(() => clearInterval(watching));
    const { status, stderr } = await pagewire(home, ["send", sparse(path.join(home, "vm.img"), 100 * GB)]);
    expect(status).toBe(1);
    expect(stderr.trim()).toMatch(/vm\.img needs 100000\.0 MB, and the computer's disk has not so much free/);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(before - least).toBeLessThan(4 * MIB);
    expect(kept(home)).toEqual([]);
  });

  it.skipIf(!hasDisks)("leaves the reserve free where a stream is longer than the disk", async () => {
    const home = mounts.memory(128 * MIB);
    await start(home);
    let least = freeBytes(home);
    const watching = setInterval(() => (least = Math.min(least, freeBytes(home))), 5);
    opened.push(() => clearInterval(watching));
    const { status, stderr } = await pagewire(home, ["send", "-", "--name", "x"], Buffer.alloc(200 * MIB));
    expect(status).toBe(1);
    expect(stderr).toContain("the disk is full");
    expect(least).toBeGreaterThan(60 * MIB);
    expect(kept(home)).toEqual([]);
  });

  it("arrives as it is where it was large, and the original stays", async () => {
    const companion = await start();
    const bytes = randomBytes(20 * MIB);
    const original = path.join(companion.home, "large.bin");
    writeFileSync(original, bytes);
    const { objects } = await pagewire(companion.home, ["send", original]);
    const browser = await pairBy(companion.pairUrl);
    const lane = await openLane(companion.port, await ticketOf(browser));
    const got = await receiveOver(lane, String(objects[0]?.id));
    expect(got.equals(bytes)).toBe(true);
    await eventually("the copy to go", () => kept(companion.home).length === 0);
    expect(statSync(original).size).toBe(bytes.length);
  });

  it.skipIf(!hasDisks)(
    "is noticed and told where the original is changed later, and never ends whole",
    async () => {
      const home = mounts.memory(256 * MIB);
      const companion = await start(home);
      const original = path.join(home, "large.bin");
      writeFileSync(original, randomBytes(20 * MIB));
      const free = freeBytes(home);
      const { objects } = await pagewire(home, ["send", original]);
      expect(free - freeBytes(home)).toBeLessThan(4 * MIB);
      overwrite(original, 19 * MIB, "changed");
      const browser = await pairBy(companion.pairUrl);
      const outbox = await listenToOutbox(browser);
      const lane = await openLane(companion.port, await ticketOf(browser));
      const receiving = receiveOver(lane, String(objects[0]?.id));
      await expect(receiving.then(({ length }) => length)).rejects.toThrow("source_changed");
      await eventually("the word to the browser", () =>
        outbox.heard.some(({ event }) => event === "withdrawn"),
      );
      await eventually("the sentence", () =>
        companion.said().includes("large.bin was changed on the computer: send it again."),
      );
      expect(kept(home)).toEqual([]);
      expect(statSync(original).size).toBe(20 * MIB);
    },
  );

  it.skipIf(!hasDisks)("does not hurt the original where it is taken back on its way", async () => {
    const home = mounts.memory(256 * MIB);
    const companion = await start(home);
    const original = path.join(home, "large.bin");
    writeFileSync(original, randomBytes(20 * MIB));
    const { objects } = await pagewire(home, ["send", original]);
    const id = String(objects[0]?.id);
    const lane = await openLane(companion.port, await ticketOf(await pairBy(companion.pairUrl)));
    const receiving = receiveOver(lane, id, undefined, undefined, async (had) =>
      had === 4 * MIB ? await pagewire(home, ["outbox", "--cancel", id]) : undefined,
    );
    await expect(receiving.then(({ length }) => length)).rejects.toThrow("source_changed");
    expect(statSync(original).size).toBe(20 * MIB);
  });

  it.skipIf(!hasDisks)(
    "is a clone where the file system has them: a later change does not matter",
    async (context) => {
      const home = mounts.image("mkfs.btrfs", 512 * MIB);
      if (home === undefined) return context.skip();
      const companion = await start(home);
      const original = path.join(home, "large.bin");
      const bytes = randomBytes(20 * MIB);
      writeFileSync(original, bytes);
      const { objects } = await pagewire(home, ["send", original]);
      overwrite(original, 19 * MIB, "changed");
      const lane = await openLane(companion.port, await ticketOf(await pairBy(companion.pairUrl)));
      const got = await receiveOver(lane, String(objects[0]?.id));
      expect(got.equals(bytes)).toBe(true);
    },
  );
});
