import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { afterEach, expect, it } from "vitest";
import { fetchBy, type Ranges } from "../../../../entrypoints/background/lanes/range-fetch.ts";

const BYTES = 100_000;
const body = Buffer.alloc(BYTES, "a");
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** Whoever holds the port and answers so. */
async function answering(answer: (response: ServerResponse) => void): Promise<Ranges> {
  const server = createServer((_, response) => answer(response)).listen(0, "127.0.0.1");
  await once(server, "listening");
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const access = { port: address.port, ticket: "t", hasRanges: true, renewAt: 0, takesParcels: true };
  return { access: () => Promise.resolve(access), haveFailed: false };
}

function fetched(ranges: Ranges, bytes = BYTES): Promise<Blob> {
  return fetchBy(ranges, new AbortController().signal)("0".repeat(32), 0, bytes);
}

it("a stretch that is answered with just its bytes is what was asked for", async () => {
  const ranges = await answering((response) =>
    response.writeHead(206, { "content-length": BYTES }).end(body),
  );
  expect((await fetched(ranges)).size).toBe(BYTES);
  expect(ranges.haveFailed).toBe(false);
});

it("an answer that would grow when it is unpacked is not unpacked, and no more is fetched", async () => {
  const packed = gzipSync(body);
  let isCut = false;
  // As long as was asked for by its head; its end is kept back, so that only the head can decide.
  const ranges = await answering((response) => {
    response.once("close", () => {
      isCut = true;
    });
    response.writeHead(206, { "content-length": packed.length, "content-encoding": "gzip" });
    response.write(packed.subarray(0, -1));
  });
  await expect(fetched(ranges, packed.length)).rejects.toThrow("could not be fetched");
  await expect.poll(() => isCut).toBe(true);
  expect(ranges.haveFailed).toBe(true);
});
