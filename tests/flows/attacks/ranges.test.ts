import { writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodeLaneWord, encodeLaneWord } from "../../../shared/protocol/lane-words.ts";
import {
  type AttackedCompanion,
  OTHER_ORIGIN,
  openAttackedCompanion,
} from "../../support/attacked-companion.ts";
import { pagewire } from "../../support/companion-process.ts";
import { type Listening, ORIGIN, openLane } from "../../support/node-browser.ts";
import { noise } from "../../support/pseudo-random.ts";
import { head, RawConnection } from "../../support/raw-request.ts";

const MIB = 1024 * 1024;
const FILE_BYTES = 48 * MIB;
/** Of one client at the same time. */
const MAX_RANGES = 8;
/** What every page of the file says: nobody else must hear it. */
const bytes = noise(FILE_BYTES);

let attacked: AttackedCompanion;
let id: string;
let lane: Listening;
beforeAll(async () => {
  attacked = await openAttackedCompanion();
  const file = path.join(attacked.process.home, "large.bin");
  await writeFile(file, bytes);
  const { objects } = await pagewire(attacked.process.home, [
    "send",
    file,
    "--to",
    attacked.browser.clientId,
  ]);
  id = String(objects[0]?.id);
  await attacked.rememberFolders();
});
afterAll(() => attacked?.close());

/** The browser's own lane, on which the file is under way. */
async function underWay(): Promise<void> {
  lane = await openLane(attacked.port, attacked.ticket);
  lane.socket.send(encodeLaneWord({ type: "ask", id }));
  expect(decodeLaneWord(String(await lane.next())).type).toBe("offer");
  lane.socket.send(encodeLaneWord({ type: "want", offset: 0, credit: 4 * MIB, by: "range" }));
  expect(decodeLaneWord(String(await lane.next())).type).toBe("range");
}

async function leave(): Promise<void> {
  lane.socket.terminate();
  await lane.closed();
}

interface Asked {
  readonly bearer?: string;
  readonly range?: string;
  readonly file?: string;
  readonly lines?: readonly string[];
}

function request({ bearer = attacked.ticket, range = "bytes=0-99", file = id, lines = [] }: Asked): string {
  return head([
    `GET /raw/${file} HTTP/1.1`,
    `Host: 127.0.0.1:${attacked.port}`,
    ...(bearer === "" ? [] : [`Authorization: Bearer ${bearer}`]),
    ...(range === "" ? [] : [`Range: ${range}`]),
    ...lines,
  ]);
}

async function ask(asked: Asked): Promise<string> {
  const connection = new RawConnection(attacked.port);
  connection.send(request({ ...asked, lines: [...(asked.lines ?? []), "Connection: close"] }));
  return await connection.closed();
}

const status = (answer: string): number => Number(answer.split(" ")[1]);

/** An answer holds nothing of the file, and nothing else is given away or changed. */
async function expectNothing(answer: string, expected: number): Promise<void> {
  expect(status(answer)).toBe(expected);
  expect(answer.split("\r\n\r\n")[1]).toBe("");
  await attacked.unharmedPolling(answer);
}

describe("a file's bytes", () => {
  it("are given to nobody while the file is not under way, not even to whom it is for", async () => {
    await expectNothing(await ask({}), 404);
    await expectNothing(await ask({ file: attacked.waitingId }), 404);
    await expectNothing(await ask({ file: "0".repeat(32) }), 404);
  });

  it("are given to its browser while it is, and only the range that was asked for", async () => {
    await underWay();
    const answer = await ask({ range: "bytes=5-104" });
    expect(status(answer)).toBe(206);
    expect(answer).toContain(`content-range: bytes 5-104/${FILE_BYTES}\r\n`);
    expect(Buffer.from(answer.split("\r\n\r\n")[1] ?? "", "latin1")).toEqual(bytes.subarray(5, 105));
    expect(answer).not.toMatch(/access-control/i);
    await leave();
  });

  it.each<[string, () => Asked, number]>([
    ["without a bearer", () => ({ bearer: "" }), 403],
    ["with a ticket that was never given out", () => ({ bearer: "0".repeat(64) }), 403],
    ["with the ticket from a page", () => ({ lines: ["Origin: https://evil.test"] }), 403],
    ["with the ticket from another extension", () => ({ lines: [`Origin: ${OTHER_ORIGIN}`] }), 403],
    [
      "with a script's token from an extension",
      () => ({ bearer: attacked.token, lines: [`Origin: ${ORIGIN}`] }),
      403,
    ],
    ["with a script's own token", () => ({ bearer: attacked.token }), 404],
    ["with the owner's token", () => ({ bearer: attacked.ownerToken }), 404],
    ["of another file", () => ({ file: attacked.waitingId }), 404],
    ["without a range", () => ({ range: "" }), 403],
    ["with two ranges", () => ({ range: "bytes=0-1,5-6" }), 403],
    ["with a range that has no end", () => ({ range: "bytes=0-" }), 403],
    ["with a range that runs backwards", () => ({ range: "bytes=9-1" }), 403],
    ["with more than a piece", () => ({ range: `bytes=0-${16 * MIB}` }), 403],
    ["across the end of the file", () => ({ range: `bytes=${FILE_BYTES - 1}-${FILE_BYTES}` }), 416],
    ["behind the end of the file", () => ({ range: `bytes=${FILE_BYTES * 2}-${FILE_BYTES * 2}` }), 416],
  ])("are not given %s", async (_, asked, expected) => {
    await underWay();
    await expectNothing(await ask(asked()), expected);
    await leave();
  });

  it("are given no more once the lane has gone", async () => {
    await underWay();
    const reader = new RawConnection(attacked.port);
    reader.socket.pause();
    reader.send(request({ range: `bytes=0-${16 * MIB - 1}` }));
    await leave();
    reader.socket.resume();
    expect((await reader.closed()).length).toBeLessThan(16 * MIB);
    await expectNothing(await ask({}), 404);
  });

  it("are read for a client eight times at once at most, however slowly it takes them", async () => {
    await underWay();
    const readers = Array.from({ length: MAX_RANGES }, () => new RawConnection(attacked.port));
    for (const reader of readers) {
      reader.send(request({ range: `bytes=0-${16 * MIB - 1}` }));
      await reader.toldUntil("206");
      reader.socket.pause();
    }
    await expectNothing(await ask({}), 503);
    for (const reader of readers) reader.socket.destroy();
    await leave();
  });

  it("come no further to a browser whose trust has ended in the middle", async () => {
    await underWay();
    const reader = new RawConnection(attacked.port);
    reader.send(request({ range: `bytes=0-${16 * MIB - 1}` }));
    await reader.toldUntil("206");
    reader.socket.pause();
    await pagewire(attacked.process.home, ["revoke", attacked.browser.clientId]);
    await lane.closed();
    expect(status(await ask({}))).toBe(403);
    reader.socket.resume();
    expect((await reader.closed()).length).toBeLessThan(16 * MIB);
  });
});
