import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CompanionProcess, openCompanion, pagewire } from "../support/companion-process.ts";
import { eventually } from "../support/eventually.ts";
import { type NodeBrowser, offerOf, openLane, pairBy, sendOver, ticketOf } from "../support/node-browser.ts";

const MAX_AT_ONCE = 4;

/** Writes down what it was given; with a gate it goes on only when that file is there, but for `free.txt`. */
const PROGRAM = `
  import { appendFileSync, existsSync, readFileSync } from "node:fs";
  const [log, gate, ...words] = process.argv.slice(2);
  const given = { words, record: JSON.parse(readFileSync(0, "utf8")), cwd: process.cwd(), home: process.env.PAGEWIRE_HOME };
  const say = (what) => appendFileSync(log, JSON.stringify({ what, ...given }) + "\\n");
  say("begun");
  const isHeld = gate !== "" && given.record.name !== "free.txt";
  while (isHeld && !existsSync(gate) && existsSync(log)) await new Promise((resolve) => setTimeout(resolve, 20));
  say("ended");
`;

interface Note {
  readonly what: "begun" | "ended";
  readonly words: readonly string[];
  readonly record: Readonly<Record<string, unknown>>;
  readonly cwd: string;
  readonly home: string;
}

let home: string;
let companion: CompanionProcess;
let browser: NodeBrowser;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), "pagewire-home-"));
  await writeFile(path.join(home, "program.mjs"), PROGRAM);
});
afterEach(async () => {
  await companion.close();
  await rm(home, { recursive: true, force: true, maxRetries: 3 });
});

const gate = (): string => path.join(home, "gate");
const recorder = (gated: boolean, ...words: string[]): string[] => [
  process.execPath,
  path.join(home, "program.mjs"),
  path.join(home, "notes"),
  gated ? gate() : "",
  ...words,
];
const configure = (onReceived?: readonly string[]): Promise<void> =>
  writeFile(path.join(home, "config.json"), JSON.stringify({ onReceived }));

async function start(onReceived?: readonly string[]): Promise<void> {
  await configure(onReceived);
  companion = await openCompanion({ home });
  browser = await pairBy(companion.pairUrl);
}

async function receive(...names: string[]): Promise<void> {
  const lane = await openLane(companion.port, await ticketOf(browser));
  for (const name of names) {
    const bytes = Buffer.from(name);
    const { last } = await sendOver(lane, offerOf(bytes, { name }), bytes);
    expect(last).toMatchObject({ type: "done" });
  }
  lane.socket.close();
}

async function notes(): Promise<Note[]> {
  const text = await readFile(path.join(home, "notes"), "utf8").catch(() => "");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line): Note => JSON.parse(line));
}
const namesOf = async (what: Note["what"]): Promise<unknown[]> =>
  (await notes()).filter((note) => note.what === what).map(({ record }) => record.name);
const openGate = (): Promise<void> => writeFile(gate(), "");

