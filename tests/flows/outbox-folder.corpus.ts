import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, renameSync, statSync } from "node:fs";
import { mkdir, open, readFile, rename, rm, symlink, truncate, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type CompanionProcess, openCompanion, pagewire } from "../support/companion-process.ts";
import { eventually } from "../support/eventually.ts";
import { canMount, freeBytes, Mounts } from "../support/mounted-disk.ts";
import { type NodeBrowser, openLane, pairBy, ticketOf } from "../support/node-browser.ts";
import { listenToOutbox, type OutboxListener, receiveOver } from "../support/node-outbox.ts";
import { noise } from "../support/pseudo-random.ts";

const MIB = 1024 * 1024;
const hasDisks = canMount("The tests of the Outbox folder on small disks");
const isLinux = process.platform === "linux";

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

const inOutbox = (companion: CompanionProcess, name: string): string =>
  path.join(companion.home, "Outbox", name);

/** Everything that was ever queued, as the index has it, by name and size. */
async function queued(companion: CompanionProcess): Promise<string[]> {
  const { objects } = await pagewire(companion.home, ["outbox"]);
  return objects.map(({ name, bytes }) => `${String(name)} ${String(bytes)}`).sort();
}

const said = async (companion: CompanionProcess): Promise<string> =>
  (await pagewire(companion.home, ["outbox"])).stderr;

/** A file that comes later, is small and finished: when it is there, what was put before it was looked at. */
async function afterALaterFile(companion: CompanionProcess, name = "later.txt"): Promise<string[]> {
  await writeFile(inOutbox(companion, name), `later: ${name}`);
  await eventually(name, async () => (await queued(companion)).some((one) => one.startsWith(name)));
  return (await queued(companion)).filter((one) => !one.startsWith("later"));
}

async function takeAll(browser: NodeBrowser, { waiting }: OutboxListener): Promise<void> {
  const lane = await openLane(browser.port, await ticketOf(browser));
  for (const { id } of waiting) await receiveOver(lane, id);
}

describe("a file that is still written", () => {
  it.skipIf(!isLinux)(
    "is sent once and whole, however long its writer pauses with the file open",
    async () => {
      const companion = await start();
      const file = inOutbox(companion, "scan.pdf");
      const writer = spawn("sh", ["-c", 'cat > "$0"', file], { stdio: ["pipe", "ignore", "inherit"] });
      const done = once(writer, "exit");
      const isStillWritten = async (): Promise<boolean> =>
        /scan\.pdf is not sent: .*open for writing/.test(await said(companion));
      for (let at = 0; at < 3; at += 1) {
        writer.stdin.write(noise(MIB));
        // As long as it takes until it was looked at, and not taken.
        await eventually(`page ${at}`, () => statSync(file).size === (at + 1) * MIB);
        await afterALaterFile(companion, `later-${at}.txt`);
        await eventually("the word of it", isStillWritten);
      }
      writer.stdin.end();
      await done;
      const scans = async () => (await queued(companion)).filter((one) => one.startsWith("scan"));
      await eventually("the file", async () => (await scans()).length > 0);
      expect(await scans()).toEqual([`scan.pdf ${3 * MIB}`]);
      const log = await readFile(path.join(companion.home, ".state/companion.log"), "utf8");
      expect(
        log.split("\n").filter((row) => row.includes("outbox.queued") && row.includes("scan.pdf")),
      ).toHaveLength(1);
    },
  );

  it.skipIf(!isLinux)("is sent once where its room was taken first", async () => {
    const companion = await start();
    const file = inOutbox(companion, "film.mp4");
    const handle = await open(file, "w");
    await handle.truncate(3 * MIB);
    for (let at = 0; at < 3; at += 1) {
      await handle.write(noise(MIB), 0, MIB, at * MIB);
      await afterALaterFile(companion, `later-${at}.txt`);
    }
    await handle.close();
    await eventually("the film", async () => (await queued(companion)).some((one) => one.startsWith("film")));
    expect((await queued(companion)).filter((one) => one.startsWith("film"))).toEqual([
      `film.mp4 ${3 * MIB}`,
    ]);
  });

  it("withdraws an earlier part that waits, and sends the whole", async () => {
    const companion = await start();
    const outbox = await listenToOutbox(await pairBy(companion.pairUrl));
    const file = inOutbox(companion, "log.txt");
    await writeFile(file, "first half");
    await eventually("the half", () => outbox.waiting.length === 1);
    await writeFile(file, ", second half", { flag: "a" });
    await eventually("the whole", () => outbox.waiting.length === 2);
    expect(outbox.heard.filter(({ event }) => event === "withdrawn")).toEqual([
      { event: "withdrawn", payload: { id: outbox.waiting[0]?.id, reason: "cancelled" } },
    ]);
    expect(await queued(companion)).toEqual(["log.txt 23"]);
    expect(readdirSync(path.join(companion.home, ".state/outgoing"))).toHaveLength(1);
  });
});

