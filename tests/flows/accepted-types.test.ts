import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LaneWord, Offer } from "../../shared/protocol/lane-words.ts";
import { type CompanionProcess, openCompanion } from "../support/companion-process.ts";
import { eventually } from "../support/eventually.ts";
import { makeImageFile } from "../support/image-files.ts";
import { type NodeBrowser, offerOf, openLane, pairBy, sendOver, ticketOf } from "../support/node-browser.ts";

let home: string;
let companion: CompanionProcess;
let browser: NodeBrowser;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), "pagewire-home-"));
});
afterEach(async () => {
  await companion.close();
  await rm(home, { recursive: true, force: true, maxRetries: 3 });
});

async function startWith(acceptedTypes: readonly string[]): Promise<void> {
  await writeFile(path.join(home, "config.json"), JSON.stringify({ acceptedTypes }));
  companion = await openCompanion({ home });
  browser = await pairBy(companion.pairUrl);
}

async function send(bytes: Uint8Array, words: Partial<Offer> = {}): Promise<LaneWord | undefined> {
  const lane = await openLane(companion.port, await ticketOf(browser));
  const { last } = await sendOver(lane, offerOf(bytes, words), bytes);
  lane.socket.close();
  return last;
}

const lying = (folder: string): Promise<string[]> => readdir(path.join(home, folder));

describe("acceptedTypes", () => {
  it("takes what is named, by kind or exactly, whatever its sender says it is", async () => {
    await startWith(["image/*", "application/pdf"]);
    const { bytes } = await makeImageFile("png");
    expect(await send(bytes, { name: "a.exe", mediaType: "text/html" })).toMatchObject({ type: "done" });
    expect(await send(Buffer.from("%PDF-1.7\n"), { name: "b.pdf" })).toMatchObject({ type: "done" });
    expect(await lying("Inbox")).toHaveLength(2);
  });

  it("takes an animated PNG for a PNG, and no other way round", async () => {
    await startWith(["image/png"]);
    const { bytes } = await makeImageFile("png");
    const animation = Buffer.from("\0\0\0\x08acTL\0\0\0\x01\0\0\0\0....", "latin1");
    // Behind the header's part, which has 33 bytes with the signature.
    const animated = Buffer.concat([bytes.subarray(0, 33), animation, bytes.subarray(33)]);
    expect(await send(animated, { name: "sticker.png" })).toMatchObject({ type: "done" });
    await companion.close();
    await startWith(["image/apng"]);
    expect(await send(bytes, { name: "a.png" })).toMatchObject({ code: "type_not_accepted" });
  });

  it.each([
    ["a program", Buffer.concat([Buffer.from("\u007fELF"), randomBytes(2_000)]), "application/x-elf"],
    ["a text", Buffer.from("png, or so it says"), "text/plain"],
    ["a web page", Buffer.from("<!doctype html><p>x"), "text/html"],
    ["noise", Buffer.from([0, 1, 2, 3, 250]), "application/octet-stream"],
    ["nothing", Buffer.alloc(0), undefined],
  ])("refuses the rest, says what it found and saves nothing: %s", async (_, bytes, found) => {
    await startWith(["image/*", "application/pdf"]);
    const what = found === undefined ? "is empty" : `is ${found}`;
    const types = "image/*, application/pdf";
    expect(await send(bytes, { name: "a.png", mediaType: "image/png" })).toEqual({
      type: "refuse",
      code: "type_not_accepted",
      message: `The file ${what} and the computer takes only image/*, application/pdf; nothing was saved. Add its type to acceptedTypes in config.json to send it.`,
      said:
        found === undefined
          ? { code: "files.empty-not-accepted", parameters: { types } }
          : { code: "files.not-accepted", parameters: { type: found, types } },
    });
    expect(await lying("Inbox")).toEqual([]);
    await eventually("nothing in staging", async () => (await lying(".state/staging")).length === 0);
  });

  it("fits its refusal into one word however many types are named", async () => {
    await startWith(Array.from({ length: 300 }, (_, number) => `x-kind/x-${number}`));
    expect(await send(Buffer.from("x"))).toMatchObject({ code: "type_not_accepted" });
  });

  it("takes texts where it says so", async () => {
    await startWith(["text/plain"]);
    expect(await send(Buffer.from("Grüße"), { name: "a.txt" })).toMatchObject({ type: "done" });
    expect(await send((await makeImageFile("png")).bytes)).toMatchObject({ code: "type_not_accepted" });
  });
});
