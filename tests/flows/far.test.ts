/** Commands on another computer, through a forwarded port, with a token and no home folder. */

import { createHash } from "node:crypto";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CompanionProcess, openCompanion, pagewire } from "../support/companion-process.ts";
import { eventually } from "../support/eventually.ts";
import { type FarComputer, farComputer, tokenFor } from "../support/far-command.ts";
import { type ForwardedPort, forwardTo } from "../support/forwarded-port.ts";
import { makeImageFile } from "../support/image-files.ts";
import { type NodeBrowser, offerOf, openLane, pairBy, sendOver, ticketOf } from "../support/node-browser.ts";
import { listenToOutbox, receiveOver } from "../support/node-outbox.ts";
import { pseudoRandomBuffer } from "../support/pseudo-random.ts";

const MIB = 1024 * 1024;
const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

let companion: CompanionProcess;
let forward: ForwardedPort;
let browser: NodeBrowser;
let far: FarComputer;
let token: string;
beforeAll(async () => {
  companion = await openCompanion();
  forward = await forwardTo(companion.port);
  browser = await pairBy(companion.pairUrl, "My browser");
  token = await tokenFor(companion.home, "files", "inbox", "outbox", "price:*");
  far = await farComputer({ PAGEWIRE_URL: forward.url, PAGEWIRE_TOKEN: token });
});
afterAll(async () => {
  await far.close();
  await forward.close();
  await companion.close();
});

async function receive(name: string, bytes: Buffer = Buffer.from(name)): Promise<string> {
  const lane = await openLane(companion.port, await ticketOf(browser));
  const offer = offerOf(bytes, { name, source: { url: `https://example.com/${name}`, at: Date.now() } });
  await sendOver(lane, offer, bytes);
  lane.socket.terminate();
  return offer.id;
}

async function taken(id: string): Promise<Buffer> {
  const lane = await openLane(companion.port, await ticketOf(browser));
  const bytes = await receiveOver(lane, id);
  lane.socket.terminate();
  return bytes;
}

