import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CompanionProcess, openCompanion, pagewire } from "../support/companion-process.ts";
import { eventually } from "../support/eventually.ts";
import {
  type Listening,
  type NodeBrowser,
  openControl,
  openLane,
  PIECE_BYTES,
  pairBy,
  ticketOf,
} from "../support/node-browser.ts";
import { joinOutbox, listenToOutbox, receiveOver } from "../support/node-outbox.ts";

const COMMAND = path.resolve(import.meta.dirname, "../../companion/pagewire.mjs");

let companion: CompanionProcess;
let browser: NodeBrowser;
beforeEach(async () => {
  companion = await openCompanion();
  browser = await pairBy(companion.pairUrl);
});
afterEach(() => companion.close());

const lane = async (): Promise<Listening> => openLane(companion.port, await ticketOf(browser));

const outgoing = (): Promise<string[]> => readdir(path.join(companion.home, ".state/outgoing"));

/** Makes files below a folder of the home, each holding its own path; returns the folder. */
async function folderOf(name: string, ...files: string[]): Promise<string> {
  const folder = path.join(companion.home, name);
  await mkdir(folder);
  for (const file of files) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), file);
  }
  return folder;
}

describe("pagewire send FOLDER", () => {
  it("sends every finished file below it, and passes over hidden and unfinished ones and links", async () => {
    const folder = await folderOf(
      "plots",
      "b.txt",
      "deep/er/c.txt",
      ".hidden",
      ".git/config",
      "film.mp4.part",
      "notes.txt~",
    );
    await symlink(path.join(folder, "b.txt"), path.join(folder, "link.txt"));
    await symlink("/", path.join(folder, "everything"));
    await mkdir(path.join(folder, "nothing"));
    const { objects, status, stderr } = await pagewire(companion.home, ["send", folder]);
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(objects.map(({ name, bytes, state }) => ({ name, bytes, state }))).toEqual([
      { name: "b.txt", bytes: 5, state: "queued" },
      { name: "c.txt", bytes: 13, state: "queued" },
    ]);
  });

  it("tells files of one name apart by the folders they lie in", async () => {
    const folder = await folderOf("plots", "plot.png", "2023/plot.png", "2024/plot.png", "2024/other.png");
    const { objects } = await pagewire(companion.home, ["send", folder]);
    expect(objects.map(({ name }) => name)).toEqual([
      "2023 - plot.png",
      "other.png",
      "2024 - plot.png",
      "plot.png",
    ]);
  });

  it("answers an empty one with one sentence, and sends what was named beside it", async () => {
    const empty = await folderOf("empty", ".hidden");
    const full = await folderOf("full", "a.txt");
    const { objects, status, stderr } = await pagewire(companion.home, ["send", empty, full]);
    expect(status).toBe(1);
    expect(stderr.trim().split("\n")).toEqual([expect.stringContaining(`${empty} holds no files to send`)]);
    expect(objects).toMatchObject([{ name: "a.txt" }]);
  });

  it("says once that there is no such browser, and once that the companion is gone", async () => {
    const folder = await folderOf("plots", "a.txt", "b.txt", "c.txt");
    const nobody = await pagewire(companion.home, ["send", folder, "--to", "Nobody"]);
    expect(nobody.stderr).toBe(
      `No paired browser is called Nobody: \`npx pagewire clients --home ${companion.home}\` lists them.\n`,
    );
    expect(nobody.status).toBe(1);
    await writeFile(path.join(folder, "b.txt"), Buffer.alloc(64 * PIECE_BYTES));
    const sending = pagewire(companion.home, ["send", folder]);
    await eventually("the first", async () => (await outgoing()).length > 1, { intervalMs: 5 });
    await companion.kill();
    const { stderr, status, objects } = await sending;
    expect(objects).toMatchObject([{ name: "a.txt" }]);
    expect(stderr).toBe(
      "The companion stopped before b.txt was queued: start it, then send the rest again.\n",
    );
    expect(status).toBe(1);
    expect(await outgoing()).toHaveLength(1);
  });

  it("takes no name for all of its files", async () => {
    const folder = await folderOf("plots", "a.txt");
    const { status, stderr } = await pagewire(companion.home, ["send", folder, "--name", "x"]);
    expect(status).toBe(2);
    expect(stderr).toContain("--name names one file");
    expect(await outgoing()).toEqual([]);
  });
});

