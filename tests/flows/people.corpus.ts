/** What a person at a terminal is told: tables that fit, whom a part of a name means, and why nothing moves. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { columnsOf } from "../../companion/commands/terminal/printable.ts";
import { type CompanionProcess, openCompanion, pagewire, spoken } from "../support/companion-process.ts";
import { eventually } from "../support/eventually.ts";
import {
  type NodeBrowser,
  offerOf,
  openControl,
  openLane,
  pairBy,
  sendOver,
  ticketOf,
} from "../support/node-browser.ts";
import { listenToOutbox, receiveOver } from "../support/node-outbox.ts";

const COMMAND = path.resolve(import.meta.dirname, "../../companion/pagewire.mjs");
const LONG = "A very long file name that nobody would type, final (2).png";
/** Colours, as a terminal is given them. */
const COLOUR = "\u001b[";

let companion: CompanionProcess;
beforeEach(async () => {
  companion = await openCompanion();
});
afterEach(() => companion.close());

const run = (...words: string[]) => pagewire(companion.home, words);

async function pair(name: string): Promise<NodeBrowser> {
  const { objects } = await run("pair");
  return await pairBy(String(objects[0]?.pairUrl), name);
}

async function send(browser: NodeBrowser, ...names: string[]): Promise<void> {
  const lane = await openLane(companion.port, await ticketOf(browser));
  for (const name of names) {
    const url = "https://pictures.example.com/a/b";
    const source = { url, pageUrl: "https://dunes.example/walk/?day=2", title: "T", at: 1_700_000_000_000 };
    await sendOver(lane, offerOf(Buffer.from(name), { name, source }), Buffer.from(name));
  }
  lane.socket.terminate();
}

async function file(name: string): Promise<string> {
  const place = path.join(companion.home, name);
  await writeFile(place, name);
  return place;
}

/** What a command writes on a real pseudo-terminal. */
async function onTerminal(columns: number, words: string, env: NodeJS.ProcessEnv = {}): Promise<string[]> {
  const command = `stty cols ${columns}; exec ${process.execPath} ${COMMAND} ${words} --home ${companion.home}`;
  const child = spawn("script", ["-qec", command, "/dev/null"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, TERM: "xterm", NO_COLOR: "", FORCE_COLOR: undefined, ...env },
  });
  const written = await text(child.stdout);
  return written.split("\r\n").filter((line) => line !== "");
}

describe("lists on a terminal", () => {
  it("fit it, with titles, short ids, and the ending of each name", async () => {
    const browser = await pair("Chromium on Linux");
    await send(browser, "dunes.jpg", LONG, "写真 夏休みのしゃしん コレクション 二〇二六年.png");
    await run("send", await file("notes.txt"), "--to", "chromium");
    await run("send", await file("any.txt"));
    const plain = { NO_COLOR: "1" };
    const ids = (await run("inbox")).objects.map(({ id }) => String(id));
    const shown = await Promise.all(
      ["inbox", "clients", "outbox"].map((words) => onTerminal(50, words, plain)),
    );
    for (const line of shown.flat()) expect(columnsOf(line), line).toBeLessThan(50);
    const inbox = await onTerminal(90, "inbox", plain);
    expect(inbox[0]).toMatch(/^Received +Size +Type +Name +Page +ID$/);
    expect(inbox[1]).toMatch(
      new RegExp(`^now +9 B +applicati\\S* +dunes\\.jpg +dunes\\.example\\S* +${ids[0]?.slice(0, 8)}$`),
    );
    expect((await onTerminal(150, "inbox", plain))[1]).toMatch(
      / application\/octet-stream +dunes\.jpg +dunes\.example\/walk +[0-9a-f]{8}$/,
    );
    expect(inbox[2]).toMatch(/ A very long\S* .*….*\(2\)\.\S+ {2}/);
    expect((await onTerminal(100, "clients", plain))[1]).toMatch(
      new RegExp(`^Chromium on Linux +browser +away +1 +${browser.clientId.slice(0, 8)}$`),
    );
    const outbox = await onTerminal(100, "outbox", plain);
    expect(outbox[1]).toMatch(/^notes\.txt +9 B +now +Chromium on Linux +[0-9a-f]{8}$/);
    expect(outbox[2]).toMatch(/^any\.txt +7 B +now +any browser +[0-9a-f]{8}$/);
  });

  it("are in colour unless somebody wants none, and never for another program unless somebody wants it", async () => {
    await pair("Chromium on Linux");
    const coloured = async (env: NodeJS.ProcessEnv): Promise<boolean> =>
      (await onTerminal(80, "clients", env)).join().includes(COLOUR);
    expect(await coloured({})).toBe(true);
    expect(await coloured({ NO_COLOR: "1" })).toBe(false);
    expect(await coloured({ TERM: "dumb" })).toBe(false);
    expect((await spoken(companion.home, ["clients"])).stdout).not.toContain(COLOUR);
    expect((await onTerminal(80, "clients --json")).join()).not.toContain(COLOUR);
  });

  it("are whole lines for another program, without titles", async () => {
    const browser = await pair("Chromium on Linux");
    await send(browser, LONG);
    const { stdout } = await spoken(companion.home, ["inbox"]);
    expect(stdout).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}59 B {2}/);
    expect(stdout).toContain(
      `${path.join(companion.home, "Inbox", LONG)}  https://pictures.example.com/a/b\n`,
    );
    expect((await spoken(companion.home, ["clients"])).stdout).toContain(browser.clientId);
  });
});

