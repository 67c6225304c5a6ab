import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Lane, LaneLost } from "../../../../entrypoints/background/lanes/lane.ts";
import { type LanePool, openLanePool } from "../../../../entrypoints/background/lanes/lane-pool.ts";
import type { Waiting } from "../../../../entrypoints/background/lanes/turn-queue.ts";
import { announceChange } from "../../../../shared/extension/store/changes.ts";
import { PIECE_BYTES } from "../../../../shared/protocol/limits.ts";
import { eventually } from "../../../support/eventually.ts";
import { openPoolConnection, type PoolConnection } from "../../../support/pool-connection.ts";

const small = (id: string, at = 1): Waiting => ({ id, at, bytes: 1 });
const large = (id: string, at = 1): Waiting => ({ id, at, bytes: PIECE_BYTES + 1 });

interface Work {
  readonly lane: Lane;
  readonly signal: AbortSignal;
  done(): void;
  fail(): void;
}

let poolConnection: PoolConnection | undefined;
beforeEach(() => {
  // A browser in which no setting was ever made.
  vi.stubGlobal("chrome", {
    storage: { local: { get: () => Promise.resolve({}), onChanged: { addListener: () => undefined } } },
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  poolConnection?.close();
  poolConnection = undefined;
});

/** A pool over real sockets; whoever tests it says when a work is done. One that `listens` hears of its lane's end. */
async function openPool({ listens = false } = {}) {
  const opened = await openPoolConnection(false);
  poolConnection = opened;
  const { connection, server } = opened;
  let lanesOpened = 0;
  server.on("connection", () => {
    lanesOpened += 1;
  });
  const works = new Map<string, Work>();
  const pool: LanePool<Waiting> = openLanePool<Waiting>({
    connection,
    maxLanes: 4,
    maxLargeFiles: 2,
    work: (lane, item, signal) =>
      new Promise((resolve, reject) => {
        const end = (over: () => void) => () => {
          works.delete(item.id);
          over();
        };
        works.set(item.id, {
          lane,
          signal,
          done: end(resolve),
          fail: end(() => reject(new LaneLost("lost"))),
        });
        signal.addEventListener(
          "abort",
          end(() => reject(signal.reason)),
        );
        if (listens) lane.next().catch(end(() => reject(new LaneLost("closed"))));
      }),
    onChange: () => undefined,
  });
  const begun = (id: string): Promise<Work> => eventually(`${id} to begin`, () => works.get(id));
  return { pool, works, begun, lanesOpened: () => lanesOpened, openLanes: () => server.clients.size };
}

describe("a pool of lanes", () => {
  it("keeps lanes free for small files, whatever large ones wait", async () => {
    const { pool, works, begun } = await openPool();
    pool.add([large("a", 1), large("b", 2), large("c", 3), small("d", 4), small("e", 5), small("f", 6)]);
    for (const id of ["a", "b", "d", "e"]) await begun(id);
    expect([...works.keys()].sort()).toEqual(["a", "b", "d", "e"]);
    works.get("d")?.done();
    await begun("f");
    works.get("a")?.done();
    await begun("c");
    expect(pool.ids().sort()).toEqual(["b", "c", "e", "f"]);
  });

  it("sends files that come one after the other over one lane", async () => {
    const { pool, begun, lanesOpened } = await openPool();
    for (const id of ["a", "b", "c"]) {
      pool.add([small(id)]);
      (await begun(id)).done();
      await eventually(`${id} to be over`, () => pool.ids().length === 0);
    }
    expect(lanesOpened()).toBe(1);
  });

  it("opens a lane beforehand for what is about to come, and only one", async () => {
    const { pool, begun, lanesOpened } = await openPool();
    await Promise.resolve();
    pool.warmUp();
    pool.warmUp();
    await eventually("the lane", () => lanesOpened() === 1);
    pool.warmUp();
    pool.add([small("a")]);
    (await begun("a")).done();
    expect(lanesOpened()).toBe(1);
  });

  it("stops what is dropped at once, closes its lane, and takes it again", async () => {
    const { pool, begun, openLanes } = await openPool();
    pool.add([large("a")]);
    const first = await begun("a");
    pool.drop("a");
    expect(first.signal.aborted).toBe(true);
    expect(first.lane.isOpen).toBe(false);
    expect(pool.ids()).toEqual([]);
    pool.add([large("a")]);
    const second = await begun("a");
    expect(second.lane).not.toBe(first.lane);
    await eventually("the first lane to be gone", () => openLanes() === 1);
  });

  it("lets go of every lane, busy, idle or just opening, when the pairing is another one, and goes on over new ones", async () => {
    const { pool, begun, works, openLanes } = await openPool({ listens: true });
    pool.add([large("a"), small("b")]);
    const before = [(await begun("a")).lane, (await begun("b")).lane];
    works.get("b")?.done();
    await eventually("b to be over", () => pool.ids().length === 1);
    // One of these takes the idle lane, the other one opens its own.
    pool.add([small("c"), small("d")]);
    announceChange("pairing");
    await eventually("all to go on", () =>
      ["a", "c", "d"].every((id) => {
        const lane = works.get(id)?.lane;
        return lane?.isOpen === true && !before.includes(lane);
      }),
    );
    await eventually("the others to be gone", () => openLanes() === 3);
    expect(before.some((lane) => lane.isOpen)).toBe(false);
  });

  it("tries again what failed, and nothing that was dropped meanwhile", async () => {
    const { pool, begun, works } = await openPool();
    pool.add([small("a"), small("b")]);
    (await begun("a")).fail();
    (await begun("b")).fail();
    await eventually("both to rest", () => works.size === 0);
    pool.drop("b");
    (await begun("a")).done();
    await eventually("the end", () => pool.ids().length === 0);
    expect(works.has("b")).toBe(false);
  });

  it("opens a new lane where the one that was kept has ended", async () => {
    const { pool, begun, lanesOpened, openLanes } = await openPool();
    pool.add([small("a")]);
    const first = await begun("a");
    first.done();
    await eventually("it to be over", () => pool.ids().length === 0);
    for (const socket of poolConnection?.server.clients ?? []) socket.terminate();
    await eventually("the lane to be lost", () => !first.lane.isOpen && openLanes() === 0);
    pool.add([small("b")]);
    (await begun("b")).done();
    expect(lanesOpened()).toBe(2);
  });
});
