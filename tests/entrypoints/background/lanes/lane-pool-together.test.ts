import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Lane, LaneLost } from "../../../../entrypoints/background/lanes/lane.ts";
import { openLanePool, type Work } from "../../../../entrypoints/background/lanes/lane-pool.ts";
import type { Waiting } from "../../../../entrypoints/background/lanes/turn-queue.ts";
import { PIECE_BYTES } from "../../../../shared/protocol/limits.ts";
import { eventually } from "../../../support/eventually.ts";
import { openPoolConnection, type PoolConnection } from "../../../support/pool-connection.ts";

const small = (number: number): Waiting => ({ id: `s${number}`, at: number, bytes: 1000 });
const many = (count: number): Waiting[] => Array.from({ length: count }, (_, number) => small(number));

let poolConnection: PoolConnection | undefined;
beforeEach(() => {
  vi.stubGlobal("chrome", {
    storage: { local: { get: () => Promise.resolve({}), onChanged: { addListener: () => undefined } } },
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  poolConnection?.close();
  poolConnection = undefined;
});

interface Batch {
  readonly lane: Lane;
  readonly works: readonly Work<Waiting>[];
  done(): void;
  fail(): void;
}

/** A pool whose test says when what goes together is done. */
async function openPool(takesParcels = true) {
  const opened = await openPoolConnection(takesParcels);
  poolConnection = opened;
  const { connection } = opened;
  const batches: Batch[] = [];
  const alone: string[] = [];
  const pool = openLanePool<Waiting>({
    connection,
    maxLanes: 6,
    maxLargeFiles: 2,
    work: (_, { id }) => {
      alone.push(id);
      return new Promise(() => undefined);
    },
    workTogether: (lane, works) =>
      new Promise((resolve, reject) => {
        batches.push({ lane, works, done: resolve, fail: () => reject(new LaneLost("lost")) });
      }),
    onChange: () => undefined,
  });
  const idsOf = (): string[][] => batches.map(({ works }) => works.map(({ item }) => item.id));
  return { pool, batches, alone, idsOf };
}

describe("a pool whose lanes take parcels", () => {
  it("gives small files to few lanes, many to each, and none to two", async () => {
    const { pool, batches, idsOf } = await openPool();
    pool.add(many(200));
    await eventually("its lanes to begin", () => batches.length === 3);
    expect(idsOf().map(({ length }) => length)).toEqual([32, 32, 32]);
    const ids = idsOf().flat();
    expect(new Set(ids).size).toBe(ids.length);
    for (const { done } of batches.splice(0)) done();
    await eventually("the next to begin", () => batches.length === 3);
    expect(pool.ids()).toHaveLength(200 - ids.length);
  });

  it("gives one lane no more bytes than it may bring into memory", async () => {
    const { pool, idsOf, batches } = await openPool();
    pool.add(Array.from({ length: 12 }, (_, number) => ({ ...small(number), bytes: PIECE_BYTES })));
    await eventually(
      "three lanes to have several",
      () => idsOf().filter(({ length }) => length > 1).length >= 2,
    );
    for (const { works } of batches) expect(works.length).toBeLessThanOrEqual(3);
  });

  it("keeps lanes free for large files beside them", async () => {
    const { pool, alone, batches } = await openPool();
    pool.add(many(10));
    await eventually("a lane to begin", () => batches.length > 0);
    pool.add([{ id: "large", at: 999, bytes: PIECE_BYTES + 1 }]);
    await eventually("the large one to begin", () => alone.includes("large"));
    expect(alone).toEqual(["large"]);
  });

  it("tries again what was not over when its lane was lost, and nothing else", async () => {
    const { pool, batches, idsOf } = await openPool();
    pool.add([small(0)]);
    await eventually("a lane to begin", () => batches.length === 1);
    batches.splice(0)[0]?.done();
    await eventually("it to be over", () => pool.ids().length === 0);
    pool.add(many(5).map(({ bytes, at }) => ({ id: `t${at}`, at, bytes })));
    await eventually("all to be under way", () => idsOf().flat().length === 5);
    const under = batches.splice(0);
    for (const { works, fail } of under) {
      for (const { item, over } of works) if (item.id === "t1") over();
      pool.drop("t2");
      fail();
    }
    await eventually("the others to begin again", () => idsOf().flat().length === 3);
    expect(idsOf().flat().sort()).toEqual(["t0", "t3", "t4"]);
  });

  it("closes a lane only when all of its files are dropped", async () => {
    const { pool, batches } = await openPool();
    pool.add([small(0)]);
    await eventually("a lane to begin", () => batches.length === 1);
    batches.splice(0)[0]?.done();
    await eventually("it to be over", () => pool.ids().length === 0);
    pool.add([small(1), small(2), small(3)]);
    await eventually("all to be under way", () => batches.flatMap(({ works }) => works).length === 3);
    for (const { lane, works } of batches) {
      const ids = works.map(({ item }) => item.id);
      for (const [index, id] of ids.entries()) {
        expect(lane.isOpen).toBe(true);
        pool.drop(id);
        expect(works[index]?.signal.aborted).toBe(true);
      }
      expect(lane.isOpen).toBe(false);
    }
    expect(pool.ids()).toEqual([]);
  });
});

describe("a pool whose lanes take none", () => {
  it("gives each file a lane of its own, as before parcels", async () => {
    const { pool, alone, batches } = await openPool(false);
    pool.add(many(10));
    await eventually("six lanes to begin", () => alone.length === 6);
    expect(batches).toEqual([]);
  });
});
