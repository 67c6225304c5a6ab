import { createHash, randomBytes } from "node:crypto";
import { copyFile, mkdir, readdir, readlink, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { decodeLaneWord, encodeLaneWord } from "../../shared/protocol/lane-words.ts";
import { type CompanionProcess, openCompanion, pagewire } from "../support/companion-process.ts";
import { eventually, pause } from "../support/eventually.ts";
import { type NodeBrowser, openLane, PIECE_BYTES, pairBy, ticketOf } from "../support/node-browser.ts";
import { listenToOutbox, receiveOver } from "../support/node-outbox.ts";

let companion: CompanionProcess;
let browser: NodeBrowser;
beforeEach(async () => {
  companion = await openCompanion();
  browser = await pairBy(companion.pairUrl);
});
afterEach(() => companion.close());

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const outgoing = (): Promise<string[]> => readdir(path.join(companion.home, ".state/outgoing"));
const lane = async (of = browser) => openLane(companion.port, await ticketOf(of));

const listen = (of = browser) => listenToOutbox(of);

async function fileOf(bytes: Uint8Array, name = "plot.png"): Promise<string> {
  const file = path.join(companion.home, name);
  await writeFile(file, bytes);
  return file;
}

/** Forty comments in front of a heading once had more ways through them than there is time. */
const NOTES = Buffer.from(
  `${Array.from({ length: 40 }, (_, index) => `<!-- note ${index} -->`).join("\n")}\n# Notes\n`,
);

describe("a text that begins with many comments", () => {
  it("is sent by command and through the Outbox", async () => {
    const { waiting } = await listen();
    const { objects } = await pagewire(companion.home, ["send", await fileOf(NOTES, "notes.md")]);
    expect(objects).toMatchObject([{ name: "notes.md", state: "queued" }]);
    await writeFile(path.join(companion.home, "Outbox", "more.md"), NOTES);
    await eventually("both", () => waiting.length === 2);
    expect(waiting.map(({ name }) => name)).toEqual(["notes.md", "more.md"]);
    expect(sha256(await receiveOver(await lane(), waiting[1]?.id ?? ""))).toBe(sha256(NOTES));
  });
});

/** What the companion has open. */
async function openFiles(): Promise<string[]> {
  const folder = `/proc/${companion.pid}/fd`;
  // One that is closed meanwhile leads nowhere.
  const links = (await readdir(folder)).map((name) => readlink(path.join(folder, name)).catch(() => ""));
  return await Promise.all(links);
}

describe("pagewire send", () => {
  it("queues a file, tells the browser, and with --wait ends when it is stored", async () => {
    const bytes = randomBytes(3 * PIECE_BYTES + 5);
    const { waiting } = await listen();
    const sending = pagewire(companion.home, ["send", await fileOf(bytes), "--wait"]);
    await eventually("the browser to hear of it", () => waiting.length === 1);
    const [{ id = "" } = {}] = waiting;
    expect(sha256(await receiveOver(await lane(), id))).toBe(sha256(bytes));
    const { objects, status } = await sending;
    expect(status).toBe(0);
    expect(objects).toEqual([
      {
        id,
        name: "plot.png",
        bytes: bytes.length,
        sha256: sha256(bytes),
        state: "stored",
        client: browser.clientId,
      },
    ]);
    await eventually("the copy to be gone", async () => (await outgoing()).length === 0);
  });

  it("waits for a browser, also across a restart, and sends what was there when it was sent", async () => {
    const bytes = Buffer.from("as it was");
    const file = await fileOf(bytes);
    const { objects } = await pagewire(companion.home, ["send", file, "--name", "renamed.png"]);
    expect(objects).toMatchObject([{ name: "renamed.png", state: "queued", client: null }]);
    await writeFile(file, "something else by now");
    await rm(file);
    await companion.kill();
    await companion.restart();
    const { waiting } = await listen();
    expect(waiting).toMatchObject([{ name: "renamed.png", sha256: sha256(bytes) }]);
    expect(sha256(await receiveOver(await lane(), waiting[0]?.id ?? ""))).toBe(sha256(bytes));
  });

  it("goes on where it was cut", async () => {
    const bytes = randomBytes(4 * PIECE_BYTES);
    await pagewire(companion.home, ["send", await fileOf(bytes)]);
    const { waiting } = await listen();
    const id = waiting[0]?.id ?? "";
    const first = await lane();
    const begun = await receiveOver(first, id, Buffer.alloc(0), 2 * PIECE_BYTES);
    first.socket.terminate();
    await companion.kill();
    await companion.restart();
    expect(sha256(await receiveOver(await lane(), id, begun))).toBe(sha256(bytes));
  });

  it("is withdrawn where its copy is gone, and says so to the browser and to --wait", async () => {
    const { waiting } = await listen();
    const sending = pagewire(companion.home, ["send", await fileOf(Buffer.from("x")), "--wait"]);
    await eventually("the browser to hear of it", () => waiting.length === 1);
    const id = waiting[0]?.id ?? "";
    await rm(path.join(companion.home, ".state/outgoing", id));
    const open = await lane();
    open.socket.send(encodeLaneWord({ type: "ask", id }));
    expect(decodeLaneWord(String(await open.next()))).toMatchObject({ type: "refuse", code: "source_gone" });
    const { status, stderr } = await sending;
    expect(status).toBe(1);
    expect(stderr).toContain("is gone from the computer");
    expect((await listen()).waiting).toEqual([]);
  });

  it("is never finished where its copy was changed after it was queued, also when it is resumed", async () => {
    const bytes = randomBytes(3 * PIECE_BYTES);
    await pagewire(companion.home, ["send", await fileOf(bytes)]);
    const { waiting } = await listen();
    const id = waiting[0]?.id ?? "";
    const first = await lane();
    const begun = await receiveOver(first, id, Buffer.alloc(0), PIECE_BYTES);
    first.socket.terminate();
    // What still reads ahead for the first lane would see the change before the second lane asks.
    await eventually(
      "the copy to be let go of",
      async () => !(await openFiles()).some((file) => file.endsWith(id)),
    );
    bytes[5] = (bytes[5] ?? 0) ^ 1;
    await writeFile(path.join(companion.home, ".state/outgoing", id), bytes);
    await expect(receiveOver(await lane(), id, begun)).rejects.toThrow("source_changed");
    expect((await listen()).waiting).toEqual([]);
  });

  it("is kept where the browser stored other bytes than were sent", async () => {
    await pagewire(companion.home, ["send", await fileOf(Buffer.from("true"))]);
    const { waiting } = await listen();
    const id = waiting[0]?.id ?? "";
    const open = await lane();
    open.socket.send(encodeLaneWord({ type: "ask", id }));
    await open.next();
    open.socket.send(encodeLaneWord({ type: "want", offset: 4 }));
    expect(decodeLaneWord(String(await open.next()))).toMatchObject({ type: "end" });
    open.socket.send(encodeLaneWord({ type: "done", sha256: "0".repeat(64), name: "x" }));
    expect(await open.closed()).toBe(4400);
    expect((await listen()).waiting).toHaveLength(1);
  });

  it("goes to the next browser where the one it was meant for is revoked", async () => {
    await pagewire(companion.home, ["send", await fileOf(Buffer.from("x")), "--to", browser.clientId]);
    const { objects } = await pagewire(companion.home, ["pair"]);
    const second = await pairBy(String(objects[0]?.pairUrl), "Second browser");
    expect((await listen(second)).waiting).toEqual([]);
    await pagewire(companion.home, ["revoke", browser.clientId]);
    expect((await listen(second)).waiting).toHaveLength(1);
  });

  it("reads standard input, and takes an empty file", async () => {
    const piped = await pagewire(companion.home, ["send", "-", "--name", "in.txt"], "piped");
    expect(piped.objects).toMatchObject([{ name: "in.txt", bytes: 5, sha256: sha256(Buffer.from("piped")) }]);
    const empty = await pagewire(companion.home, ["send", await fileOf(Buffer.alloc(0), "empty.txt")]);
    expect(empty.objects).toMatchObject([{ bytes: 0, sha256: sha256(Buffer.alloc(0)) }]);
    const { waiting } = await listen();
    expect(await receiveOver(await lane(), waiting[1]?.id ?? "")).toEqual(Buffer.alloc(0));
  });

  it("sends to the browser that --to names and to no other", async () => {
    const { objects } = await pagewire(companion.home, ["pair"]);
    const second = await pairBy(String(objects[0]?.pairUrl), "Second browser");
    await pagewire(companion.home, ["send", await fileOf(Buffer.from("x")), "--to", "Second browser"]);
    expect((await listen()).waiting).toEqual([]);
    const { waiting } = await listen(second);
    expect(waiting).toHaveLength(1);
    const refused = await lane();
    refused.socket.send(encodeLaneWord({ type: "ask", id: waiting[0]?.id ?? "" }));
    expect(decodeLaneWord(String(await refused.next()))).toMatchObject({
      type: "refuse",
      code: "unknown_file",
    });
  });

  it.each([
    ["a file that is not there", ["send", "nowhere.png"], 1, "does not exist"],
    ["an unknown browser", ["send", "-", "--to", "Nobody"], 1, "No paired browser is called Nobody"],
    ["one name for two files", ["send", "a", "b", "--name", "c"], 2, "--name names one file"],
    ["no file at all", ["send"], 2, "missing required argument"],
  ])("answers %s with one sentence", async (_, words, exit, sentence) => {
    const { status, stderr, stdout } = await pagewire(companion.home, words, "x");
    expect(status).toBe(exit);
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stdout).toBe("");
    expect(await outgoing()).toEqual([]);
  });

  it("tells what became of each where one of several fails", async () => {
    const { status, objects, stderr } = await pagewire(companion.home, [
      "send",
      "nowhere.png",
      await fileOf(Buffer.from("x")),
    ]);
    expect(status).toBe(1);
    expect(objects).toMatchObject([{ name: "plot.png", state: "queued" }]);
    expect(stderr).toContain("nowhere.png");
  });
});

