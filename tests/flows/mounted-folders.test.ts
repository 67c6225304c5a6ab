import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../companion/files/database.ts";
import { DiskCopies } from "../../companion/files/received/disk-copies.ts";
import { homeAt } from "../../companion/home/home.ts";
import { type CompanionProcess, openCompanion, pagewire } from "../support/companion-process.ts";
import { eventually, PATIENCE_MS } from "../support/eventually.ts";
import { canMount, Mounts } from "../support/mounted-disk.ts";
import { type NodeBrowser, offerOf, openLane, pairBy, sendOver, ticketOf } from "../support/node-browser.ts";
import { noise } from "../support/pseudo-random.ts";

const MIB = 1024 * 1024;
const opened: (() => Promise<void> | void)[] = [];
const mounts = new Mounts(opened);
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

/** A home whose rule leads a file into the folder of its page's host, one of which is something mounted. */
function homeWith(mountAt: (folder: string) => void): ReturnType<typeof homeAt> {
  const home = homeAt(mounts.folder());
  writeFileSync(home.config, JSON.stringify({ naming: { template: "{host}/{name}" }, sidecars: ["json"] }));
  mkdirSync(path.join(home.inbox, "other.test"), { recursive: true, mode: 0o700 });
  mountAt(path.join(home.inbox, "other.test"));
  return home;
}

interface Ground {
  readonly companion: CompanionProcess;
  send(host: string, offer: Partial<ReturnType<typeof offerOf>>, bytes?: Buffer): Promise<unknown>;
}

async function start(home: ReturnType<typeof homeAt>): Promise<Ground> {
  const companion = await openCompanion({ home: home.root });
  opened.push(() => companion.close());
  const browser: NodeBrowser = await pairBy(companion.pairUrl);
  return {
    companion,
    async send(host, more, bytes = Buffer.alloc(0)) {
      const offer = { ...offerOf(bytes), source: { url: `https://${host}/a`, at: 1 }, ...more };
      const lane = await openLane(companion.port, await ticketOf(browser));
      const { last } = await sendOver(lane, offer, bytes);
      lane.socket.close();
      return last;
    },
  };
}

const MOUNTED: readonly (readonly [string, (folder: string) => void])[] = [
  ["another disk", (folder) => void mounts.memory(96 * MIB, folder)],
  ["a bind mount of the same disk", (folder) => void mounts.bind(mounts.folder(), folder)],
];

