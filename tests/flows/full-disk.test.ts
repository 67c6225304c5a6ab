import { createHash } from "node:crypto";
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { openCompanion, pagewire } from "../support/companion-process.ts";
import { eventually } from "../support/eventually.ts";
import { canMount, Mounts } from "../support/mounted-disk.ts";
import { offerOf, openLane, PIECE_BYTES, pairBy, sendOver, ticketOf } from "../support/node-browser.ts";
import { noise } from "../support/pseudo-random.ts";

const MIB = 1024 * 1024;
const isRoot = canMount("The tests with a full disk");

const opened: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

const smallDisk = (bytes: number): string => new Mounts(opened).memory(bytes);

/** Writes until the disk takes no more. */
function fillUp(home: string): void {
  const filler = path.join(home, "filler");
  for (const size of [MIB, 64 * 1024, 4096]) {
    try {
      for (;;) writeFileSync(filler, Buffer.alloc(size), { flag: "a" });
    } catch {
      // Full for blocks of this size.
    }
  }
}

describe.skipIf(!isRoot)("a disk that is full", () => {
  it("refuses a file before its first byte where it would eat into the reserve", async () => {
    const companion = await openCompanion({ home: smallDisk(80 * MIB) });
    opened.push(() => companion.close());
    const lane = await openLane(companion.port, await ticketOf(await pairBy(companion.pairUrl)));
    const { last } = await sendOver(lane, offerOf(Buffer.alloc(0), { bytes: 20 * MIB }), Buffer.alloc(0));
    expect(last).toMatchObject({
      type: "refuse",
      code: "disk_full",
      message: expect.stringContaining("21.0 MB are needed"),
    });
    const small = Buffer.from("still takes what fits");
    const next = await sendOver(lane, offerOf(small, { name: "small.txt" }), small);
    expect(next.last).toMatchObject({ type: "done" });
  });

  it("promises no room twice: a file that does not fit beside one that is coming is refused before its first byte", async () => {
    const companion = await openCompanion({ home: smallDisk(144 * MIB) });
    opened.push(() => companion.close());
    const browser = await pairBy(companion.pairUrl);
    const [one, other] = await Promise.all(
      [1, 2].map(async () => await openLane(companion.port, await ticketOf(browser))),
    );
    if (!one || !other) throw new Error("two lanes were opened");
    const bytes = noise(12 * PIECE_BYTES);
    await sendOver(one, offerOf(bytes, { name: "first.bin" }), bytes, PIECE_BYTES);
    const second = offerOf(noise(12 * PIECE_BYTES), { name: "second.bin" });
    expect((await sendOver(other, second, bytes)).last).toMatchObject({
      type: "refuse",
      code: "disk_full",
      message: expect.stringContaining("free beside what is coming now"),
    });
    // The first has left: what it was promised is free again, what it has written is not.
    one.socket.terminate();
    const small = noise(8 * PIECE_BYTES);
    const fits = offerOf(small, { name: "fits.bin" });
    await eventually("room for a smaller one", async () => {
      const lane = await openLane(companion.port, await ticketOf(browser));
      return (await sendOver(lane, fits, small)).last?.type === "done";
    });
  });

  it("is not full for others because one has announced all of it and sends none", async () => {
    const companion = await openCompanion({ home: smallDisk(144 * MIB) });
    opened.push(() => companion.close());
    const ticket = await ticketOf(await pairBy(companion.pairUrl));
    // Whatever fits, from large to small: nobody says what is free.
    for (let bytes = 64 * MIB; bytes >= 32 * 1024; bytes /= 2)
      for (let count = 0; count < 2; count += 1) {
        const lane = await openLane(companion.port, ticket);
        lane.socket.send(JSON.stringify(offerOf(Buffer.alloc(0), { bytes })));
        if (!String(await lane.next()).includes('"want"')) lane.socket.terminate();
      }
    const { objects } = await pagewire(companion.home, ["pair"]);
    const other = await pairBy(String(objects[0]?.pairUrl), "Other browser");
    const lane = await openLane(companion.port, await ticketOf(other));
    for (const size of [200_000, 4 * MIB]) {
      const file = noise(size);
      expect((await sendOver(lane, offerOf(file), file)).last).toMatchObject({ type: "done" });
    }
  });

  it("keeps the part of a file it has no more room for, and goes on when there is room again", async () => {
    const home = smallDisk(100 * MIB);
    const companion = await openCompanion({ home });
    opened.push(() => companion.close());
    const browser = await pairBy(companion.pairUrl);
    const bytes = noise(6 * PIECE_BYTES);
    const offer = offerOf(bytes, { name: "large.bin" });
    const first = await openLane(companion.port, await ticketOf(browser));
    await sendOver(first, offer, bytes, PIECE_BYTES);
    first.socket.terminate();
    fillUp(home);
    const full = await sendOver(await openLane(companion.port, await ticketOf(browser)), offer, bytes);
    expect(full.last).toMatchObject({ type: "refuse", code: "disk_full" });
    expect(readdirSync(path.join(home, "Inbox"))).toEqual([]);
    rmSync(path.join(home, "filler"));
    const again = await sendOver(await openLane(companion.port, await ticketOf(browser)), offer, bytes);
    expect(again.resumedAt).toBeGreaterThanOrEqual(PIECE_BYTES);
    expect(again.last).toMatchObject({ type: "done", name: "large.bin" });
    const stored = await readFile(path.join(home, "Inbox/large.bin"));
    expect(createHash("sha256").update(stored).digest("hex")).toBe(
      createHash("sha256").update(bytes).digest("hex"),
    );
  });

  it("is told in one sentence by pagewire start", async () => {
    const home = smallDisk(16 * 1024);
    fillUp(home);
    const { status, stderr } = await pagewire(home, ["start", "--port", "0"]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/full/);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  it("is told in one sentence by pagewire send, and nothing half-copied stays", async () => {
    const home = smallDisk(100 * MIB);
    const companion = await openCompanion({ home });
    opened.push(() => companion.close());
    fillUp(home);
    const { status, stderr } = await pagewire(home, ["send", "-", "--name", "x"], noise(MIB));
    expect(status).toBe(1);
    expect(stderr).toMatch(/the disk is full/);
    expect(readdirSync(path.join(home, ".state/outgoing"))).toEqual([]);
  });
});
