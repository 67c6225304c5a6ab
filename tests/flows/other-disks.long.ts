import { createHash } from "node:crypto";
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../companion/files/database.ts";
import { homeAt } from "../../companion/home/home.ts";
import { type CompanionProcess, openCompanion, pagewire } from "../support/companion-process.ts";
import { eventually } from "../support/eventually.ts";
import { canMount, Mounts } from "../support/mounted-disk.ts";
import { offerOf, openLane, PIECE_BYTES, pairBy, sendOver, ticketOf } from "../support/node-browser.ts";
import { noise } from "../support/pseudo-random.ts";

const MIB = 1024 * 1024;
const mounts = new Mounts();
const running: CompanionProcess[] = [];
afterEach(async () => {
  for (const companion of running.splice(0)) await companion.close();
  mounts.undo();
});

async function start(home: string): Promise<CompanionProcess> {
  const companion = await openCompanion({ home });
  running.push(companion);
  return companion;
}

async function send(companion: CompanionProcess, offer: ReturnType<typeof offerOf>, bytes: Buffer) {
  const { objects } = await pagewire(companion.home, ["pair"]);
  const browser = await pairBy(String(objects[0]?.pairUrl));
  const lane = await openLane(companion.port, await ticketOf(browser));
  return (await sendOver(lane, offer, bytes)).last;
}

const digest = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

/** Homes whose inbox is reached in another way; each makes one and says where the inbox's files lie in truth. */
const HOMES: readonly (readonly [string, () => { home: string; inbox: string }])[] = [
  [
    "a link to another disk",
    () => {
      const home = mounts.folder();
      const inbox = mounts.memory(256 * MIB);
      symlinkSync(inbox, path.join(home, "Inbox"));
      return { home, inbox };
    },
  ],
  [
    "another disk mounted in its place",
    () => {
      const home = mounts.folder();
      mkdirSync(path.join(home, "Inbox"), { mode: 0o700 });
      return { home, inbox: mounts.memory(256 * MIB, path.join(home, "Inbox")) };
    },
  ],
  [
    "a bind mount of a folder of the same disk",
    () => {
      const home = mounts.folder();
      const inbox = mounts.folder();
      mkdirSync(path.join(home, "Inbox"), { mode: 0o700 });
      mounts.bind(inbox, path.join(home, "Inbox"));
      return { home, inbox };
    },
  ],
  [
    "an overlay",
    () => {
      const home = mounts.folder();
      const disk = mounts.memory(256 * MIB);
      const [lower, upper, work] = ["lower", "upper", "work"].map((name) => path.join(disk, name));
      for (const folder of [lower, upper, work]) mkdirSync(String(folder), { mode: 0o700 });
      mkdirSync(path.join(home, "Inbox"), { mode: 0o700 });
      const layers = `lowerdir=${lower},upperdir=${upper},workdir=${work}`;
      mounts.mount(["-t", "overlay", "-o", layers, "overlay"], path.join(home, "Inbox"));
      return { home, inbox: path.join(home, "Inbox") };
    },
  ],
];

