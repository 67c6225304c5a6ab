import { createHash } from "node:crypto";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CompanionProcess, openCompanion, pagewire } from "../support/companion-process.ts";
import { eventually } from "../support/eventually.ts";
import { IMAGE_FORMATS, makeImageFile } from "../support/image-files.ts";
import {
  type NodeBrowser,
  offerOf,
  openLane,
  PIECE_BYTES,
  pairBy,
  sendOver,
  ticketOf,
} from "../support/node-browser.ts";
import { noise } from "../support/pseudo-random.ts";

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

let companion: CompanionProcess;
let browser: NodeBrowser;
beforeEach(async () => {
  companion = await openCompanion();
  browser = await pairBy(companion.pairUrl);
});
afterEach(() => companion.close());

const inbox = (): Promise<string[]> => readdir(path.join(companion.home, "Inbox"));
const staging = (): Promise<string[]> => readdir(path.join(companion.home, ".state/staging"));
const read = (name: string): Promise<Buffer> => readFile(path.join(companion.home, "Inbox", name));
const lane = async () => openLane(companion.port, await ticketOf(browser));

describe("a file sent over a lane", () => {
  it.each(IMAGE_FORMATS)("lies in the inbox byte by byte: %s", async (format) => {
    const image = await makeImageFile(format);
    const source = {
      url: "http://a.test/x",
      pageUrl: "http://a.test/",
      title: "Täitle",
      alt: "alt",
      at: 1_700_000_000_000,
    };
    const offer = offerOf(image.bytes, { name: image.name, expects: "image", source });
    const { last } = await sendOver(await lane(), offer, image.bytes);
    expect(last).toEqual({ type: "done", sha256: image.sha256, name: image.name });
    expect(sha256(await read(image.name))).toBe(image.sha256);
    const { objects } = await pagewire(companion.home, ["inbox"]);
    expect(objects).toEqual([
      {
        id: offer.id,
        name: image.name,
        path: path.join(companion.home, "Inbox", image.name),
        relativePath: image.name,
        type: image.type,
        bytes: image.bytes.length,
        sha256: image.sha256,
        fidelity: "original",
        sources: [{ ...source, at: new Date(source.at).toISOString() }],
        receivedAt: expect.any(String),
      },
    ]);
    expect(await staging()).toEqual([]);
  });

  it("is an SVG picture by its element, with whatever prefix and however many comments in front", async () => {
    const head = "<!---->".repeat(60);
    const bytes = Buffer.from(
      `${head}<x:svg xmlns:x="http://www.w3.org/2000/svg" width="300" height="150"/>`,
    );
    const offer = offerOf(bytes, { name: "drawing.png", expects: "image", mediaType: "image/svg+xml" });
    const { last } = await sendOver(await lane(), offer, bytes);
    expect(last).toMatchObject({ type: "done", name: "drawing.svg" });
    expect((await pagewire(companion.home, ["inbox"])).objects).toMatchObject([{ type: "image/svg+xml" }]);
    expect((await fetch(`http://127.0.0.1:${companion.port}/health`)).status).toBe(200);
  });

  it("may be empty, or end exactly at a piece", async () => {
    const open = await lane();
    for (const length of [0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1]) {
      const bytes = noise(length);
      const { last } = await sendOver(open, offerOf(bytes, { name: `n${length}.bin` }), bytes);
      expect(last).toMatchObject({ type: "done", sha256: sha256(bytes) });
      expect(sha256(await read(`n${length}.bin`))).toBe(sha256(bytes));
    }
  });

  it("is private to its owner and not executable", async () => {
    const bytes = Buffer.from("#!/bin/sh\n");
    await sendOver(await lane(), offerOf(bytes, { name: "run.sh" }), bytes);
    expect((await stat(path.join(companion.home, "Inbox/run.sh"))).mode & 0o777).toBe(0o600);
  });

  it("never replaces another of the same name, not even one that somebody else put there", async () => {
    await writeFile(path.join(companion.home, "Inbox/cat.bin"), "mine");
    const open = await lane();
    for (const text of ["one", "two"]) {
      const bytes = Buffer.from(text);
      await sendOver(open, offerOf(bytes, { name: "cat.bin" }), bytes);
    }
    expect((await inbox()).sort()).toEqual(["cat (2).bin", "cat (3).bin", "cat.bin"]);
    expect(String(await read("cat.bin"))).toBe("mine");
    expect(String(await read("cat (3).bin"))).toBe("two");
  });

  it("is finished once for one transfer id", async () => {
    const bytes = noise(100);
    const offer = offerOf(bytes);
    await sendOver(await lane(), offer, bytes);
    const { last } = await sendOver(await lane(), offer, bytes);
    expect(last).toEqual({ type: "have", sha256: sha256(bytes), name: "noise.bin" });
    expect(await inbox()).toHaveLength(1);
  });

  it.each([
    ["a web page", "image/jpeg", "<!doctype html><html><body>Not found</body></html>", "not_an_image"],
    ["a text", "image/png", "404", "not_an_image"],
    ["nothing", "image/png", "", "empty"],
  ])("is refused where an image was promised and %s came", async (_, mediaType, text, code) => {
    const bytes = Buffer.from(text);
    const { last } = await sendOver(
      await lane(),
      offerOf(bytes, { expects: "image", mediaType, name: "a.jpg" }),
      bytes,
    );
    expect(last).toMatchObject({ type: "refuse", code });
    expect(await inbox()).toEqual([]);
    await eventually("the part to be gone", async () => (await staging()).length === 0);
  });

  it("gets a safe name, whatever it is called", async () => {
    const open = await lane();
    const names = [
      "../../x",
      "CON.png",
      "a\nb\u202Egpj.exe",
      "\0",
      "..",
      "/etc/passwd",
      "C:\\x\\y.txt",
      `${"ü".repeat(300)}.png`,
    ];
    for (const name of names) {
      const bytes = Buffer.from(name);
      const { last } = await sendOver(open, offerOf(bytes, { name }), bytes);
      expect(last).toMatchObject({ type: "done" });
    }
    const found = await inbox();
    expect(found).toHaveLength(names.length);
    for (const name of found) {
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(220);
      expect(name).not.toMatch(/[\p{Cc}\p{Cf}/\\:]|^\.|^con\./iu);
    }
    expect(await readdir(companion.home)).toEqual([".state", "Inbox", "Outbox"]);
  });
});