describe("the Outbox folder", () => {
  const put = (name: string, bytes: Uint8Array): Promise<void> =>
    writeFile(path.join(companion.home, "Outbox", name), bytes);

  it("sends a file that is put there once, and leaves it where it lies", async () => {
    const { waiting } = await listen();
    await put("photo.jpg", Buffer.from("photo"));
    await eventually("the browser to hear of it", () => waiting.length === 1);
    expect(waiting).toMatchObject([{ name: "photo.jpg", sha256: sha256(Buffer.from("photo")) }]);
    await companion.stop();
    await companion.restart();
    await put("marker.jpg", Buffer.from("marker"));
    const again = await listen();
    await eventually("the second file", () => again.waiting.some((file) => file.name === "marker.jpg"));
    expect(again.waiting.filter((file) => file.name === "photo.jpg")).toHaveLength(1);
    expect((await readdir(path.join(companion.home, "Outbox"))).sort()).toEqual(["marker.jpg", "photo.jpg"]);
  });

  it("sends no part of files that are still written, however often the folder changes meanwhile", async () => {
    const { waiting } = await listen();
    const part = randomBytes(5_000);
    // As often as a busy machine may be late, and still without the rest that a finished file has.
    for (let round = 0; round < 60; round += 1) {
      for (const name of ["one.bin", "two.bin"]) {
        await writeFile(path.join(companion.home, "Outbox", name), part, { flag: "a" });
        await pause(10);
      }
    }
    await eventually("both files", () => waiting.length >= 2);
    expect(waiting.map(({ name, bytes }) => `${name} ${bytes}`).sort()).toEqual([
      "one.bin 300000",
      "two.bin 300000",
    ]);
  });

  it("waits until a file is whole, and passes over folders, links and unfinished downloads", async () => {
    const { waiting } = await listen();
    const folder = path.join(companion.home, "Outbox");
    await mkdir(path.join(folder, "folder"));
    await put("film.mp4.part", Buffer.from("half"));
    await put(".hidden", Buffer.from("hidden"));
    const whole = randomBytes(2 * PIECE_BYTES);
    const slow = path.join(companion.home, "slow");
    await writeFile(slow, whole);
    await copyFile(slow, path.join(folder, "slow.bin"));
    await eventually("the whole file", () => waiting.length > 0);
    expect(waiting).toMatchObject([{ name: "slow.bin", sha256: sha256(whole) }]);
  });
});