describe("pagewire send --wait with several files", () => {
  it("tells each when it is stored, in that order, and of one that is taken back", async () => {
    const folder = await folderOf("plots", "a.txt", "b.txt", "c.txt");
    const { waiting } = await listenToOutbox(browser);
    const sending = pagewire(companion.home, ["send", folder, "--wait"]);
    await eventually("all three", () => waiting.length === 3);
    const [a = "", b = "", c = ""] = waiting.map(({ id }) => id);
    const open = await lane();
    await receiveOver(open, c);
    await receiveOver(open, a);
    expect((await pagewire(companion.home, ["outbox", "--cancel", b])).status).toBe(0);
    const { objects, status, stderr } = await sending;
    expect(objects.map(({ id, state, client }) => ({ id, state, client }))).toEqual([
      { id: c, state: "stored", client: browser.clientId },
      { id: a, state: "stored", client: browser.clientId },
    ]);
    expect(status).toBe(1);
    expect(stderr).toContain("b.txt was withdrawn");
  });
});

describe("the progress of a file on its way", () => {
  it("is told to scripts, as what the browser has acknowledged, and not to browsers", async () => {
    const { objects } = await pagewire(companion.home, ["token", "--name", "watcher"]);
    const script = await joinOutbox(await openControl(companion.port, String(objects[0]?.token), ""));
    const own = await listenToOutbox(browser);
    const bytes = 3 * PIECE_BYTES;
    await pagewire(companion.home, ["send", "-", "--name", "x"], Buffer.alloc(bytes));
    const [{ id = "" } = {}] = await eventually("it", () => own.waiting.length === 1 && own.waiting);
    const told = (): unknown[] =>
      script.heard.flatMap(({ event, payload }) => (event === "progress" ? [payload] : []));
    const isTold = (offset: number) => (): boolean =>
      told().some((payload) => JSON.stringify(payload).includes(`"bytes":${offset}}`));
    await receiveOver(await lane(), id, undefined, undefined, (had) =>
      eventually("the piece before to be told", isTold(had - PIECE_BYTES)),
    );
    for (const { heard } of [script, own])
      await eventually("the end", () => heard.some(({ event }) => event === "stored"));
    expect(told().slice(0, 3)).toEqual([
      { id, client: browser.clientId, bytes: 0 },
      { id, client: browser.clientId, bytes: PIECE_BYTES },
      { id, client: browser.clientId, bytes: 2 * PIECE_BYTES },
    ]);
    expect(own.heard.map(({ event }) => event)).toEqual(["waiting", "stored"]);
  });
});