describe("a command on another computer", () => {
  it("says the status of the companion, and makes no home folder", async () => {
    const { status, objects } = await far.run(["status"]);
    expect({ status, objects }).toMatchObject({
      status: 0,
      objects: [{ running: true, port: companion.port, pid: companion.pid }],
    });
    expect(await readdir(far.folder)).toEqual([]);
  });

  it("lists what was received, the newest of a type, and the next", async () => {
    await receive("one.png", (await makeImageFile("png", { width: 8, height: 8 })).bytes);
    await receive("two.txt");
    expect((await far.run(["inbox"])).objects.map(({ name }) => name)).toEqual(["one.png", "two.txt"]);
    expect((await far.run(["inbox", "--limit", "1"])).objects).toMatchObject([{ name: "two.txt" }]);
    const near = await pagewire(companion.home, ["inbox"]);
    expect((await far.run(["inbox"])).objects).toEqual(near.objects);
    expect((await far.plain(["latest"])).stdout).toBe(`${path.join(companion.home, "Inbox", "two.txt")}\n`);
    expect((await far.run(["latest", "--type", "image"])).objects).toMatchObject([{ name: "one.png" }]);
    expect(await far.run(["latest", "--type", "video"])).toMatchObject({ status: 1, stdout: "" });
    const waiting = far.run(["wait", "--timeout", "60"]);
    let count = 0;
    const heard = await eventually("the next", async () => {
      await receive(`next-${count++}.txt`);
      return await Promise.race([
        waiting,
        new Promise<undefined>((resolve) => setTimeout(resolve, 50, undefined)),
      ]);
    });
    expect(heard.objects).toMatchObject([{ name: expect.stringContaining("next-") }]);
  });

  it("lists more than one page, oldest first", async () => {
    for (let count = 0; count < 60; count += 1) await receive(`many-${count}.txt`);
    const { objects } = await far.run(["inbox", "--limit", "55"]);
    expect(objects.map(({ name }) => name)).toEqual(
      Array.from({ length: 55 }, (_, at) => `many-${at + 5}.txt`),
    );
  });

  it("searches what was received, as it does on the companion's own computer", async () => {
    await receive("searched dunes.txt");
    for (const words of [
      ["--type", "image"],
      ["--host", "example.com", "--type", "text", "--limit", "2"],
      ["--host", "example.com", "--search", "many"],
      ["--from", "2999-01-01"],
    ]) {
      const [there, here] = [
        await far.run(["inbox", ...words]),
        await pagewire(companion.home, ["inbox", ...words]),
      ];
      expect({ words, ...there, bytes: "" }).toEqual({ words, ...here, stdout: there.stdout, bytes: "" });
    }
    expect((await far.run(["inbox", "--search", "dunes"])).objects).toHaveLength(1);
    expect(
      (await far.run(["inbox", "--host", "example.com", "--search", "many"])).objects.length,
    ).toBeGreaterThan(50);
  });

  it("gets a file's bytes, into a folder and to standard output", async () => {
    const bytes = pseudoRandomBuffer(9 * MIB, "far");
    const id = await receive("large.bin", bytes);
    expect((await far.plain(["get", "latest", "--to", "-"])).bytes.equals(bytes)).toBe(true);
    // A reader that stops early ends it quietly.
    const { status, stderr } = await far.briefly(["get", "latest", "--to", "-"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const { objects } = await far.run(["get", id.slice(0, 12)]);
    const place = path.join(far.folder, "large.bin");
    expect(objects).toEqual([{ id, path: place, bytes: bytes.length, sha256: sha256(bytes) }]);
    expect((await readFile(place)).equals(bytes)).toBe(true);
    await rm(place);
  });

  it("sends files and standard input to a browser, and waits until it has them", async () => {
    const plot = path.join(far.folder, "plot.txt");
    await writeFile(plot, "a plot");
    const outbox = await listenToOutbox(browser);
    const sending = far.run(
      ["send", plot, "-", "--name", "plot.txt"].slice(0, 2).concat("--wait", "--to", "My"),
    );
    const file = await eventually("the file", () => outbox.waiting[0]);
    expect(file).toMatchObject({ name: "plot.txt", mediaType: "text/plain", from: { name: "far" } });
    expect((await taken(file.id)).toString()).toBe("a plot");
    const { status, objects } = await sending;
    expect({ status, objects }).toMatchObject({
      status: 0,
      objects: [
        {
          name: "plot.txt",
          bytes: 6,
          sha256: sha256(Buffer.from("a plot")),
          state: "stored",
          client: browser.clientId,
        },
      ],
    });
    expect(await far.run(["send", "-", "--name", "piped.txt"], Buffer.from("piped"))).toMatchObject({
      status: 0,
      objects: [{ name: "piped.txt", state: "queued" }],
    });
    const piped = await eventually("what was piped", () =>
      outbox.waiting.find(({ name }) => name === "piped.txt"),
    );
    expect((await taken(piped.id)).toString()).toBe("piped");
    outbox.socket.disconnect();
    await rm(plot);
  });

  it("says a sentence for a browser that nobody knows, and for a file that is not there", async () => {
    const plot = path.join(far.folder, "plot.txt");
    await writeFile(plot, "a plot");
    expect(await far.run(["send", plot, "--to", "nobody"])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("nobody"),
    });
    expect(await far.run(["send", "missing.txt"])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("missing.txt"),
    });
    expect(await far.run(["get", "0".repeat(32)])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("No received file"),
    });
    const id = await receive("vanished.txt");
    await rm(path.join(companion.home, "Inbox", "vanished.txt"));
    expect(await far.run(["get", id])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("no longer in the inbox"),
    });
    // The newest of those that are there, as on the companion's own computer.
    const [there, here] = [await far.run(["latest"]), await pagewire(companion.home, ["latest"])];
    expect(there.objects).toEqual(here.objects);
    expect(there.stderr).toBe("vanished.txt is no longer in the inbox, so it is passed over.\n");
    await rm(plot);
  });

  it("prints prices", async () => {
    expect((await far.run(["prices", "demo"])).objects).toMatchObject([{ symbol: "DEMO", simulated: true }]);
  });

  it("goes on where the line is cut, both ways, with a window sent twice at most for each cut", async () => {
    const bytes = pseudoRandomBuffer(48 * MIB, "cut");
    const place = path.join(far.folder, "cut.bin");
    await writeFile(place, bytes);
    forward.passed.up = 0;
    forward.cutAfter(12 * MIB, 3);
    const { objects, stderr } = await far.run(["send", place]);
    expect(stderr).not.toContain("lost");
    expect(objects).toMatchObject([{ sha256: sha256(bytes), state: "queued" }]);
    expect(forward.cuts()).toBe(3);
    expect(forward.passed.up).toBeLessThan(bytes.length + 4 * 17 * MIB);
    await rm(place);
    await receive("cut-down.bin", bytes);
    forward.cutAfter(12 * MIB, 3);
    const got = await far.run(["get", "latest"]);
    expect(got.objects).toMatchObject([{ sha256: sha256(bytes), bytes: bytes.length }]);
    expect((await readFile(path.join(far.folder, "cut-down.bin"))).equals(bytes)).toBe(true);
    expect(forward.cuts()).toBe(6);
    expect(await readdir(far.folder)).toEqual(["cut-down.bin"]);
  });
});
