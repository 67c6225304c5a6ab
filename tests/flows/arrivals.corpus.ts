/** What has just come, in a terminal: its path, its bytes, in its program, and removed again. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer, text } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { FOLDERS_TOPIC, FoldersEvent } from "../../shared/protocol/topics.ts";
import { type CompanionProcess, openCompanion, pagewire } from "../support/companion-process.ts";
import { eventually } from "../support/eventually.ts";
import { makeImageFile } from "../support/image-files.ts";
import {
  type Listening,
  type NodeBrowser,
  offerOf,
  openControl,
  openLane,
  pairBy,
  sendOver,
  ticketOf,
} from "../support/node-browser.ts";

const COMMAND = path.resolve(import.meta.dirname, "../../companion/pagewire.mjs");
const PNG = (await makeImageFile("png", { width: 8, height: 8 })).bytes;

let companion: CompanionProcess;
let browser: NodeBrowser;
let lane: Listening;
beforeAll(async () => {
  companion = await openCompanion();
  browser = await pairBy(companion.pairUrl);
  lane = await openLane(companion.port, await ticketOf(browser));
});
afterAll(async () => {
  lane.socket.terminate();
  await companion.close();
});
const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

const run = (...words: string[]) => pagewire(companion.home, words);
const inInbox = (name: string): string => path.join(companion.home, "Inbox", name);

async function receive(name: string, bytes: Buffer = Buffer.from(name)): Promise<string> {
  const source = { url: `https://example.com/${name}`, at: Date.now() };
  const offer = offerOf(bytes, { name, source });
  await sendOver(lane, offer, bytes);
  return offer.id;
}

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "pagewire-to-"));
  opened.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Standard output as it is, without `--json`. */
