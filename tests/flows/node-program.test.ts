import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  AlreadyRunning,
  type Companion,
  type ReceivedFile,
  SendFailed,
  SnapshotFailed,
  startCompanion,
  UnknownRecipient,
} from "../../companion/index.ts";
import { pagewire } from "../support/companion-process.ts";
import { eventually } from "../support/eventually.ts";
import { type NodeBrowser, offerOf, openLane, pairBy, sendOver, ticketOf } from "../support/node-browser.ts";
import { listenToOutbox, receiveOver } from "../support/node-outbox.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "pagewire-program-"));
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));

async function give(browser: NodeBrowser, ...names: string[]): Promise<void> {
  const lane = await openLane(browser.port, await ticketOf(browser));
  for (const name of names) {
    const bytes = Buffer.from(name);
    const source = { url: `http://a.test/${name}`, at: 1_700_000_000_000 };
    const { last } = await sendOver(lane, offerOf(bytes, { name, source }), bytes);
    expect(last).toMatchObject({ type: "done" });
  }
  lane.socket.close();
}

async function take(browser: NodeBrowser, id: string): Promise<Buffer> {
  const lane = await openLane(browser.port, await ticketOf(browser));
  const bytes = await receiveOver(lane, id);
  lane.socket.close();
  return bytes;
}

describe("the documented program", () => {
  it("runs in a project that has the checkout as a package: sends, hears stored, receives, and ends by itself", async () => {
    await mkdir(path.join(folder, "node_modules"));
    // What `npm install /path/to/pagewire` makes.
    await symlink(ROOT, path.join(folder, "node_modules/pagewire"));
    await copyFile(path.join(ROOT, "examples/node-program.mjs"), path.join(folder, "program.mjs"));
    await writeFile(path.join(folder, "package.json"), "{}");
    await writeFile(path.join(folder, "greeting"), "hello");
    const home = path.join(folder, "home");
    const program = spawn(process.execPath, ["program.mjs", "greeting", home, "0"], {
      cwd: folder,
      stdio: "pipe",
    });
    const complaints = text(program.stderr);
    const closed = once(program, "close");
    const said: unknown[] = [];
    createInterface(program.stdout).on("line", (line) => said.push(JSON.parse(line)));
    const { pairUrl } = (await eventually("the link", () => said[0])) as { pairUrl: string };
    const browser = await pairBy(pairUrl);
    const { waiting, socket } = await listenToOutbox(browser);
    const [{ id = "" } = {}] = await eventually("the file", () => waiting.length > 0 && waiting);
    expect(String(await take(browser, id))).toBe("hello");
    await eventually("stored", () => said.length === 2);
    await give(browser, "from-browser.txt");
    expect(await closed).toEqual([0, null]);
    socket.disconnect();
    expect(await complaints).toBe("");
    expect(said.slice(1)).toEqual([
      { sent: "hello.txt", client: browser.clientId },
      {
        seq: 1,
        path: path.join(home, "Inbox/from-browser.txt"),
        type: "application/octet-stream",
        from: "http://a.test/from-browser.txt",
      },
    ]);
  });
});

