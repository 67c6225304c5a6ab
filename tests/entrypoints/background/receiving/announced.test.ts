import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { FileBatch } from "../../../../entrypoints/background/lanes/file-batch.ts";
import { Announced } from "../../../../entrypoints/background/receiving/announced.ts";
import { database, type ReceivedItem } from "../../../../shared/extension/store/database.ts";
import { forgetWithdrawn, pauseReceived } from "../../../../shared/extension/store/received.ts";
import type { WaitingFile } from "../../../../shared/protocol/topics.ts";
import { eventually } from "../../../support/eventually.ts";

const FILES = 1_500;
const file = (id: string): WaitingFile => ({ id, name: id, bytes: 8, mediaType: "", sha256: "00", at: 1 });
const files = (count: number): WaitingFile[] => Array.from({ length: count }, (_, at) => file(`f${at}`));

beforeEach(async () => {
  await (await database()).clear("received");
});

/** A pool that only keeps what it is given, and counts how often all of it is asked for. */
function openAnnounced(mayCome = (item: ReceivedItem) => Promise.resolve(item.state === "receiving")) {
  const pooled = new Set<string>();
  const counted = { walks: 0 };
  const pool = {
    add: (items: readonly WaitingFile[]) => void items.map(({ id }) => pooled.add(id)),
    drop: (id: string) => void pooled.delete(id),
    ids: () => {
      counted.walks += 1;
      return [...pooled];
    },
  };
  return {
    pooled,
    counted,
    announced: new Announced({ pool, batch: new FileBatch(), mayCome, onProgress: () => undefined }),
  };
}

describe("files that the companion announces", () => {
  it.each([1, 7, 300, FILES])("are read once each from the database, %i at a time", async (batch) => {
    const reads = vi.spyOn(IDBObjectStore.prototype, "get");
    const { announced, pooled, counted } = openAnnounced();
    announced.set([]);
    const all = files(FILES);
    for (let first = 0; first < FILES; first += batch) {
      announced.add(all.slice(first, first + batch));
      await eventually("they are looked up", () => pooled.size >= Math.min(FILES, first + batch), {
        intervalMs: 0,
      });
    }
    expect(reads).toHaveBeenCalledTimes(FILES);
    expect(counted.walks).toBe(1);
    reads.mockRestore();
  });

  it("cost one read each where they are withdrawn", async () => {
    const { announced, pooled } = openAnnounced();
    announced.set(files(200));
    await eventually("they are looked up", () => pooled.size === 200);
    const reads = [
      vi.spyOn(IDBObjectStore.prototype, "get"),
      vi.spyOn(IDBIndex.prototype, "openCursor"),
      vi.spyOn(IDBObjectStore.prototype, "openCursor"),
    ];
    for (const { id } of files(200)) {
      announced.withdraw(id);
      await forgetWithdrawn(id);
    }
    expect(reads.map(({ mock }) => mock.calls.length)).toEqual([200, 0, 0]);
    for (const read of reads) read.mockRestore();
    expect(pooled.size).toBe(0);
    expect(await (await database()).count("received")).toBe(0);
  });

  it("leave the pool where the companion does not name them any more, or the user has paused them", async () => {
    const { announced, pooled } = openAnnounced();
    announced.set(files(3));
    await eventually("they are looked up", () => pooled.size === 3);
    announced.clear();
    expect(pooled.size).toBe(3);
    announced.set([file("f0"), file("f1")]);
    await eventually("the third is dropped", () => pooled.size === 2);
    await pauseReceived("f0");
    announced.lookAtAll();
    await eventually("the paused one is dropped", () => pooled.size === 1);
    expect([...pooled]).toEqual(["f1"]);
  });

  it("are looked at alone where there may be room for them now, and none that is not known", async () => {
    const asked: string[] = [];
    let hasRoom = false;
    const { announced, pooled } = openAnnounced((item) => {
      asked.push(item.id);
      return Promise.resolve(hasRoom);
    });
    announced.set(files(3));
    await eventually("they are looked up", () => asked.length === 3);
    hasRoom = true;
    announced.lookAt("gone");
    announced.lookAt("f1");
    await eventually("the one is in the pool", () => pooled.size > 0);
    expect([...pooled]).toEqual(["f1"]);
    expect(asked).toEqual(["f0", "f1", "f2", "f1"]);
    expect([announced.has("f1"), announced.has("gone")]).toEqual([true, false]);
  });

  it("that could not be looked up are tried again with the next", async () => {
    let fails = true;
    const { announced, pooled } = openAnnounced(() =>
      fails ? Promise.reject(new Error("no disk")) : Promise.resolve(true),
    );
    const warned = vi.spyOn(console, "warn").mockReturnValue();
    announced.add(files(2));
    await eventually("the first try fails", () => warned.mock.calls.length === 1);
    fails = false;
    announced.add([file("late")]);
    await eventually("all of them", () => pooled.size === 3);
    expect([...pooled].sort()).toEqual(["f0", "f1", "late"]);
    warned.mockRestore();
  });

  it("that are withdrawn while they are looked up are not asked for", async () => {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const asked = vi.fn(() => promise);
    const { announced, pooled } = openAnnounced(asked);
    announced.add([file("gone")]);
    await eventually("it is looked up", () => asked.mock.calls.length === 1);
    announced.withdraw("gone");
    resolve(true);
    announced.add([file("stays")]);
    await eventually("the other one", () => pooled.has("stays"));
    expect([...pooled]).toEqual(["stays"]);
  });
});