async function plain(...words: string[]): Promise<{ status: number | null; bytes: Buffer; stderr: string }> {
  const child = spawn(process.execPath, [COMMAND, ...words, "--home", companion.home], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [bytes, stderr] = await Promise.all([buffer(child.stdout), text(child.stderr), once(child, "close")]);
  return { status: child.exitCode, bytes, stderr };
}

describe("pagewire latest", () => {
  it("says that there is none yet, with status 1", async () => {
    const home = await emptyFolder();
    expect(await pagewire(home, ["latest"])).toMatchObject({
      status: 1,
      stdout: "",
      stderr: "Nothing has been received yet.\n",
    });
  });

  it("prints the path of the newest, of the newest of a type, and of several, newest first", async () => {
    await receive("older.txt");
    await receive("picture.png", PNG);
    await receive("newer.txt");
    expect((await plain("latest")).bytes.toString()).toBe(`${inInbox("newer.txt")}\n`);
    for (const type of ["image", "image/*", "image/png", "IMAGE"]) {
      expect((await run("latest", "--type", type)).objects).toMatchObject([
        { name: "picture.png", type: "image/png" },
      ]);
    }
    const { objects } = await run("latest", "--count", "3");
    expect(objects.map(({ name }) => name)).toEqual(["newer.txt", "picture.png", "older.txt"]);
    expect(await run("latest", "--type", "video")).toMatchObject({ status: 1, stdout: "" });
    expect(await run("latest", "--type", "../x")).toMatchObject({ status: 2, stdout: "" });
  });

  it("passes over a file that somebody has taken out of the inbox, and says so", async () => {
    await receive("kept.txt");
    await receive("vanished.txt");
    await rm(inInbox("vanished.txt"));
    const { objects, stderr } = await run("latest");
    expect(objects).toMatchObject([{ name: "kept.txt" }]);
    expect(stderr).toBe("vanished.txt is no longer in the inbox, so it is passed over.\n");
  });
});

describe("pagewire wait", () => {
  it("prints the next file that fits, and no earlier one", async () => {
    await receive("before.png", Buffer.concat([PNG, Buffer.from("before")]));
    const waiting = plain("wait", "--type", "image", "--timeout", "60");
    // It has no sign of its own that it listens: what comes before that is not the next.
    const after: string[] = [];
    await eventually("the next file", async () => {
      const name = `after-${after.length}.png`;
      after.push(inInbox(name));
      await receive("no-picture.txt", Buffer.from(name));
      await receive(name, Buffer.concat([PNG, Buffer.from(name)]));
      const settled = await Promise.race([
        waiting,
        new Promise((resolve) => setTimeout(resolve, 100, undefined)),
      ]);
      return settled;
    });
    const { status, bytes } = await waiting;
    expect(status).toBe(0);
    expect(after).toContain(bytes.toString().trimEnd());
  });

  it("gives up when its time is over, and where no companion runs", async () => {
    expect(await run("wait", "--timeout", "0.2")).toMatchObject({
      status: 1,
      stderr: "Nothing came within 0.2 s.\n",
    });
    expect(await run("wait", "--timeout", "soon")).toMatchObject({ status: 2 });
    expect(await pagewire(await emptyFolder(), ["wait"])).toMatchObject({ status: 3, stdout: "" });
  });
});

describe("pagewire get", () => {
  it("copies a file into a folder under a name that is free", async () => {
    const id = await receive("report.txt", Buffer.from("a report"));
    const to = await emptyFolder();
    await writeFile(path.join(to, "report.txt"), "another");
    const { objects } = await run("get", id.slice(0, 10), "--to", to);
    const place = path.join(to, "report (2).txt");
    expect(objects).toEqual([{ id, path: place, bytes: 8, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    expect(await readFile(place, "utf8")).toBe("a report");
    expect(await readdir(to)).toHaveLength(2);
  });

  it("writes its bytes to standard output, and nothing else", async () => {
    await receive("pixels.png", Buffer.concat([PNG, Buffer.from([0, 255, 10])]));
    const { status, bytes } = await plain("get", "latest", "--to", "-");
    expect(status).toBe(0);
    expect(bytes).toEqual(Buffer.concat([PNG, Buffer.from([0, 255, 10])]));
    expect(await run("get", "latest", "--to", "-")).toMatchObject({ status: 2, stdout: "" });
  });

  it("says in one sentence what can't be had", async () => {
    expect(await run("get", "0".repeat(32))).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("No received file"),
    });
    const id = await receive("gone.txt");
    await rm(inInbox("gone.txt"));
    expect(await run("get", id)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("no longer in the inbox"),
    });
    await receive("here.txt");
    expect(await run("get", "latest", "--to", "/nowhere/at/all")).toMatchObject({ status: 1, stdout: "" });
  });
});

describe("pagewire open", () => {
  it.skipIf(process.platform !== "linux")("opens a file in the system's program", async () => {
    await receive("shown.txt");
    const bin = await emptyFolder();
    const note = path.join(bin, "opened");
    const stub = `#!/bin/sh\nprintf '%s' "$1" > ${note}\n`;
    await writeFile(path.join(bin, "program"), stub);
    await chmod(path.join(bin, "program"), 0o755);
    const child = spawn(process.execPath, [COMMAND, "open", "latest", "--home", companion.home], {
      // Where there is no desktop, this is what xdg-open asks for a program.
      env: { PATH: process.env.PATH, HOME: bin, BROWSER: path.join(bin, "program") },
    });
    await once(child, "close");
    expect(child.exitCode).toBe(0);
    await eventually("the program", async () =>
      (await readFile(note, "utf8")).endsWith(inInbox("shown.txt")),
    );
  });
});

describe("pagewire rm", () => {
  it("removes a file, strikes it from the list, and tells the browser it came from", async () => {
    const id = await receive("unwanted.txt");
    const socket = await openControl(companion.port, await ticketOf(browser));
    opened.push(async () => socket.disconnect());
    const told: unknown[] = [];
    const channel = socket.channel(FOLDERS_TOPIC, {});
    channel.on(FoldersEvent.removed, (payload: unknown) => {
      told.push(payload);
    });
    await new Promise((resolve) => channel.join().receive("ok", resolve));
    const { status, objects } = await run("rm", id.slice(0, 9));
    expect({ status, objects }).toEqual({
      status: 0,
      objects: [{ id, path: inInbox("unwanted.txt"), removed: true }],
    });
    expect(await readdir(path.join(companion.home, "Inbox"))).not.toContain("unwanted.txt");
    expect((await run("inbox")).objects.map((record) => record.id)).not.toContain(id);
    await eventually("the news", () => told.length > 0);
    expect(told).toEqual([{ id }]);
    expect(await run("rm", id)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("No received file"),
    });
    // The same bytes are taken again: they are no longer known.
    await receive("unwanted.txt");
    expect((await run("latest")).objects).toMatchObject([{ name: "unwanted.txt" }]);
  });

  it("says what it was", async () => {
    await receive("named.txt");
    const { bytes } = await plain("rm", "named.txt");
    expect(bytes.toString()).toBe(
      "Removed named.txt (9 B), which had come from https://example.com/named.txt.\n",
    );
  });

  it("works without a companion, and takes a record whose file is gone", async () => {
    const alone = await openCompanion();
    opened.push(() => alone.close());
    const other = await openLane(alone.port, await ticketOf(await pairBy(alone.pairUrl)));
    for (const name of ["one.txt", "two.txt"])
      await sendOver(other, offerOf(Buffer.from(name), { name }), Buffer.from(name));
    await alone.stop();
    await rm(path.join(alone.home, "Inbox", "two.txt"));
    expect(await pagewire(alone.home, ["rm", "latest"])).toMatchObject({ status: 0 });
    expect(await pagewire(alone.home, ["rm", "one.txt"])).toMatchObject({ status: 0 });
    expect(await readdir(path.join(alone.home, "Inbox"))).toEqual([]);
    expect(await pagewire(alone.home, ["latest"])).toMatchObject({ status: 1 });
  });

  it("asks for more of an id that several have", async () => {
    const offers = ["ab11", "ab22"].map((begin) => begin.padEnd(32, "0"));
    for (const id of offers)
      await sendOver(
        lane,
        { ...offerOf(Buffer.from(id), { name: `${id.slice(0, 4)}.txt` }), id },
        Buffer.from(id),
      );
    expect(await run("rm", "ab")).toMatchObject({ status: 1, stderr: expect.stringContaining("ab11.txt") });
    expect(await run("rm", "ab1")).toMatchObject({ status: 0 });
  });
});