describe("a companion that a program starts", () => {
  let companion: Companion;
  let browser: NodeBrowser;
  beforeEach(async () => {
    companion = await startCompanion({ home: folder, port: 0 });
    browser = await pairBy(companion.pair().pairUrl);
  });
  afterEach(() => companion.close());

  async function first(count: number, files: AsyncIterable<ReceivedFile>): Promise<string[]> {
    const names: string[] = [];
    for await (const { name } of files) if (names.push(name) === count) break;
    return names;
  }

  it("gives each received file once and in order, to a loop that begins late and to one from the beginning", async () => {
    await give(browser, "before.txt");
    const fromNow = companion.received();
    await give(browser, "1.txt", "2.txt", "3.txt");
    expect(await first(3, fromNow)).toEqual(["1.txt", "2.txt", "3.txt"]);
    expect(await first(4, companion.received({ after: 0 }))).toEqual([
      "before.txt",
      "1.txt",
      "2.txt",
      "3.txt",
    ]);
    const waiting = first(2, companion.received({ after: 3 }));
    await give(browser, "4.txt");
    expect(await waiting).toEqual(["3.txt", "4.txt"]);
  });

  it("loses none and repeats none when many come at once", async () => {
    const names = Array.from({ length: 60 }, (_, number) => `${number}.txt`);
    const all = first(names.length, companion.received());
    await Promise.all([0, 1, 2, 3].map((lane) => give(browser, ...names.slice(lane * 15, lane * 15 + 15))));
    expect((await all).sort()).toEqual([...names].sort());
  });

  it("ends the loop with its signal, and with the companion", async () => {
    const stopping = new AbortController();
    const signalled = first(1, companion.received({ signal: stopping.signal }));
    const closed = first(1, companion.received());
    stopping.abort();
    expect(await signalled).toEqual([]);
    await companion.close();
    expect(await closed).toEqual([]);
  });

  it("sends a file by its path and a stream by a name, to whom it is told", async () => {
    const file = path.join(folder, "plot.png");
    await writeFile(file, "plot");
    const one = await companion.send(file);
    const stream = Readable.from([Buffer.from("a"), Buffer.from("b")]);
    const two = await companion.send(stream, { name: "ab.txt", to: "Test browser" });
    expect(one).toMatchObject({ name: "plot.png", bytes: 4, client: null });
    expect(two).toMatchObject({ name: "ab.txt", bytes: 2, client: browser.clientId });
    expect(String(await take(browser, two.id))).toBe("ab");
    expect(await two.stored).toEqual({ client: browser.clientId });
    expect(String(await take(browser, one.id))).toBe("plot");
    expect(await one.stored).toEqual({ client: browser.clientId });
  });

  it("rejects with a typed error where a file is taken back, or the companion closed; that one goes on waiting", async () => {
    const withdrawn = await companion.send(Readable.from([Buffer.from("x")]), { name: "x" });
    expect((await pagewire(folder, ["outbox", "--cancel", withdrawn.id])).status).toBe(0);
    await expect(withdrawn.stored).rejects.toMatchObject({ name: "SendFailed", code: "withdrawn" });
    const kept = await companion.send(Readable.from([Buffer.from("y")]), { name: "y" });
    await companion.close();
    await expect(kept.stored).rejects.toMatchObject({ name: "SendFailed", code: "closed" });
    await expect(companion.send(path.join(folder, "config.json"))).rejects.toMatchObject({ code: "closed" });
    expect((await pagewire(folder, ["outbox"])).objects).toMatchObject([{ id: kept.id, name: "y" }]);
  });

  it("throws typed errors, and leaves nothing behind", async () => {
    const send = (source: string | AsyncIterable<Uint8Array>, words = {}): Promise<unknown> =>
      companion.send(source, words).then(
        () => "sent",
        (error: unknown) => error,
      );
    expect(await send(path.join(folder, "nowhere"))).toBeInstanceOf(SnapshotFailed);
    expect(await send(folder)).toBeInstanceOf(SnapshotFailed);
    expect(await send(Readable.from(["text"]), { name: "x" })).toBeInstanceOf(SnapshotFailed);
    expect(await send(Readable.from([Buffer.from("x")]))).toBeInstanceOf(SendFailed);
    expect(await send(Readable.from([]), { name: "x", to: "Nobody" })).toBeInstanceOf(UnknownRecipient);
    await expect(startCompanion({ home: folder, port: 0 })).rejects.toBeInstanceOf(AlreadyRunning);
    expect(await readdir(path.join(folder, ".state/outgoing"))).toEqual([]);
  });

  it("is the one that the commands find", async () => {
    const { objects } = await pagewire(folder, ["status"]);
    expect(objects).toMatchObject([{ running: true, port: companion.port, pid: process.pid }]);
  });
});
