import { once } from "node:events";
import { Socket } from "phoenix";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { WebSocketServer } from "ws";
import { type Lane, LaneLost } from "../../../entrypoints/background/lane.ts";
import { type LanePool, openLanePool } from "../../../entrypoints/background/lane-pool.ts";
import type { Waiting } from "../../../entrypoints/background/turn-queue.ts";
import type { Connection } from "../../../shared/extension/connection.ts";
import { PIECE_BYTES } from "../../../shared/protocol/limits.ts";
import { eventually } from "../../support/eventually.ts";

const small = (id: string, at = 1): Waiting => ({ id, at, bytes: 1 });
const large = (id: string, at = 1): Waiting => ({ id, at, bytes: PIECE_BYTES + 1 });

interface Work {
  readonly lane: Lane;
  readonly signal: AbortSignal;
  done(): void;
  fail(): void;
}

let server: WebSocketServer | undefined;
beforeEach(() => {
  // A browser in which no setting was ever made.
  vi.stubGlobal("chrome", {
    storage: { local: { get: () => Promise.resolve({}), onChanged: { addListener: () => undefined } } },
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  for (const socket of server?.clients ?? []) socket.terminate();
  server?.close();
  server = undefined;
});

/** A pool over real sockets; whoever tests it says when a work is done. */
async function openPool() {
  const listening = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  server = listening;
  await once(listening, "listening");
  const address = listening.address();
  const port = typeof address === "object" && address ? address.port : 0;
  let lanesOpened = 0;
  listening.on("connection", () => {
    lanesOpened += 1;
  });
  // Only that there is one counts for a pool: nothing is said on it.
  const socket = new Socket(`ws://127.0.0.1:${port}/socket`);
  const connection: Connection = {
    onReport: () => () => undefined,
    onSocket: (listener) => {
      queueMicrotask(() => listener(socket));
      return () => undefined;
    },
    socket: () => socket,
    carriesLanes: () => true,
    laneAccess: () => Promise.resolve({ port, ticket: "t", renewAt: Number.POSITIVE_INFINITY }),
    tryNow: () => undefined,
    resume: () => undefined,
    close: () => undefined,
  };
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
      }),
    onChange: () => undefined,
  });
  const begun = (id: string): Promise<Work> => eventually(`${id} to begin`, () => works.get(id));
  return { pool, works, begun, lanesOpened: () => lanesOpened, openLanes: () => listening.clients.size };
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
    for (const socket of server?.clients ?? []) socket.terminate();
    await eventually("the lane to be lost", () => !first.lane.isOpen && openLanes() === 0);
    pool.add([small("b")]);
    (await begun("b")).done();
    expect(lanesOpened()).toBe(2);
  });
});