describe("a part of a name or an id", () => {
  it("names those it could mean where it could mean several", async () => {
    const [one, other] = [await pair("Chromium at home"), await pair("Chromium at work")];
    const several = await run("send", await file("a.txt"), "--to", "chromium");
    expect(several).toMatchObject({ status: 1, objects: [] });
    expect(several.stderr).toBe(
      `More than one paired browser can be meant by chromium: Chromium at home (${one.clientId.slice(0, 8)}), Chromium at work (${other.clientId.slice(0, 8)}). Say more of the name, or the id.\n`,
    );
    expect((await run("revoke", "CHROMIUM")).stderr).toContain("Chromium at work (");
    expect((await run("revoke", "WORK")).objects).toEqual([{ id: other.clientId, revoked: true }]);
    expect((await run("revoke", one.clientId.slice(0, 8))).objects).toEqual([
      { id: one.clientId, revoked: true },
    ]);
  });

  it("takes a waiting file back", async () => {
    await pair("Chromium");
    for (const name of ["plot 1.txt", "plot 2.txt", "notes.txt"]) await run("send", await file(name));
    const [first, second] = (await run("outbox")).objects;
    const several = await run("outbox", "--cancel", "plot");
    expect(several.status).toBe(1);
    expect(several.stderr).toContain("More than one waiting file can be meant by plot: plot 1.txt (");
    const byId = await run("outbox", "--cancel", String(first?.id).slice(0, 8));
    expect(byId.objects).toEqual([{ id: first?.id, cancelled: true }]);
    expect((await run("outbox", "--cancel", "plot")).objects).toEqual([{ id: second?.id, cancelled: true }]);
    expect((await run("outbox")).objects).toMatchObject([{ name: "notes.txt" }]);
  });
});

describe("pagewire send with nobody there", () => {
  it("queues the file, and says what to do", async () => {
    const { stdout, stderr } = await spoken(companion.home, ["send", await file("a.txt")]);
    expect(stdout).toMatch(/^queued {2}[0-9a-f]{32} {2}a\.txt\n$/);
    expect(stderr).toBe(
      `Nobody is paired yet, so it stays queued: run \`npx pagewire pair --home ${companion.home}\` and open the link in a browser that has the extension.\n`,
    );
    await pair("Chromium");
    const away = await spoken(companion.home, ["send", await file("b.txt"), await file("c.txt")]);
    expect(away.stderr).toBe(
      "Queued: 2 (10 B).\nNo paired browser is connected: it stays queued until one is.\n",
    );
  });

  it("waits with --wait, and says for what, until one is paired and has it", async () => {
    const words = ["send", await file("a.txt"), "--wait", "--home", companion.home];
    const child = spawn(process.execPath, [COMMAND, ...words], { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      said += chunk;
    });
    const stored = text(child.stdout);
    await eventually("the sentence", () => said.includes("Waiting for a pairing: run `npx pagewire pair"));
    const browser = await pair("Chromium");
    const { waiting } = await listenToOutbox(browser);
    const [{ id = "" } = {}] = await eventually("the file", () => waiting.length === 1 && waiting);
    await receiveOver(await openLane(companion.port, await ticketOf(browser)), id);
    if (child.exitCode === null) await once(child, "close");
    expect(child.exitCode).toBe(0);
    expect(await stored).toBe(`stored  ${id}  a.txt\n`);
  });
});

describe("pagewire status", () => {
  it("says where it keeps its files, and how it is started where it does not run", async () => {
    const { stdout } = await spoken(companion.home, ["status"]);
    expect(stdout.split("\n")).toEqual([
      expect.stringMatching(/^running: port \d+, process \d+, version \S+, 0 connected$/),
      `home:    ${companion.home}`,
      `Inbox:   ${path.join(companion.home, "Inbox")}`,
      "",
    ]);
    await companion.stop();
    const stopped = await spoken(companion.home, ["status"]);
    expect(stopped.stdout).toBe("not running\n");
    expect(stopped.stderr).toContain(`Start it with \`npx pagewire start --home ${companion.home}\`.\n`);
  });
});

describe("a running companion", () => {
  it("says a line for each browser that comes or leaves and each file that comes, goes out or is refused", async () => {
    const browser = await pair("Chromium");
    const { waiting } = await listenToOutbox(browser);
    await send(browser, "dunes.jpg");
    const lane = await openLane(companion.port, await ticketOf(browser));
    const bytes = Buffer.from("no picture");
    await sendOver(lane, offerOf(bytes, { name: "page.png", expects: "image" }), bytes);
    await run("send", await file("notes.txt"));
    const [{ id = "" } = {}] = await eventually("the file", () => waiting.length === 1 && waiting);
    await receiveOver(await openLane(companion.port, await ticketOf(browser)), id);
    const lines = (): string[] => companion.said().split("\n");
    await eventually("the last", () => companion.said().includes("Sent notes.txt"));
    expect(lines()).toEqual(
      [
        /^\d\d:\d\d:\d\d {2}Chromium is paired\.$/,
        /^\d\d:\d\d:\d\d {2}Chromium is connected\.$/,
        /^\d\d:\d\d:\d\d {2}Received dunes\.jpg \(9 B\) from pictures\.example\.com\.$/,
        /^\d\d:\d\d:\d\d {2}Not taken: page\.png\. .*image/,
        /^\d\d:\d\d:\d\d {2}Sent notes\.txt \(9 B\) to Chromium\.$/,
        /^$/,
      ].map((line) => expect.stringMatching(line)),
    );
  });

  it("says once that a browser came and once that it left, however many of its pages do", async () => {
    const browser = await pair("Chromium");
    const pages = [
      await openControl(companion.port, await ticketOf(browser)),
      await openControl(companion.port, await ticketOf(browser)),
    ];
    for (const page of pages) page.disconnect();
    await eventually("it has left", () => companion.said().includes("Chromium has left."));
    expect(companion.said().split("is connected.")).toHaveLength(2);
    expect(companion.said().split("has left.")).toHaveLength(2);
  });
});