describe("pagewire send on a terminal", () => {
  /** Runs the command on a real pseudo-terminal of 100 columns. */
  function onTerminal(words: string): { written: () => string; ended: Promise<unknown> } {
    const command = `stty cols 100; exec ${process.execPath} ${COMMAND} ${words} --home ${companion.home}`;
    const child = spawn("script", ["-qec", command, "/dev/null"], {
      stdio: "pipe",
      env: { ...process.env, TERM: "xterm", NO_COLOR: "1" },
    });
    let written = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      written += chunk;
    });
    return { written: () => written, ended: once(child, "close") };
  }

  /** What stood on the line, one look after the other. */
  const looksOf = (written: string): string[] => written.split("\r\u001b[K").map((look) => look.trimEnd());

  it("draws one line: name, bar, percent, speed and time left, until the browser has the file", async () => {
    const bytes = 4 * PIECE_BYTES;
    await writeFile(path.join(companion.home, "plot\u202Egnp.bin"), Buffer.alloc(bytes));
    const own = await listenToOutbox(browser);
    const { written, ended } = onTerminal(`send ${companion.home}/plot*.bin --wait`);
    const [{ id = "" } = {}] = await eventually("it", () => own.waiting.length === 1 && own.waiting);
    await eventually("the bar", () => / 0%/.test(written().split("Copying").at(-1) ?? ""));
    // One is connected: nothing is waited for.
    expect(written()).not.toContain("waiting for a browser");
    await receiveOver(await lane(), id, undefined, undefined, (had) =>
      eventually("the bar to show the piece before", () =>
        written().includes(`${(had / PIECE_BYTES - 1) * 25}%`),
      ),
    );
    await ended;
    const looks = looksOf(written());
    expect(looks).toContainEqual(expect.stringMatching(/^Copying plot\u{FFFD}gnp\.bin {2}\[[#-]{20}\] /u));
    expect(looks).toContainEqual(
      expect.stringMatching(
        /^plot\u{FFFD}gnp\.bin {2}\[#{10}-{10}\] {3}50% {2}[\d.]+ \w?B\/s {2}0:\d\d left$/u,
      ),
    );
    expect(looks.at(-1)).toBe(`stored  ${id.slice(0, 8)}   16.8 MB  plot\u{FFFD}gnp.bin`);
    expect(Math.max(...looks.slice(0, -1).map((look) => look.length))).toBeLessThan(100);
    expect(written()).not.toContain("\u202E");
  });

  it("draws nothing with --json", async () => {
    await writeFile(path.join(companion.home, "a.bin"), Buffer.alloc(PIECE_BYTES));
    const { written, ended } = onTerminal(`send ${companion.home}/a.bin --json`);
    await ended;
    expect(JSON.parse(written())).toMatchObject({ name: "a.bin", state: "queued" });
  });

  it("writes no control characters where nobody looks", async () => {
    const own = await listenToOutbox(browser);
    const sending = pagewire(companion.home, ["send", "-", "--wait"], Buffer.alloc(PIECE_BYTES));
    const [{ id = "" } = {}] = await eventually("it", () => own.waiting.length === 1 && own.waiting);
    await receiveOver(await lane(), id);
    expect((await sending).stderr).toBe("");
  });
});

describe("pagewire outbox", () => {
  it("lists what waits, oldest first, with or without a companion", async () => {
    const folder = await folderOf("plots", "a.txt", "b.txt");
    const { objects: sent } = await pagewire(companion.home, ["send", folder, "--to", browser.clientId]);
    const listed = sent.map((file) => ({ ...file, at: expect.stringMatching(/^\d{4}-.*Z$/) }));
    expect(listed).toHaveLength(2);
    expect((await pagewire(companion.home, ["outbox"])).objects).toEqual(listed);
    await companion.stop();
    const { objects, status } = await pagewire(companion.home, ["outbox"]);
    expect(objects).toEqual(listed);
    expect(objects[0]).toMatchObject({ name: "a.txt", state: "queued", client: browser.clientId });
    expect(status).toBe(0);
  });

  it("is empty once a browser has everything", async () => {
    const { objects } = await pagewire(companion.home, ["send", "-"], "x");
    await receiveOver(await lane(), String(objects[0]?.id));
    await eventually("an empty outbox", async () => {
      const { objects: left, stderr, status } = await pagewire(companion.home, ["outbox"]);
      return left.length === 0 && status === 0 && stderr === "Nothing waits for a browser.\n";
    });
    expect(await outgoing()).toEqual([]);
  });

  it("takes a file back: its copy goes, browsers are told, and nobody gets it any more", async () => {
    const own = await listenToOutbox(browser);
    const { objects } = await pagewire(companion.home, ["send", "-"], "secret");
    const id = String(objects[0]?.id);
    const cancelled = await pagewire(companion.home, ["outbox", "--cancel", id]);
    expect(cancelled).toMatchObject({ status: 0, objects: [{ id, cancelled: true }] });
    expect(await outgoing()).toEqual([]);
    await eventually("the browser to be told", () =>
      own.heard.some(({ event, payload }) => {
        return (
          event === "withdrawn" && JSON.stringify(payload) === JSON.stringify({ id, reason: "cancelled" })
        );
      }),
    );
    await expect(receiveOver(await lane(), id)).rejects.toThrow("unknown_file");
    const again = await pagewire(companion.home, ["outbox", "--cancel", id]);
    expect(again).toMatchObject({ status: 1, objects: [] });
    expect(again.stderr).toBe(
      `No file with the id or name ${id} waits for a browser: \`npx pagewire outbox --home ${companion.home}\` lists them.\n`,
    );
  });

  it("takes back a file that is just on its way: it does not arrive", async () => {
    const { objects } = await pagewire(companion.home, ["send", "-"], Buffer.alloc(16 * PIECE_BYTES));
    const id = String(objects[0]?.id);
    const receiving = receiveOver(await lane(), id, undefined, undefined, (had) =>
      had === PIECE_BYTES ? pagewire(companion.home, ["outbox", "--cancel", id]) : undefined,
    );
    await expect(receiving.then(({ length }) => length)).rejects.toThrow("source_changed");
    expect((await pagewire(companion.home, ["outbox"])).objects).toEqual([]);
  });
});