describe.skipIf(!canMount("The tests with an inbox on another disk"))("an inbox that is", () => {
  it.each(HOMES)("%s takes small and large files, and a name twice", async (_, make) => {
    const { home, inbox } = make();
    const companion = await start(home);
    const [small, other, large] = [noise(1000), noise(1001), noise(5 * PIECE_BYTES + 17)];
    for (const [name, bytes] of [
      ["small.bin", small],
      ["small.bin", other],
      ["large.bin", large],
    ] as const)
      expect(await send(companion, offerOf(bytes, { name }), bytes)).toMatchObject({ type: "done" });
    expect(readdirSync(inbox).sort()).toEqual(["large.bin", "small (2).bin", "small.bin"]);
    for (const [name, bytes] of [
      ["small.bin", small],
      ["small (2).bin", other],
      ["large.bin", large],
    ] as const) {
      expect(digest(readFileSync(path.join(inbox, name))), name).toBe(digest(bytes));
      expect(statSync(path.join(inbox, name)).mode & 0o777).toBe(0o600);
    }
    expect(readdirSync(path.join(home, ".state/staging"))).toEqual([]);
    // The same bytes again are known, and leave nothing.
    expect(await send(companion, offerOf(large, { name: "again.bin" }), large)).toMatchObject({
      type: "done",
      name: "large.bin",
    });
    expect(readdirSync(inbox)).toHaveLength(3);
  });

  it("a small disk refuses before the first byte what does not fit there, though the home has room", async () => {
    const home = mounts.folder();
    const inbox = mounts.memory(80 * MIB);
    symlinkSync(inbox, path.join(home, "Inbox"));
    const companion = await start(home);
    const offer = offerOf(Buffer.alloc(0), { bytes: 20 * MIB });
    expect(await send(companion, offer, Buffer.alloc(0))).toMatchObject({
      type: "refuse",
      code: "disk_full",
      message: expect.stringContaining("21.0 MB are needed"),
    });
    const fits = noise(4 * MIB);
    expect(await send(companion, offerOf(fits), fits)).toMatchObject({ type: "done" });
    expect(readdirSync(inbox)).toHaveLength(1);
  });

  it("full by the time the file has come keeps what came, and the file goes on when there is room", async () => {
    const home = mounts.folder();
    const inbox = mounts.memory(100 * MIB);
    symlinkSync(inbox, path.join(home, "Inbox"));
    const companion = await start(home);
    const bytes = noise(6 * PIECE_BYTES);
    const offer = offerOf(bytes, { name: "large.bin" });
    const browser = await pairBy(companion.pairUrl);
    const first = await openLane(companion.port, await ticketOf(browser));
    await sendOver(first, offer, bytes, PIECE_BYTES);
    writeFileSync(path.join(inbox, "filler"), Buffer.alloc(60 * MIB));
    const rest = await sendOver(await openLane(companion.port, await ticketOf(browser)), offer, bytes);
    expect(rest.last).toMatchObject({ type: "refuse", code: "disk_full" });
    expect(readdirSync(inbox)).toEqual(["filler"]);
    unlinkSync(path.join(inbox, "filler"));
    const again = await sendOver(await openLane(companion.port, await ticketOf(browser)), offer, bytes);
    expect(again.last).toMatchObject({ type: "done", name: "large.bin" });
    expect(again.resumedAt).toBeGreaterThanOrEqual(PIECE_BYTES);
    expect(digest(readFileSync(path.join(inbox, "large.bin")))).toBe(digest(bytes));
  });

  it("another disk gives a file that a crash left its name once, and no half copy stays", async () => {
    const home = homeAt(mounts.folder());
    const inbox = mounts.memory(100 * MIB);
    symlinkSync(inbox, home.inbox);
    await (await start(home.root)).stop();
    const files = [noise(500), noise(600), noise(700)];
    const database = openDatabase(home.database);
    for (const [index, bytes] of files.entries()) {
      const staged = `${"0".repeat(32)}-${String(index).repeat(32)}.part`;
      writeFileSync(path.join(home.staging, staged), bytes, { mode: 0o600 });
      database
        .prepare(
          "INSERT INTO received (client, id, name, type, bytes, sha256, fidelity, received_at, staged) VALUES ('c', ?, ?, 'application/octet-stream', ?, ?, 'exact', 1, ?)",
        )
        .run(String(index), `${index}.bin`, bytes.length, digest(bytes), staged);
    }
    database.close();
    // One had its name, one was half copied, one had only reserved its name.
    writeFileSync(path.join(inbox, "0.bin"), files[0] ?? "");
    writeFileSync(path.join(inbox, `.${"0".repeat(32)}-${"1".repeat(32)}.part`), "half");
    writeFileSync(path.join(inbox, "2.bin"), "");
    writeFileSync(path.join(inbox, `.${"0".repeat(32)}-${"9".repeat(32)}.part`), "half");
    const companion = await start(home.root);
    expect(readdirSync(inbox).sort()).toEqual(["0.bin", "1.bin", "2.bin"]);
    for (const [index, bytes] of files.entries())
      expect(readFileSync(path.join(inbox, `${index}.bin`)).equals(bytes)).toBe(true);
    expect((await pagewire(companion.home, ["inbox"])).objects).toHaveLength(3);
    expect(readdirSync(home.staging)).toEqual([]);
  });
});

describe.skipIf(!canMount("The tests with an Outbox on another disk"))(
  "an Outbox that is a link to another disk",
  () => {
    it("is sent from, and doctor finds nothing wrong with either folder", async () => {
      const home = mounts.folder();
      const disk = mounts.memory(128 * MIB);
      for (const name of ["Inbox", "Outbox"]) {
        mkdirSync(path.join(disk, name), { mode: 0o700 });
        symlinkSync(path.join(disk, name), path.join(home, name));
      }
      const companion = await start(home);
      writeFileSync(path.join(disk, "Outbox/a.bin"), noise(1000));
      await eventually("it waits for a browser", async () =>
        (await pagewire(home, ["outbox"])).objects.some(({ name }) => name === "a.bin"),
      );
      const { objects } = await pagewire(home, ["doctor"]);
      expect(objects).toContainEqual(
        expect.objectContaining({
          check: "folders",
          ok: true,
          detail: expect.stringContaining("are copied"),
        }),
      );
      expect(objects).toContainEqual(expect.objectContaining({ check: "home", ok: true }));
      expect(objects).toContainEqual(
        expect.objectContaining({
          check: "sending",
          ok: true,
          detail: expect.stringContaining("are copied while they wait"),
        }),
      );
      expect(readdirSync(path.join(disk, "Inbox"))).toEqual([]);
      expect(companion.said()).toBe("");
    });
  },
);
