import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { SendQueue } from "../../../../entrypoints/background/sending/send-queue.ts";
import { database, type SendItem, type SendState } from "../../../../shared/extension/store/database.ts";
import {
  addSend,
  findSends,
  pauseSends,
  removeSend,
  resumeSends,
  sendBlob,
} from "../../../../shared/extension/store/sends.ts";

const item: SendItem = {
  id: "a",
  state: "fetching",
  name: "image",
  expects: "image",
  url: "https://a.test/",
  fidelity: "original",
  at: 1,
  bytes: 0,
  mediaType: "",
  ackedBytes: 0,
};
const bytes = new TextEncoder().encode("four").buffer;
const small = { blob: new Blob([bytes]), bytes };
const change = { name: "a.png", bytes: 4, mediaType: "image/png" };

const inDatabase = async (): Promise<SendState | undefined> => (await findSends(["a"]))[0]?.state;

function makeQueue(isConnected = true, isLast = true) {
  const waiting: SendItem[] = [];
  const queue = new SendQueue({
    upcoming: () => [],
    isConnected: () => isConnected,
    onWaiting: (one) => waiting.push(one),
    isLast: () => isLast,
  });
  return { queue, waiting };
}

beforeEach(async () => {
  const db = await database();
  await Promise.all([db.clear("sends"), db.clear("sendBlobs")]);
});

describe("a small file that has just come", () => {
  it("goes from memory, and of its bytes nothing is ever written", async () => {
    const { queue, waiting } = makeQueue();
    const begin = vi.spyOn(IDBDatabase.prototype, "transaction");
    queue.add(item);
    const arriving = queue.arrive("a", small, change);
    await vi.waitFor(() => expect(waiting).toMatchObject([{ id: "a", state: "waiting", name: "a.png" }]));
    expect(await (await queue.take("a"))?.blob?.text()).toBe("four");
    queue.finish(item, { ackedBytes: 4 });
    queue.tried("a");
    await arriving;
    expect(await queue.find(["a"])).toMatchObject([{ state: "done" }]);
    await queue.tidy();
    expect((await findSends(["a"]))[0]).toMatchObject({ ...change, state: "done", ackedBytes: 4 });
    // Bytes are kept with a flush: there was none.
    expect(begin.mock.calls.filter(([, , options]) => options?.durability === "strict")).toEqual([]);
    begin.mockRestore();
  });

  it("is in no list any more when it went from a private window, whether its bytes were kept or not", async () => {
    for (const isConnected of [true, false]) {
      const { queue, waiting } = makeQueue(isConnected);
      const own = { ...item, isPrivate: true };
      queue.add(own);
      const arriving = queue.arrive("a", small, change);
      await vi.waitFor(() => expect(waiting).toHaveLength(1));
      if (!isConnected) await arriving;
      await queue.take("a");
      queue.finish(own, { ackedBytes: 4 });
      queue.tried("a");
      await arriving;
      await queue.tidy();
      expect(await queue.find(["a"])).toEqual([undefined]);
      expect(await queue.open()).toEqual([]);
      expect(await sendBlob("a")).toBeUndefined();
    }
  });

  it("is still being fetched for a background that takes over, until its bytes are in the database", async () => {
    const { queue, waiting } = makeQueue();
    queue.add(item);
    const arriving = queue.arrive("a", small, change);
    await vi.waitFor(() => expect(waiting).toHaveLength(1));
    expect(await inDatabase()).toBe("fetching");
    expect(await queue.find(["a"])).toMatchObject([{ state: "waiting" }]);
    await arriving;
    expect(await inDatabase()).toBe("waiting");
    expect(await (await sendBlob("a"))?.text()).toBe("four");
    expect(await (await queue.take("a"))?.blob?.text()).toBe("four");
  });

  it.each<[string, (queue: SendQueue) => Promise<void>, SendState]>([
    ["was refused", (queue) => queue.fail("a", { message: "No." }), "failed"],
    ["lost its lane", (queue) => queue.putBack("a"), "waiting"],
  ])("keeps its bytes when its first try %s", async (_, end, state) => {
    const { queue } = makeQueue();
    queue.add(item);
    const arriving = queue.arrive("a", small, change);
    await queue.take("a");
    await end(queue);
    queue.tried("a");
    await arriving;
    expect(await inDatabase()).toBe(state);
    expect(await queue.find(["a"])).toMatchObject([{ state }]);
    expect(await (await sendBlob("a"))?.text()).toBe("four");
  });
});

describe("a file that comes while nothing can be sent, or was made in memory", () => {
  it.each<[string, boolean, boolean]>([
    ["nothing can be sent", false, false],
    ["it was made in memory", true, true],
  ])("is in the database first: %s", async (_, isConnected, isMadeHere) => {
    const { queue, waiting } = makeQueue(isConnected);
    queue.add(item);
    await queue.arrive("a", { ...small, isMadeHere }, change);
    expect(await inDatabase()).toBe("waiting");
    expect(waiting).toHaveLength(isMadeHere ? 0 : 1);
    expect((await queue.open()).map(({ id }) => id)).toEqual(["a"]);
  });
});

describe("what a page changes", () => {
  it("is heard: what was paused or removed while its bytes came is let go of, and does not come back", async () => {
    for (const change_ of [() => pauseSends(["a"]), () => removeSend("a")]) {
      const { queue, waiting } = makeQueue();
      queue.add(item);
      await change_();
      const looking = queue.lookAgain();
      await queue.arrive("a", small, change);
      expect(await looking).toEqual(["a"]);
      expect(waiting).toEqual([]);
      await queue.failFetching("a", { message: "aborted" });
      expect(await inDatabase()).not.toBe("failed");
      expect(await sendBlob("a")).toBeUndefined();
      await removeSend("a");
    }
  });

  it("is heard after its bytes came: they are neither sent nor kept, and it goes on from its site", async () => {
    const { queue, waiting } = makeQueue();
    queue.add(item);
    const arriving = queue.arrive("a", small, change);
    await vi.waitFor(() => expect(waiting).toHaveLength(1));
    await pauseSends(["a"]);
    expect(await queue.lookAgain()).toEqual(["a"]);
    await arriving;
    expect(await queue.take("a")).toBeUndefined();
    expect(await sendBlob("a")).toBeUndefined();
    await resumeSends(["a"]);
    expect(await queue.take("a")).toMatchObject({ item: { state: "waiting", stream: {} } });
  });

  it("changes nothing of what has gone: it is not sent again before the database knows", async () => {
    const { queue } = makeQueue(true, false);
    await addSend({ ...item, state: "waiting" });
    await addSend({ ...item, id: "b", state: "waiting" });
    await queue.take("a");
    queue.finish(item, {});
    expect(await inDatabase()).toBe("waiting");
    expect(await queue.lookAgain()).toEqual([]);
    queue.drop("a");
    expect((await queue.open()).map(({ id }) => id)).toEqual(["b"]);
    await queue.tidy();
    expect(await inDatabase()).toBe("done");
  });
});

describe("an item that is fetched again", () => {
  it("is not, where it was removed since somebody looked", async () => {
    const { queue } = makeQueue();
    expect(await queue.addAgain(item)).toBe(false);
    queue.add(item);
    expect(await queue.addAgain(item)).toBe(true);
  });
});
