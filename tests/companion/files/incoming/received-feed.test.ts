import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../../../companion/files/database.ts";
import { ReceivedFeed } from "../../../../companion/files/incoming/received-feed.ts";
import { ReceivedIndex } from "../../../../companion/files/received/received-index.ts";
import type { ReceivedRecord } from "../../../../companion/files/received/received-record.ts";

let folder: string;
let database: DatabaseSync;
let index: ReceivedIndex;
let feed: ReceivedFeed;
const listeners = new Set<(record: ReceivedRecord) => void>();
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "pagewire-feed-"));
  database = openDatabase(path.join(folder, "index.sqlite"));
  index = new ReceivedIndex(database, folder);
  const onReceived = (listener: (record: ReceivedRecord) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  feed = new ReceivedFeed({ index, inbox: { onReceived } });
});
afterEach(async () => {
  feed.close();
  database.close();
  await rm(folder, { recursive: true });
});

/** A file whose bytes are there and whose name in the inbox is not. */
function begin(name: string): number {
  const [seq = 0] = index.add([
    {
      client: "c",
      id: name,
      name,
      type: "text/plain",
      bytes: 1,
      sha256: "",
      fidelity: "original",
      receivedAt: 0,
      staged: name,
    },
  ]);
  return seq;
}

function finish(seq: number): void {
  index.settle([seq]);
  const [record] = index.after(seq - 1, 1).records;
  if (record) for (const listener of [...listeners]) listener(record);
}

describe("the feed of received files", () => {
  it("passes over none that is finished later than one behind it", async () => {
    const files = feed.read({ after: 0 });
    const [one, two] = [begin("one"), begin("two")];
    const next = files.next();
    finish(two);
    expect(index.after(0).records).toEqual([]);
    finish(one);
    expect((await next).value).toMatchObject({ name: "one", seq: one });
    expect((await files.next()).value).toMatchObject({ name: "two", seq: two });
  });

  it("goes on where the one in front fails, of which nobody is told", async () => {
    const files = feed.read({ after: 0 });
    const [one, two] = [begin("one"), begin("two")];
    const next = files.next();
    finish(two);
    index.remove(one);
    expect((await next).value).toMatchObject({ name: "two", seq: two });
  });

  it("begins with what is finished from now on, also while others are under way", async () => {
    finish(begin("before"));
    const under = begin("under way");
    const files = feed.read();
    finish(under);
    expect((await files.next()).value).toMatchObject({ name: "under way" });
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
    "begins behind no number such as %s",
    (after) => {
      expect(() => feed.read({ after })).toThrow(RangeError);
    },
  );

  it("holds on to nothing once its loops have ended", async () => {
    const stopping = new AbortController();
    const files = feed.read({ signal: stopping.signal });
    const next = files.next();
    expect(listeners.size).toBe(1);
    stopping.abort();
    expect(await next).toEqual({ done: true, value: undefined });
    expect(listeners.size).toBe(0);
  });
});
