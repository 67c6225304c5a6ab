import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../companion/files/database.ts";
import { contentKey } from "../../companion/files/reading-notes.ts";
import { homeAt } from "../../companion/home/home.ts";
import { prepareHome } from "../../companion/home/home-folders.ts";
import { type CompanionProcess, openCompanion, pagewire, spoken } from "../support/companion-process.ts";
import { eventually } from "../support/eventually.ts";
import { type NodeBrowser, offerOf, openLane, pairBy, sendOver, ticketOf } from "../support/node-browser.ts";
import { noise } from "../support/pseudo-random.ts";

const MIB = 1024 * 1024;
const SENTENCE = "is set aside: the companion ended twice while it looked into it.";

/** Holding a system call needs it. */
const canTrace = ((): boolean => {
  try {
    execFileSync("strace", ["-qq", "-o", "/dev/null", "true"]);
    return true;
  } catch {
    return false;
  }
})();
if (!canTrace) console.warn("The tests of what is set aside need strace: they are skipped.");

const open: CompanionProcess[] = [];
afterEach(async () => {
  for (const companion of open.splice(0).reverse()) {
    await companion.close();
    await rm(companion.home, { recursive: true, force: true, maxRetries: 3 });
  }
});

/**
 * A companion in which a look into a file never ends: the system holds it up behind the note that the look begins with,
 * as a pattern without end or a crash of the detector would. (The first write to that file is the empty note of the start.)
 */
const held = (home: string): string[] => {
  const { reading } = homeAt(home);
  return [
    "strace",
    "-f",
    "-qq",
    "-o",
    "/dev/null",
    "-P",
    reading,
    "-e",
    "inject=write,pwrite64:delay_exit=600s:when=2",
  ];
};

async function start(home: string, isHeld: boolean, port = 0): Promise<CompanionProcess> {
  const companion = await openCompanion({ home, port, under: isHeld ? held(home) : [] });
  open.push(companion);
  return companion;
}

const note = (home: string): Promise<string> => readFile(homeAt(home).reading, "latin1").catch(() => "");
const isLooking = (home: string): Promise<unknown> =>
  eventually("the note of a look", async () => /[0-9a-f]{32}/.test(await note(home)));

/** What holds it up keeps it from dying as well: it dies as soon as that lets go. */
async function killHeld(companion: CompanionProcess): Promise<void> {
  const status = await readFile(`/proc/${companion.pid}/status`, "utf8");
  const tracer = Number(/^TracerPid:\s*([1-9]\d*)$/m.exec(status)?.[1]);
  process.kill(companion.pid, "SIGKILL");
  process.kill(tracer, "SIGKILL");
  await companion.kill();
}

/** Kills it as it looks, as often as it is to die; then one that is not held up runs. */
async function diesOver(
  home: string,
  times: number,
  begin: (companion: CompanionProcess) => void,
): Promise<void> {
  for (let death = 0; death < times; death += 1) {
    const companion = await start(home, true, open[0]?.port);
    begin(companion);
    await isLooking(home);
    await killHeld(companion);
  }
}

describe("a file over which the companion died twice", () => {
  it.skipIf(!canTrace)(
    "is refused with a sentence when it is offered again, and taken when it is retried and does no harm",
    async () => {
      const first = await openCompanion();
      open.push(first);
      const browser: NodeBrowser = await pairBy(first.pairUrl);
      await first.kill();
      const bytes = Buffer.from("what nobody could look into");
      const offer = offerOf(bytes, { name: "deadly.txt" });
      const other = offerOf(Buffer.from("other bytes"), { name: "other.txt" });
      const offerIt = (): void =>
        void (async () => {
          await sendOver(await openLane(browser.port, await ticketOf(browser)), offer, bytes);
        })().catch(() => undefined);
      await diesOver(first.home, 2, offerIt);
      await start(first.home, false, first.port);
      const lane = await openLane(browser.port, await ticketOf(browser));
      const said = await sendOver(lane, offer, bytes);
      expect(said.last).toEqual({
        type: "refuse",
        code: "not_allowed",
        message: `deadly.txt ${SENTENCE} Retry to have it tried once more.`,
        said: {
          code: "files.set-aside-retry",
          parameters: { what: { code: "files.set-aside", parameters: { name: "deadly.txt" } } },
        },
      });
      // The very bytes under another id, as a second click on the page would send them.
      const second = await openLane(browser.port, await ticketOf(browser));
      expect((await sendOver(second, offerOf(bytes, { name: "again.txt" }), bytes)).last).toMatchObject({
        type: "refuse",
        message: `again.txt ${SENTENCE} Retry to have it tried once more.`,
      });
      expect((await sendOver(lane, other, Buffer.from("other bytes"))).last).toMatchObject({ type: "done" });
      expect((await sendOver(lane, offer, bytes)).last).toMatchObject({ type: "done", name: "deadly.txt" });
      const fresh = Buffer.concat([bytes, Buffer.from("!")]);
      expect((await sendOver(lane, offerOf(fresh), fresh)).last).toMatchObject({ type: "done" });
      for (const { socket } of [lane, second]) socket.terminate();
    },
  );

  it("in the Outbox folder is told of and listed, keeps no start and no other file back, and goes when it is put there anew", async () => {
    const home = await mkdtemp(path.join(tmpdir(), "pagewire-home-"));
    const text = "# what nobody could look into";
    const file = path.join(home, "Outbox/deadly.md");
    prepareHome(homeAt(home));
    await writeFile(file, text);
    // As one death that was counted and one more have left it.
    const key = contentKey(Buffer.from(text));
    const database = openDatabase(homeAt(home).database);
    database.prepare("INSERT INTO deaths (key, count) VALUES (?, 1)").run(key);
    database.close();
    await writeFile(homeAt(home).reading, key.padEnd(4096));
    const companion = await start(home, false);
    await eventually("the sentence", () => companion.said().includes(`deadly.md ${SENTENCE}`));
    await writeFile(path.join(home, "Outbox/other.md"), "# other");
    const waiting = async (): Promise<unknown[]> =>
      (await pagewire(home, ["outbox"])).objects.map(({ name }) => name);
    await eventually("the other file", async () => (await waiting()).includes("other.md"));
    expect(await waiting()).toEqual(["other.md"]);
    expect((await spoken(home, ["outbox"])).stderr).toContain(`In the Outbox folder, deadly.md ${SENTENCE}`);
    await writeFile(file, text);
    await eventually("the file", async () => (await waiting()).includes("deadly.md"));
    expect((await spoken(home, ["outbox"])).stderr).not.toContain("set aside");
  });

  it("does not become one by kills in the middle of its bytes", async () => {
    const companion = await openCompanion();
    open.push(companion);
    const browser = await pairBy(companion.pairUrl);
    // More than a sender may have under way ahead of the piece at which it is killed.
    const bytes = noise(32 * MIB);
    const offer = offerOf(bytes, { name: "long.bin" });
    for (let death = 1; death <= 2; death += 1) {
      const lane = await openLane(companion.port, await ticketOf(browser));
      await sendOver(lane, offer, bytes, death * 4 * MIB);
      await companion.kill();
      await companion.restart();
    }
    const lane = await openLane(companion.port, await ticketOf(browser));
    const { last, resumedAt } = await sendOver(lane, offer, bytes);
    expect(last).toMatchObject({ type: "done", name: "long.bin" });
    expect(resumedAt).toBeGreaterThan(0);
    expect((await note(companion.home)).trim()).toBe("");
    expect(existsSync(homeAt(companion.home).reading)).toBe(true);
    lane.socket.terminate();
  });
});
