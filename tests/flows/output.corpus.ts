import { execFileSync, spawnSync } from "node:child_process";
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "../../companion/files/database.ts";
import { Outbox } from "../../companion/files/outgoing/outbox.ts";
import { type NewRecord, ReceivedIndex } from "../../companion/files/received/received-index.ts";
import { type Home, homeAt } from "../../companion/home/home.ts";
import { prepareHome } from "../../companion/home/home-folders.ts";
import { type CompanionProcess, openCompanion, pagewire } from "../support/companion-process.ts";
import { eventually } from "../support/eventually.ts";
import { pipedCommand } from "../support/kernel-pipe.ts";

const FILES = 5_000;
const TEN_MB = 10_000_000;
const MIB = 1024 * 1024;
const MISSING = 1_000;
const TOO_DEEP = 2_600;
const SCRIPT = { kind: "script", name: "A script", tokenSha256: "0".repeat(64), addedAt: 1 };
const isRoot = process.getuid?.() === 0;
if (!isRoot) console.warn("The test with a disk that takes a part needs root to mount a small one: skipped.");

const CLIENT_IDS = Array.from({ length: 1_000 }, (_, number) => number.toString(16).padStart(32, "0"));

/** A home folder without a companion, in which much was received and much waits. */
let full: Home;
/** One that has a companion and knows many clients. */
let companion: CompanionProcess;
let home: string;
const outgoingId = (number: number): string => number.toString(16).padStart(32, "0");

beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), "pagewire-home-"));
  prepareHome(homeAt(home));
  const clients = CLIENT_IDS.map((id) => ({ ...SCRIPT, id }));
  writeFileSync(homeAt(home).keys, JSON.stringify({ companionId: "0".repeat(32), clients }));
  const received = openDatabase(homeAt(home).database);
  const few = new ReceivedIndex(received, homeAt(home).inbox);
  few.settle(few.add([0, 1, 2].map(recordOf)));
  received.close();
  // The one between them was removed by hand.
  for (const number of [0, 2]) writeFileSync(path.join(homeAt(home).inbox, `${number}.png`), "x".repeat(MIB));
  companion = await openCompanion({ home });
  full = homeAt(mkdtempSync(path.join(tmpdir(), "pagewire-home-")));
  prepareHome(full);
  const database = openDatabase(full.database);
  const numbers = Array.from({ length: FILES }, (_, index) => index);
  const index = new ReceivedIndex(database, full.inbox);
  index.settle(index.add(numbers.map(recordOf)));
  const outbox = new Outbox(database, full.outgoing);
  database.exec("BEGIN");
  for (const number of numbers) {
    const copy = {
      id: outgoingId(number),
      bytes: 1,
      sha256: "0".repeat(64),
      mediaType: "text/plain",
    };
    outbox.enqueue(copy, `${"n".repeat(1_900)}${number}.txt`, null, number);
  }
  database.exec("COMMIT");
  database.close();
});
afterAll(async () => {
  await companion.close();
  for (const folder of [home, full.root]) rmSync(folder, { recursive: true, force: true });
});

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

function recordOf(number: number): NewRecord {
  const source = { url: "https://pages.test/", title: "t".repeat(1_700), at: number };
  return {
    client: "c",
    id: `r${number}`,
    name: `${number}.png`,
    type: "image/png",
    bytes: 1,
    sha256: "0".repeat(64),
    fidelity: "original",
    receivedAt: number,
    staged: "x",
    source,
  };
}

const idsIn = (lines: Buffer): unknown[] =>
  lines
    .toString()
    .split("\n")
    .filter(Boolean)
    .map((line): { id: unknown } => JSON.parse(line))
    .map(({ id }) => id);