describe.skipIf(!canMount("The tests with a folder of the inbox on another disk"))(
  "a folder inside the inbox that is",
  () => {
    it.each(MOUNTED)("%s takes files, and those they leave, with their sidecars", async (_, mountAt) => {
      const home = homeWith(mountAt);
      const { send } = await start(home);
      const files = [noise(1000), noise(1001), noise(3 * MIB)];
      for (const bytes of files)
        expect(await send("other.test", { name: "a.bin" }, bytes)).toMatchObject({ type: "done" });
      expect(await send("here.test", { name: "b.bin" }, noise(1002))).toMatchObject({ type: "done" });
      const there = (host: string): string[] => readdirSync(path.join(home.inbox, host)).sort();
      const names = ["a (2).bin", "a (3).bin", "a.bin"];
      const withSidecars = [...names, ...names.map((name) => `${name}.json`)].sort();
      // A sidecar that is written, or written anew, has another name until it stands.
      const stands = (host: string, all: readonly string[]): Promise<void> =>
        expect.poll(() => there(host), { timeout: PATIENCE_MS }).toEqual(all);
      await stands("other.test", withSidecars);
      for (const [at, name] of ["a.bin", "a (2).bin", "a (3).bin"].entries())
        expect(readFileSync(path.join(home.inbox, "other.test", name)).equals(files[at] ?? noise(0))).toBe(
          true,
        );
      await eventually("the other's, too", () => there("here.test").join() === "b.bin,b.bin.json");
      await eventually("nothing to be left half", () => readdirSync(home.staging).length === 0);

      const { objects } = await pagewire(home.root, ["inbox"]);
      const idOf = (name: string): string => String(objects.find((record) => record.name === name)?.id);
      await pagewire(home.root, ["edit", idOf("a.bin"), "--folder", "here.test"]);
      await pagewire(home.root, ["edit", idOf("b.bin"), "--folder", "other.test"]);
      await stands("here.test", ["a.bin", "a.bin.json"]);
      expect(readFileSync(path.join(home.inbox, "here.test/a.bin")).equals(files[0] ?? noise(0))).toBe(true);
      await pagewire(home.root, ["undo", idOf("a (2).bin")]);
      const rest = ["a (3).bin", "a (3).bin.json", "b.bin", "b.bin.json"];
      await stands("other.test", rest);
      expect((await pagewire(home.root, ["undo", idOf("a (2).bin")])).status).toBe(0);
      await stands("other.test", ["a (2).bin", "a (2).bin.json", ...rest]);
      expect(statSync(path.join(home.inbox, "other.test/a (2).bin")).mode & 0o777).toBe(0o600);
    });

    it("a small disk is measured by itself: it refuses what the inbox would take, and says so of a move", async () => {
      const home = homeWith((folder) => void mounts.memory(70 * MIB, folder));
      const { send } = await start(home);
      const large = noise(8 * MIB);
      expect(await send("other.test", { bytes: large.length })).toMatchObject({
        type: "refuse",
        code: "disk_full",
        message: expect.stringContaining("8.4 MB are needed"),
      });
      expect(await send("here.test", { name: "large.bin" }, large)).toMatchObject({ type: "done" });
      const [record] = (await pagewire(home.root, ["inbox"])).objects;
      const moved = await pagewire(home.root, ["edit", String(record?.id), "--folder", "other.test"]);
      expect([moved.status, moved.stderr]).toEqual([1, expect.stringContaining("8.4 MB are needed")]);
      expect(readdirSync(path.join(home.inbox, "other.test"))).toEqual([]);
      expect(existsSync(path.join(home.inbox, "here.test/large.bin"))).toBe(true);
    });

    it("a large disk is measured by itself, though the inbox's own is small", async () => {
      const home = homeWith(() => undefined);
      mounts.memory(66 * MIB, home.inbox);
      mkdirSync(path.join(home.inbox, "other.test"), { mode: 0o700 });
      mounts.memory(96 * MIB, path.join(home.inbox, "other.test"));
      const { send } = await start(home);
      const large = noise(8 * MIB);
      expect(await send("here.test", {}, large)).toMatchObject({ type: "refuse", code: "disk_full" });
      expect(await send("other.test", { name: "a.bin" }, large)).toMatchObject({ type: "done" });
    });

    it("another disk keeps no copy that a killed companion has left half", async () => {
      const home = homeWith((folder) => void mounts.memory(70 * MIB, folder));
      await (await start(home)).companion.stop();
      const half = `other.test/.${"0".repeat(32)}.part`;
      const theirs = "other.test/.theirs.part";
      for (const file of [half, theirs]) writeFileSync(path.join(home.inbox, file), "half");
      const database = openDatabase(home.database);
      for (const file of [half, theirs]) database.prepare("INSERT INTO disk_copies VALUES (?)").run(file);
      database.close();
      await start(home);
      expect(readdirSync(path.join(home.inbox, "other.test"))).toEqual([".theirs.part"]);
    });

    it("another disk never holds a part of a file under its name", async () => {
      const home = homeWith((folder) => void mounts.memory(160 * MIB, folder));
      mkdirSync(home.state, { recursive: true });
      const database = openDatabase(home.database);
      opened.push(() => database.close());
      const copies = new DiskCopies({ database, inbox: home.inbox, log: () => undefined });
      const from = path.join(home.inbox, "large.bin");
      writeFileSync(from, noise(64 * MIB));
      const to = path.join(home.inbox, "other.test/large.bin");
      let isPut = false;
      const putting = copies.put(from, to).finally(() => {
        isPut = true;
      });
      const seen = new Set<number>();
      const look = (): boolean => {
        const size = statSync(to, { throwIfNoEntry: false })?.size;
        if (size !== undefined) seen.add(size);
        return isPut;
      };
      await eventually("it is put", look, { intervalMs: 1 });
      expect(await putting).toBe(true);
      expect([...seen]).toEqual([64 * MIB]);
      expect(readdirSync(path.dirname(to))).toEqual(["large.bin"]);
    });
  },
);