describe("a transfer that is interrupted", () => {
  const bytes = noise(5 * PIECE_BYTES + 123);

  it("goes on from the acknowledged offset on a new lane", async () => {
    const offer = offerOf(bytes);
    const first = await lane();
    await sendOver(first, offer, bytes, 2 * PIECE_BYTES);
    first.socket.terminate();
    const { last, resumedAt } = await sendOver(await lane(), offer, bytes);
    expect(resumedAt).toBeGreaterThanOrEqual(2 * PIECE_BYTES);
    expect(last).toMatchObject({ type: "done", sha256: sha256(bytes) });
    expect(sha256(await read("noise.bin"))).toBe(sha256(bytes));
  });

  it("goes on after the companion was killed, and nothing of it shows in the inbox before the end", async () => {
    const offer = offerOf(bytes);
    await sendOver(await lane(), offer, bytes, 3 * PIECE_BYTES);
    await companion.kill();
    expect(await inbox()).toEqual([]);
    await companion.restart();
    const { last, resumedAt } = await sendOver(await lane(), offer, bytes);
    expect(resumedAt).toBeGreaterThanOrEqual(3 * PIECE_BYTES);
    expect(last).toMatchObject({ type: "done", sha256: sha256(bytes) });
    expect(sha256(await read("noise.bin"))).toBe(sha256(bytes));
  });

  it("is parked by Ctrl-C, which ends within two seconds", async () => {
    const offer = offerOf(bytes);
    const open = await lane();
    await sendOver(open, offer, bytes, PIECE_BYTES);
    const before = performance.now();
    expect(await companion.stop()).toBe(0);
    expect(performance.now() - before).toBeLessThan(2_000);
    expect(await open.closed()).toBe(1001);
    await companion.restart();
    const { resumedAt } = await sendOver(await lane(), offer, bytes);
    expect(resumedAt).toBeGreaterThanOrEqual(PIECE_BYTES);
  });

  it("is not trusted where the staged bytes changed on the disk meanwhile", async () => {
    const offer = offerOf(bytes);
    await sendOver(await lane(), offer, bytes, 3 * PIECE_BYTES);
    await companion.kill();
    const [part = ""] = await staging();
    const file = path.join(companion.home, ".state/staging", part);
    const spoiled = await readFile(file);
    spoiled[PIECE_BYTES + 1] = (spoiled[PIECE_BYTES + 1] ?? 0) ^ 1;
    await writeFile(file, spoiled);
    await companion.restart();
    const { last, resumedAt } = await sendOver(await lane(), offer, bytes);
    expect(resumedAt).toBe(PIECE_BYTES);
    expect(last).toMatchObject({ type: "done", sha256: sha256(bytes) });
  });

  it("belongs to the newer lane, and the older one is closed", async () => {
    const offer = offerOf(bytes);
    const older = await lane();
    await sendOver(older, offer, bytes, PIECE_BYTES);
    const { last } = await sendOver(await lane(), offer, bytes);
    expect(last).toMatchObject({ type: "done", sha256: sha256(bytes) });
    expect(await older.closed()).toBe(4409);
    expect(await inbox()).toEqual(["noise.bin"]);
  });
});