describe("what a command says", () => {
  it.each<[word: string, idOf: (number: number) => string]>([
    ["inbox", (number) => `r${number}`],
    ["outbox", outgoingId],
  ])("comes whole through a pipe, however long its reader waits: 10 MB of %s --json", async (word, idOf) => {
    const command = pipedCommand([word, "--json", "--home", full.root]);
    await command.full();
    const said = await command.readBy("cat");
    expect(said.byteLength).toBeGreaterThan(TEN_MB);
    expect(idsIn(said)).toEqual(Array.from({ length: FILES }, (_, number) => idOf(number)));
    expect(await command.ended).toBe(0);
    expect(String(await command.other)).toBe("");
  });

  it("comes whole for people, too", async () => {
    const command = pipedCommand(["inbox", "--home", full.root]);
    await command.full();
    expect(
      String(await command.readBy("cat"))
        .trim()
        .split("\n"),
    ).toHaveLength(FILES);
    expect(await command.ended).toBe(0);
  });

  it.skipIf(!existsSync("/proc/self/status"))(
    "waits in the index and not in memory while nobody reads it",
    async () => {
      const peakOf = async (...words: string[]): Promise<number> => {
        const command = pipedCommand(["inbox", "--json", "--home", full.root, ...words]);
        await command.full();
        const status = readFileSync(`/proc/${command.child.pid}/status`, "utf8");
        command.leave();
        expect(await command.ended).toBe(0);
        return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
      };
      expect((await peakOf()) - (await peakOf("--limit", "300"))).toBeLessThan(24 * MIB);
    },
  );

  it("comes whole from a companion's answer", async () => {
    const command = pipedCommand(["clients", "--json", "--home", home]);
    await command.full();
    expect(idsIn(await command.readBy("cat"))).toEqual(CLIENT_IDS);
    expect(await command.ended).toBe(0);
  });

  it.skipIf(!existsSync("/proc/self/io")).each([["latest"], ["status"]])(
    "comes whole where it is one line, however long its reader waits: %s",
    async (word) => {
      const command = pipedCommand([word, "--json", "--home", home], 1, undefined, "\n");
      await command.idle();
      expect(String(await command.readBy("cat")).trim()).toMatch(/^\{.*\}$/);
      expect(await command.ended).toBe(0);
    },
  );

  it("says each file once where one of several is gone", async () => {
    const { objects, stderr } = await pagewire(home, ["latest", "--count", "3"]);
    expect(objects.map(({ id }) => id)).toEqual(["r2", "r0"]);
    expect(stderr).toContain("1.png");
  });

  it("comes whole on stderr, whose reader waits as well: a sentence for each file", async () => {
    const command = pipedCommand(["send", "--home", home, ...notThere(MISSING)], 2);
    await command.full();
    const said = String(await command.readBy("cat"))
      .trim()
      .split("\n");
    expect(said).toHaveLength(MISSING);
    expect(await command.ended).toBe(1);
  });

  it.skipIf(process.platform === "win32")(
    "comes whole on stderr: 10 MB, a sentence for each folder",
    async () => {
      const root = mkdtempSync(path.join(tmpdir(), "pagewire-files-"));
      opened.push(() => execFileSync("rm", ["-rf", root]));
      fillTooDeep(root);
      const command = pipedCommand(["send", root, "--home", home], 2);
      await command.full();
      const said = await command.readBy("cat");
      expect(said.byteLength).toBeGreaterThan(TEN_MB);
      expect(String(said).trim().split("\n")).toHaveLength(TOO_DEEP);
      expect(await command.ended).toBe(1);
    },
  );

  it("comes whole from the scripts of the checkout when they fail", async () => {
    const setUp = path.resolve(import.meta.dirname, "../../scripts/set-up.mjs");
    const script = `const { fail } = await import(process.argv[1]); fail("x".repeat(${MIB}));`;
    const command = pipedCommand([setUp], 2, ["--input-type=module", "--eval", script]);
    await command.full();
    expect((await command.readBy("cat")).byteLength).toBe(MIB + 1);
    expect(await command.ended).toBe(1);
  });

  it.skipIf(!existsSync("/dev/full")).each([["inbox"], ["latest"], ["status"]])(
    "is missed where the disk does not take it, and the command fails: %s",
    (word) => {
      const command = spawnSync("sh", ["-c", `"$0" "$@" > /dev/full`, ...line(word, "--home", home)]);
      expect(String(command.stderr)).toBe("What was said could not all be written (the disk is full).\n");
      expect(command.status).toBe(1);
    },
  );

  it.skipIf(!isRoot)("is missed where the disk takes a part of it", () => {
    const disk = mkdtempSync(path.join(tmpdir(), "pagewire-disk-"));
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", disk]);
    opened.push(() => {
      execFileSync("umount", ["-l", disk]);
      rmSync(disk, { recursive: true, force: true });
    });
    const out = openSync(path.join(disk, "out"), "w");
    const [program = "", ...words] = line("inbox", "--limit", "60", "--home", full.root, "--json");
    const command = spawnSync(program, words, { stdio: ["ignore", out, "pipe"] });
    closeSync(out);
    expect(String(command.stderr)).toContain("the disk is full");
    expect(command.status).toBe(1);
  });
});

