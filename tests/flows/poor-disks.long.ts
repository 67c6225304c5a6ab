import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { type CompanionProcess, openCompanion } from "../support/companion-process.ts";
import { canMount, canRun, Mounts } from "../support/mounted-disk.ts";
import { offerOf, openLane, PIECE_BYTES, pairBy, sendOver, ticketOf } from "../support/node-browser.ts";
import { COMMAND, runAs } from "../support/other-users.ts";
import { noise } from "../support/pseudo-random.ts";

const WHAT = "The tests of disks that lack links, locks or modes";
const SOURCE = path.resolve(import.meta.dirname, "../fixtures/poor-disk.c");
const canBePoor = process.platform === "linux" && canRun(["cc", "--version"], WHAT);
const built = new Mounts();
const folders = new Mounts();
const running: CompanionProcess[] = [];
afterEach(async () => {
  for (const companion of running.splice(0)) await companion.close();
  folders.undo();
});
afterAll(() => built.undo());

async function takesFiles(companion: CompanionProcess): Promise<void> {
  const browser = await pairBy(companion.pairUrl);
  const files = [noise(500), noise(501), noise(3 * PIECE_BYTES)];
  for (const bytes of files) {
    const lane = await openLane(companion.port, await ticketOf(browser));
    const { last } = await sendOver(lane, offerOf(bytes, { name: "a.bin" }), bytes);
    expect(last).toMatchObject({ type: "done" });
  }
  const inbox = path.join(companion.home, "Inbox");
  expect(readdirSync(inbox).sort()).toEqual(["a (2).bin", "a (3).bin", "a.bin"]);
  for (const [index, name] of ["a.bin", "a (2).bin", "a (3).bin"].entries())
    expect(readFileSync(path.join(inbox, name)).equals(files[index] ?? Buffer.alloc(0))).toBe(true);
  expect(readdirSync(path.join(companion.home, ".state/staging"))).toEqual([]);
}

describe.skipIf(!canBePoor)("a disk without", () => {
  let library = "";

  /** The settings under which everything below a folder is on such a disk. */
  function poor(disk: string, lacks: string): Readonly<Record<string, string>> {
    if (library === "") {
      library = path.join(built.folder(), "poor-disk.so");
      execFileSync("cc", ["-shared", "-fPIC", "-o", library, SOURCE, "-ldl"], { stdio: "pipe" });
    }
    return { LD_PRELOAD: library, POOR_DISK: disk, POOR_LACKS: lacks };
  }

  async function start(home: string, lacks: string, disk = home): Promise<CompanionProcess> {
    const settings = Object.entries(poor(disk, lacks)).map(([name, value]) => `${name}=${value}`);
    const companion = await openCompanion({ home, under: ["env", ...settings] });
    running.push(companion);
    return companion;
  }

  function run(home: string, lacks: string, words: readonly string[], disk = home) {
    return runAs(
      process.getuid?.() ?? 0,
      [process.execPath, COMMAND, ...words, "--home", home],
      poor(disk, lacks),
    );
  }

  it("hard links takes files, and doctor says how they get their place", async () => {
    const home = folders.folder();
    await takesFiles(await start(home, "links"));
    expect(run(home, "links", ["doctor"]).stdout).toContain("files are moved to their place");
  });

  it.skipIf(!canMount(WHAT))("hard links, on which only the inbox is, takes files as copies", async () => {
    const home = folders.folder();
    const disk = folders.memory(256 * 1024 * 1024);
    symlinkSync(disk, path.join(home, "Inbox"));
    // A link made by the companion is named by the folder that it was asked for.
    await takesFiles(await start(home, "links"));
    expect(run(home, "links", ["doctor"]).stdout).toContain("files are copied to their place");
  });

  it("locks is refused in one sentence, which does not claim that Pagewire runs, by the start and by doctor", () => {
    const home = path.join(folders.folder(), "Pagewire");
    const { status, stderr } = run(home, "locks", ["start", "--port", "0"]);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringMatching(/^\/\S+\.state is on a disk that keeps no locks [^\n]+\n$/),
    });
    expect(run(home, "locks", ["status"])).toMatchObject({ status: 3, stdout: "not running\n" });
    const { stdout } = run(home, "locks", ["doctor"]);
    expect(stdout).toContain("FAIL  folders: ");
    expect(stdout).toMatch(/FAIL {2}companion: .* → Fix what fails above first/);
  });

  it("modes that others can read takes files, says so, and doctor advises nothing that changes nothing", async () => {
    const home = path.join(folders.folder(), "Pagewire");
    const companion = await start(home, "modes");
    expect(companion.said()).toContain(`The disk of ${home} keeps no permissions`);
    await takesFiles(companion);
    const { stdout } = run(home, "modes", ["doctor"]);
    expect(stdout).toMatch(/FAIL {2}private: .* → That disk keeps no permissions: mount it for you alone/);
    expect(stdout).not.toContain("it makes them private");
    await companion.stop();
    await companion.restart();
  });

  it("modes that others can write is refused, with another way than modes", () => {
    const home = folders.folder();
    chmodSync(home, 0o777);
    for (const words of [["start", "--port", "0"], ["doctor"]]) {
      const { status, stdout, stderr } = run(home, "modes", words);
      expect(status).toBe(1);
      expect(stdout + stderr).toContain(
        `${home} can be changed by other users, and its disk keeps no permissions`,
      );
      // The account of this test has no place for compiled code: that is another matter.
      const lines = (stdout + stderr).split("\n").filter((line) => !line.startsWith("FAIL  cache"));
      expect(lines.join("\n")).not.toContain("chmod");
    }
    // Where modes are kept, they are the way.
    expect(run(home, "links", ["start", "--port", "0"]).stderr).toContain("run `chmod go-w");
  });
});

const FAT = "The test with a home on FAT";
const canMountFat =
  canMount(FAT) &&
  canRun(["mkfs.vfat", "--help"], FAT) &&
  canRun(["grep", "-qw", "vfat", "/proc/filesystems"], FAT);

describe.skipIf(!canMountFat)("a home on FAT", () => {
  it.each(["umask=077", "umask=022"])("takes files (%s)", async (mode) => {
    const image = path.join(folders.folder(), "image");
    execFileSync("truncate", ["-s", "256M", image]);
    execFileSync("mkfs.vfat", [image], { stdio: "pipe" });
    const home = folders.mount(["-t", "vfat", "-o", `loop,${mode}`, image], folders.folder());
    const companion = await openCompanion({ home });
    running.push(companion);
    await takesFiles(companion);
    expect(companion.said().includes("keeps no permissions")).toBe(mode === "umask=022");
  });
});

describe("a link in place of the inbox whose disk is not connected", () => {
  it("is named with where it leads, and nothing is made there", () => {
    const [home, elsewhere] = [folders.folder(), folders.folder()];
    const target = path.join(elsewhere, "disk/Inbox");
    symlinkSync(target, path.join(home, "Inbox"));
    const sentence = `${path.join(home, "Inbox")} is a link to ${target}, which is not there: connect that disk, or remove the link.`;
    const start = (): ReturnType<typeof runAs> =>
      runAs(process.getuid?.() ?? 0, [process.execPath, COMMAND, "start", "--port", "0", "--home", home]);
    expect(start()).toMatchObject({ status: 1, stderr: `${sentence}\n` });
    mkdirSync(path.join(elsewhere, "disk"));
    expect(start()).toMatchObject({ status: 1, stderr: `${sentence}\n` });
    expect(readdirSync(path.join(elsewhere, "disk"))).toEqual([]);
  });
});