describe("a file of which a browser has stored a part", () => {
  it("names that part where it begins with it, and none where it is another content", async () => {
    const companion = await start();
    const browser = await pairBy(companion.pairUrl);
    const outbox = await listenToOutbox(browser);
    const noneWaits = (): Promise<unknown> =>
      eventually("it is stored", async () => (await queued(companion)).length === 0);
    const file = inOutbox(companion, "log.txt");
    await writeFile(file, "first half");
    await eventually("the half", () => outbox.waiting.length === 1);
    await takeAll(browser, outbox);
    await noneWaits();
    await writeFile(file, ", second half", { flag: "a" });
    await eventually("the whole", () => outbox.waiting.length === 2);
    const [part, whole] = outbox.waiting;
    expect(whole).toMatchObject({ bytes: 23, replaces: part?.id });
    // A browser that comes later, or a companion that starts again, is told the same.
    await companion.stop();
    await companion.restart();
    const again = await listenToOutbox(browser);
    expect(again.waiting).toMatchObject([{ id: whole?.id, replaces: part?.id }]);
    await takeAll(browser, again);
    await noneWaits();
    await writeFile(file, "another text, which is longer than that");
    await eventually("the other one", () => again.waiting.length === 2);
    expect(again.waiting[1]).not.toHaveProperty("replaces");
  });
});

describe("what is no finished file for a browser", () => {
  it("is left alone, and pagewire outbox says why", async () => {
    const companion = await start();
    const names =
      `a.iso.aria2 a.iso b.mkv.!qB note.txt.crswap v.mp4.part-Frag3 Thumbs.db desktop.ini x.part .hidden
      notes.txt~ c.mkv c.mkv.!qB ~$x.docx`.split(/\s+/);
    for (const name of names) await writeFile(inOutbox(companion, name), name);
    await mkdir(inOutbox(companion, "folder"));
    await symlink(inOutbox(companion, "folder"), inOutbox(companion, "link"));
    expect(await afterALaterFile(companion)).toEqual([]);
    const why = await said(companion);
    for (const name of [...names, "folder", "link"])
      expect(why).toContain(`In the Outbox folder, ${name} is not sent: `);
    expect(why).toContain("a.iso is not sent: a.iso.aria2 lies beside it");
    // The download has ended.
    await rm(inOutbox(companion, "a.iso.aria2"));
    expect(
      await afterALaterFile(companion, "later2.txt").then(() =>
        eventually("a.iso", async () => (await queued(companion)).includes("a.iso 5")),
      ),
    ).toBeTruthy();
  });

  it("is what config.json adds, too", async () => {
    const companion = await start();
    await companion.stop();
    await writeFile(path.join(companion.home, "config.json"), '{"outboxIgnores":["*.bak"]}', { mode: 0o600 });
    await companion.restart();
    await writeFile(inOutbox(companion, "x.BAK"), "x");
    expect(await afterALaterFile(companion)).toEqual([]);
    expect(await said(companion)).toContain(
      "x.BAK is not sent: outboxIgnores in config.json leaves out *.bak",
    );
  });
});