describe("a reader that stops early", () => {
  it.each([[["inbox", "--json", "--home"]], [["inbox", "--home"]], [["outbox", "--json", "--home"]]])(
    "ends the command quietly and without a failure: %j | head -1",
    async (words) => {
      const command = pipedCommand([...words, full.root]);
      await command.full();
      expect(String(await command.readBy("head", "-1")).split("\n")).toHaveLength(2);
      expect(await command.ended).toBe(0);
      expect(String(await command.other)).toBe("");
    },
  );

  it("ends one that hands bytes over, too", async () => {
    const command = pipedCommand(["get", "latest", "--to", "-", "--home", home]);
    await command.full();
    expect(String(await command.readBy("head", "-c", "1"))).toBe("x");
    expect(await command.ended).toBe(0);
    expect(String(await command.other)).toBe("");
  });

  it("ends a command that follows, too", async () => {
    const command = pipedCommand(["prices", "DEMO", "--follow", "--home", home]);
    expect(String(await command.readBy("head", "-1"))).toContain("DEMO");
    expect(await command.ended).toBe(0);
    expect(String(await command.other)).not.toContain("    at ");
  });

  it.each([[["--help"]], [["--version"]]])("may be gone before the first word: %j", async (words) => {
    const command = pipedCommand(words);
    command.leave();
    expect(await command.ended).toBe(0);
    expect(String(await command.other)).toBe("");
  });

  it.each([
    [["frobnicate"], 2],
    [["send", "x", "--home", "/not-there"], 3],
  ])("may be one of stderr: %j ends with its own status %i", async (words, status) => {
    const command = pipedCommand(words, 2);
    command.leave();
    expect(await command.ended).toBe(status);
  });

  it("does not keep files from being sent", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "pagewire-files-"));
    opened.push(() => rmSync(folder, { recursive: true, force: true }));
    for (let number = 0; number < 20; number += 1) writeFileSync(path.join(folder, `${number}.txt`), "x");
    const command = pipedCommand(["send", folder, "--json", "--home", home]);
    command.leave();
    expect(await command.ended).toBe(0);
    expect(String(await command.other)).toBe("");
    expect((await pagewire(home, ["outbox"])).objects).toHaveLength(20);
  });

  it("does not end a companion, on stdout or on stderr", async () => {
    const home = mkdtempSync(path.join(tmpdir(), "pagewire-home-"));
    opened.push(() => rmSync(home, { recursive: true, force: true }));
    for (const stream of [1, 2] as const) {
      const started = pipedCommand(["start", "--port", "0", "--json", "--home", home], stream);
      opened.push(() => started.child.kill("SIGKILL"));
      started.leave();
      await eventually("the companion", async () => (await pagewire(home, ["status"])).status === 0);
      expect((await pagewire(home, ["stop"])).status).toBe(0);
      expect(await started.ended).toBe(0);
    }
  });
});

/** The command line of `pagewire WORDS`. */
function line(...words: string[]): string[] {
  return [process.execPath, path.resolve(import.meta.dirname, "../../companion/pagewire.mjs"), ...words];
}

function notThere(count: number): string[] {
  return Array.from({ length: count }, (_, number) => `/not-there/${"x".repeat(80)}${number}`);
}

/** Folders so deep that no path leads to them, for root neither: each is told with nearly as much as a path can hold. */
function fillTooDeep(root: string): void {
  const name = "d".repeat(200);
  let folder = root;
  while (folder.length < 3_870) folder = path.join(folder, name);
  mkdirSync(folder, { recursive: true });
  const script = `cd "$1" && seq -f "${"e".repeat(240)}%g" ${TOO_DEEP} | xargs mkdir`;
  execFileSync("sh", ["-c", script, "sh", folder]);
}
