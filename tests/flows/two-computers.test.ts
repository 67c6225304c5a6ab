import { cp, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { isLocked } from "../../companion/home/lock.ts";
import { type CompanionProcess, openCompanion, pagewire } from "../support/companion-process.ts";
import { eventually } from "../support/eventually.ts";
import { canRun, Mounts } from "../support/mounted-disk.ts";
import { pairBy } from "../support/node-browser.ts";

/** Runs a program as if on another computer: with another name, and another thing that the system calls itself. */
const BECOME_OTHER = `hostname other-desk; [ ! -e /etc/machine-id ] || mount --bind /proc/version /etc/machine-id; exec "$@"`;
const ON_OTHER_COMPUTER = ["unshare", "--uts", "--mount", "sh", "-c", BECOME_OTHER, "sh"];
/** The id of no process. */
const NO_PID = 2 ** 31;
const canBeTwo = canRun([...ON_OTHER_COMPUTER, "true"], "The tests with a home that two computers share");

const folders = new Mounts();
const running: CompanionProcess[] = [];
afterEach(async () => {
  for (const companion of running.splice(0)) await companion.close();
  folders.undo();
});

async function start(home: string, under: readonly string[] = []): Promise<CompanionProcess> {
  const companion = await openCompanion({ home, under });
  running.push(companion);
  return companion;
}

const noteIn = (home: string): string => path.join(home, ".state/running.json");
const noted = async (home: string): Promise<Readonly<Record<string, unknown>>> =>
  JSON.parse(await readFile(noteIn(home), "utf8"));

/** What a cloud folder does: the other home gets everything, and no lock. */
async function synchronise(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true, filter: (file) => !file.endsWith("lock.sqlite") });
}

describe.skipIf(!canBeTwo)("a home folder that two computers share through a cloud folder", () => {
  it("is served by the first alone: the second refuses in one sentence, until the first has stopped", async () => {
    const [one, two] = [folders.folder(), folders.folder()];
    const first = await start(one, ON_OTHER_COMPUTER);
    await pairBy(first.pairUrl);
    await synchronise(one, two);
    const keys = await readFile(path.join(two, ".state/keys.json"), "utf8");
    for (const words of [["start", "--port", "0"], ["clients"]]) {
      const { status, stderr, stdout } = await pagewire(two, words);
      expect(stderr).toContain(
        "This home folder is in use on another computer, other-desk: stop Pagewire there",
      );
      expect(stderr.trim().split("\n")).toHaveLength(1);
      expect({ status, stdout }).toEqual({ status: 3, stdout: "" });
    }
    expect(await readFile(path.join(two, ".state/keys.json"), "utf8")).toBe(keys);
    expect((await noted(two)).port).toBe(first.port);
    await first.stop();
    await rm(noteIn(two));
    await start(two);
  });

  it("is left by the one that began later, where both began before either heard of the other", async () => {
    const [one, two] = [folders.folder(), folders.folder()];
    const first = await start(one, ON_OTHER_COMPUTER);
    const second = await start(two);
    const [ofFirst, ofSecond] = await Promise.all([one, two].map((home) => readFile(noteIn(home), "utf8")));
    await writeFile(noteIn(one), ofSecond ?? "");
    await eventually(
      "the first says again that it is there",
      async () => (await noted(one)).port === first.port,
    );
    await writeFile(noteIn(two), ofFirst ?? "");
    await eventually("the second says so", () =>
      second.said().includes("in use on another computer, other-desk"),
    );
    await eventually("the second has stopped", () => !isLocked(path.join(two, ".state/lock.sqlite")));
    expect((await noted(two)).port).toBe(first.port);
    expect(() => process.kill(first.pid, 0)).not.toThrow();
  });

  it("tells no token to a port that is another computer's", async () => {
    const [one, two] = [folders.folder(), folders.folder()];
    await start(one, ON_OTHER_COMPUTER);
    const ofOther = JSON.stringify({ ...(await noted(one)), pid: NO_PID, startedAt: Date.now() + 60_000 });
    await start(two);
    // The companion may write its own again before the command reads it.
    const said = await eventually("the sentence", async () => {
      await writeFile(noteIn(two), ofOther);
      const { status, stderr } = await pagewire(two, ["clients"]);
      return status !== 0 && stderr;
    });
    expect(said).toContain("in use on another computer, other-desk");
  });
});

describe("a copy of a home folder, on the same computer", () => {
  it("does not start while the one it was copied from runs, and does afterwards", async () => {
    const [one, two] = [folders.folder(), folders.folder()];
    const first = await start(one);
    await synchronise(one, two);
    const { status, stderr } = await pagewire(two, ["start", "--port", "0"]);
    expect(status).toBe(3);
    expect(stderr).toContain(`This home folder is a copy of ${one}, where Pagewire is running`);
    await first.kill();
    await start(two);
  });

  it("starts at once after a crash, and under another name of its folder", async () => {
    const one = folders.folder();
    const first = await start(one);
    await first.kill();
    const two = path.join(folders.folder(), "moved");
    await cp(one, two, { recursive: true });
    await rm(one, { recursive: true });
    expect((await start(two)).said()).toBe("");
  });
});