describe("what was sent", () => {
  it("is known by its content: other times, a rename, a folder that comes back and a restore send nothing twice", async () => {
    const companion = await start();
    const browser = await pairBy(companion.pairUrl);
    const outbox = await listenToOutbox(browser);
    const names = Array.from({ length: 5 }, (_, index) => `file-${index}.txt`);
    for (const name of names) await writeFile(inOutbox(companion, name), name);
    await eventually("all", () => outbox.waiting.length === names.length);
    await takeAll(browser, outbox);
    await eventually("all stored", async () => (await queued(companion)).length === 0);
    await companion.stop();
    for (const name of names) {
      const { mtime } = statSync(inOutbox(companion, name));
      const shifted = new Date(mtime.getTime() + 3_600_000);
      await utimes(inOutbox(companion, name), shifted, shifted);
    }
    await writeFile(inOutbox(companion, "file-4.txt"), "really other");
    await companion.restart();
    expect(await afterALaterFile(companion)).toEqual(["file-4.txt 12"]);
    // A rename while it runs.
    await rename(inOutbox(companion, "file-0.txt"), inOutbox(companion, "renamed.txt"));
    expect(await afterALaterFile(companion, "later2.txt")).toEqual(["file-4.txt 12"]);
    await eventually("why", async () =>
      (await said(companion)).includes("renamed.txt is not sent: its content was sent before, as file-0.txt"),
    );
    // The share goes away, is empty for a while, and comes back.
    renameSync(path.join(companion.home, "Outbox"), path.join(companion.home, "away"));
    await mkdir(path.join(companion.home, "Outbox"));
    await companion.stop();
    await companion.restart();
    expect(await afterALaterFile(companion, "later3.txt")).toEqual(["file-4.txt 12"]);
    await companion.stop();
    await rm(path.join(companion.home, "Outbox"), { recursive: true });
    renameSync(path.join(companion.home, "away"), path.join(companion.home, "Outbox"));
    await companion.restart();
    expect(await afterALaterFile(companion, "later4.txt")).toEqual(["file-4.txt 12"]);
    // A restore from backup: deleted, and written anew.
    await rm(inOutbox(companion, "file-1.txt"));
    expect(await afterALaterFile(companion, "later5.txt")).toEqual(["file-4.txt 12"]);
    await writeFile(inOutbox(companion, "file-1.txt"), "file-1.txt");
    expect(await afterALaterFile(companion, "later6.txt")).toEqual(["file-4.txt 12"]);
  }, 120_000);

  it("does not keep back another file of the same content, or an empty one", async () => {
    const companion = await start();
    for (const name of ["one.txt", "two.txt"]) await writeFile(inOutbox(companion, name), "the same");
    for (const name of ["a.txt", "b.txt"]) await writeFile(inOutbox(companion, name), "");
    await eventually("all four", async () => (await queued(companion)).length === 4);
    expect(await queued(companion)).toEqual(["a.txt 0", "b.txt 0", "one.txt 8", "two.txt 8"]);
  });

  it.skipIf(process.platform === "win32" || process.platform === "darwin")(
    "has a readable name where its own is no UTF-8",
    async () => {
      const companion = await start();
      const odd = (folder: string): Buffer =>
        Buffer.concat([Buffer.from(`${folder}/f`), Buffer.from([0xfc]), Buffer.from("r.txt")]);
      await writeFile(odd(path.join(companion.home, "Outbox")), "odd");
      await eventually("the file", async () => (await queued(companion)).includes("f\ufffdr.txt 3"));
      const folder = path.join(companion.home, "folder");
      await mkdir(folder);
      await writeFile(odd(folder), "also odd");
      const { objects, status, stderr } = await pagewire(companion.home, ["send", folder]);
      expect([status, stderr]).toEqual([0, ""]);
      expect(objects).toMatchObject([{ name: "f\ufffdr.txt", bytes: 8 }]);
    },
  );
});

describe("a file that is larger than the disk", () => {
  it.skipIf(!hasDisks)(
    "is told once, takes no room, keeps no other back, and goes when it fits",
    async () => {
      const home = mounts.memory(256 * MIB);
      const companion = await start(home);
      const before = freeBytes(home);
      let least = before;
      const watching = setInterval(() => (least = Math.min(least, freeBytes(home))), 5);
      opened.push(() => clearInterval(watching));
      const file = inOutbox(companion, "vm.img");
      await writeFile(file, "");
      await truncate(file, 1024 * 1024 * MIB);
      const sentence = "vm.img needs 1099511.6 MB, and the computer's disk has not so much free";
      await eventually("the sentence", () => companion.said().includes(sentence));
      expect(await afterALaterFile(companion)).toEqual([]);
      await afterALaterFile(companion, "later2.txt");
      expect(companion.said().split(sentence)).toHaveLength(2);
      expect(await said(companion)).toContain(sentence);
      expect(before - least).toBeLessThan(8 * MIB);
      await truncate(file, 2 * MIB);
      await eventually("the file", async () => (await queued(companion)).includes(`vm.img ${2 * MIB}`));
    },
  );
});