describe("the program of onReceived", () => {
  it("gets the file's path as its last argument and the record on its standard input", async () => {
    await start(recorder(false, "an argument", "$HOME"));
    await receive("cat.txt");
    await eventually("the program", async () => (await notes()).length === 2);
    const { objects } = await pagewire(home, ["inbox"]);
    expect(await notes()).toContainEqual({
      what: "ended",
      words: ["an argument", "$HOME", path.join(home, "Inbox/cat.txt")],
      record: objects[0],
      cwd: home,
      home,
    });
  });

  it("is given hostile names as they are: nothing of them is run or taken for an option", async () => {
    await start(recorder(false));
    const names = [
      "$(touch owned)",
      "`touch owned`",
      "; touch owned",
      "-rf",
      "a\nb",
      "& touch owned &",
      "'\"\\ x",
    ];
    await receive(...names);
    await eventually("every file", async () => (await namesOf("ended")).length === names.length);
    for (const { words, record } of await notes()) {
      expect(words).toEqual([record.path]);
      expect(path.dirname(String(record.path))).toBe(path.join(home, "Inbox"));
      expect(names).toContain(await readFile(String(record.path), "utf8"));
    }
    expect(existsSync(path.join(home, "owned"))).toBe(false);
    expect(existsSync("owned")).toBe(false);
  });

  it("runs for a few at a time, in the order they came, and keeps no sender waiting", async () => {
    await start(recorder(true));
    const names = ["1", "2", "3", "4", "5", "6"].map((name) => `${name}.txt`);
    await receive(...names);
    await eventually("the first", async () => (await namesOf("begun")).length === MAX_AT_ONCE);
    expect((await namesOf("begun")).sort()).toEqual(names.slice(0, MAX_AT_ONCE));
    await openGate();
    await eventually("all", async () => (await namesOf("ended")).length === names.length);
    let running = 0;
    const most = (await notes()).map(({ what }) => {
      running += what === "begun" ? 1 : -1;
      return running;
    });
    expect(Math.max(...most)).toBe(MAX_AT_ONCE);
  });

  it("goes on by itself when the companion stops, and those that waited run after the next start", async () => {
    await start(recorder(true));
    const names = ["1", "2", "3", "4", "5", "6"].map((name) => `${name}.txt`);
    await receive(...names);
    await eventually("the first", async () => (await namesOf("begun")).length === MAX_AT_ONCE);
    expect(await companion.stop()).toBe(0);
    await openGate();
    await eventually("those", async () => (await namesOf("ended")).length === MAX_AT_ONCE);
    await companion.restart();
    await eventually("the others", async () => (await namesOf("ended")).length === names.length);
    await receive("7.txt");
    await eventually("the last", async () => (await namesOf("ended")).includes("7.txt"));
    expect((await namesOf("begun")).sort()).toEqual([...names, "7.txt"]);
  });

  it("runs again after a crash for those that were not at their end, and skips none", async () => {
    await start(recorder(true));
    await receive("1.txt", "free.txt", "3.txt");
    await eventually("the free one to end", async () => (await namesOf("ended")).includes("free.txt"));
    await receive("4.txt");
    await eventually("the last", async () => (await namesOf("begun")).length === 4);
    await companion.kill();
    expect(await namesOf("ended")).toEqual(["free.txt"]);
    await openGate();
    await companion.restart();
    // What the crash left running ends by itself; what was ahead of the oldest of those is handed over again.
    await eventually("all", async () => (await namesOf("ended")).length === 8);
    expect((await namesOf("begun")).slice(4).sort()).toEqual(["1.txt", "3.txt", "4.txt", "free.txt"]);
  });

  it("is not for files that came while none was named", async () => {
    await start();
    await receive("before.txt");
    await companion.stop();
    await configure(recorder(false));
    await companion.restart();
    await receive("after.txt");
    await eventually("the program", async () => (await namesOf("ended")).length > 0);
    await companion.stop();
    await configure();
    await companion.restart();
    await receive("between.txt");
    await companion.stop();
    await configure(recorder(false));
    await companion.restart();
    await receive("at last.txt");
    await eventually("the program", async () => (await namesOf("ended")).length > 1);
    expect(await namesOf("begun")).toEqual(["after.txt", "at last.txt"]);
  });
});

describe("a program of onReceived that fails", () => {
  it.each([
    [
      "is missing",
      () => [path.join(home, "nowhere")],
      "The program nowhere of onReceived can't be started (it does not exist).",
    ],
    [
      "ends with a status",
      () => [process.execPath, "-e", "console.error('no room'); process.exit(3)"],
      "of onReceived ended with status 3; what it printed is in",
    ],
    [
      "is ended by a signal",
      () => [process.execPath, "-e", "process.kill(process.pid, 'SIGKILL')"],
      "of onReceived was ended by SIGKILL;",
    ],
  ])("is told once, is logged, and hinders nothing: %s", async (what, command, sentence) => {
    await start(command());
    await receive("one.txt", "two.txt", "three.txt");
    const log = (): Promise<string> => readFile(path.join(home, ".state/companion.log"), "utf8");
    await eventually("the log", async () => (await log()).split('"hook.failed"').length === 4);
    await eventually("the sentence", () => companion.said().includes(sentence));
    expect(companion.said().split("of onReceived")).toHaveLength(2);
    expect((await pagewire(home, ["inbox"])).objects).toHaveLength(3);
    if (what === "ends with a status") {
      expect(await readFile(path.join(home, ".state/hook.log"), "utf8")).toBe("no room\n".repeat(3));
    }
  });
});
