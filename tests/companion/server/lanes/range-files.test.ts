import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { afterEach, expect, it } from "vitest";
import type { Client } from "../../../../companion/server/channels/channel.ts";
import { RangeFiles } from "../../../../companion/server/lanes/range-files.ts";
import { head, RawConnection } from "../../../support/raw-request.ts";

const BYTES = 300_000;
const ID = "00112233445566778899aabbccddeeff";
const MINE: Client = { id: "mine", kind: "browser", name: "Mine" };
const THEIRS: Client = { id: "theirs", kind: "browser", name: "Theirs" };

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A file that holds one letter, again and again. */
function fileOf(letter: string, bytes = BYTES) {
  return {
    offer: { bytes },
    readInto(buffer: Buffer): Promise<void> {
      buffer.fill(letter);
      return Promise.resolve();
    },
  };
}

/** A server that answers `/raw/CLIENT` by ranges, and anything else when the test says so. */
async function serving(ranges: RangeFiles, bytes = BYTES) {
  const others: ServerResponse[] = [];
  const asked: string[] = [];
  const server = createServer(({ url = "" }, response) => {
    const client = [MINE, THEIRS].find(({ id }) => url === `/raw/${id}`);
    if (client) ranges.answer({ client, id: ID, first: 0, last: bytes - 1 }, response);
    else others.push(response);
    asked.push(url);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { port: address.port, others, asked };
}

const get = (path: string): string => head([`GET ${path} HTTP/1.1`, "Host: 127.0.0.1"]);

it("an answer that was cut before its turn came never holds another client's bytes", async () => {
  const ranges = new RangeFiles(() => undefined);
  const { port, others, asked } = await serving(ranges);
  const mine = ranges.open(MINE.id, ID, fileOf("m"));
  const waiting = new RawConnection(port);
  closers.push(() => waiting.socket.destroy());
  waiting.send(get("/slow") + get(`/raw/${MINE.id}`));
  await expect.poll(() => asked).toEqual(["/slow", `/raw/${MINE.id}`]);
  await expect.poll(() => mine.isBusy).toBe(true);
  await mine.close();

  const theirs = ranges.open(THEIRS.id, ID, fileOf("t"));
  const reader = new RawConnection(port);
  closers.push(() => reader.socket.destroy());
  reader.send(get(`/raw/${THEIRS.id}`));
  await expect.poll(() => reader.told.length).toBeGreaterThan(BYTES);
  expect(reader.told.endsWith("t".repeat(BYTES))).toBe(true);

  others[0]?.end("slow");
  await waiting.toldUntil("slow");
  waiting.socket.end();
  expect(await waiting.closed()).not.toContain("tttt");
  await theirs.close();
});

it("a request of which nothing is taken is cut, and what it was for waits for it no more", async () => {
  const bytes = 64 * 2 ** 20;
  const ranges = new RangeFiles(() => undefined, 100);
  const { port } = await serving(ranges, bytes);
  const mine = ranges.open(MINE.id, ID, fileOf("m", bytes));
  const reader = new RawConnection(port);
  closers.push(() => reader.socket.destroy());
  reader.send(get(`/raw/${MINE.id}`));
  await reader.toldUntil("206");
  reader.socket.pause();
  expect(mine.isBusy).toBe(true);
  await expect.poll(() => mine.isBusy).toBe(false);
  await mine.close();
});
