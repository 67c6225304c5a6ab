import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import { database, type SendItem, type SendState } from "../../shared/extension/database.ts";
import {
  addSend,
  changeSend,
  countSends,
  findSends,
  finishSends,
  forgetOldest,
  keepSendBlob,
  noteSending,
  pauseSends,
  removeSend,
  resumeSends,
  retrySend,
  returnSends,
  sendBlob,
  sendsIn,
  shownSends,
  takeSends,
} from "../../shared/extension/sends.ts";

const item = (id: string, state: SendState = "waiting", at = 1): SendItem => ({
  id,
  state,
  name: `${id}.bin`,
  expects: "any",
  url: "http://pics.test/",
  fidelity: "original",
  at,
  bytes: 4,
  mediaType: "",
  ackedBytes: 0,
});

const stateOf = async (id: string): Promise<SendState | undefined> => (await findSends([id]))[0]?.state;

beforeEach(async () => {
  const db = await database();
  await Promise.all([db.clear("sends"), db.clear("sendBlobs")]);
});

describe("an item of the queue", () => {
  it("goes from its bytes to done, and its bytes go with it", async () => {
    await addSend(item("a", "fetching"));
    await keepSendBlob("a", new Blob(["four"]), { state: "waiting", bytes: 4 });
    const taken = (await takeSends(["a"])).get("a");
    expect(await taken?.blob?.text()).toBe("four");
    await noteSending("a", { ackedBytes: 2, bytesPerSecond: 10 });
    expect((await findSends(["a"]))[0]).toMatchObject({
      state: "sending",
      ackedBytes: 2,
      bytesPerSecond: 10,
    });
    await finishSends(new Map([["a", { ackedBytes: 4 }]]));
    expect(await stateOf("a")).toBe("done");
    expect(await sendBlob("a")).toBeUndefined();
    expect((await takeSends(["a"])).get("a")).toBeUndefined();
  });

  it("stays paused whatever its lane still says, and waits again when the user lets it", async () => {
    await addSend(item("a", "sending"));
    await pauseSends(["a"]);
    await noteSending("a", { ackedBytes: 3 });
    await returnSends(["a"]);
    expect(await stateOf("a")).toBe("paused");
    expect((await takeSends(["a"])).get("a")).toBeUndefined();
    await resumeSends(["a"]);
    expect(await stateOf("a")).toBe("waiting");
  });

  it("waits again when its lane was lost", async () => {
    await addSend(item("a", "sending"));
    await addSend(item("b", "done"));
    await returnSends(["a", "b", "gone"]);
    expect([await stateOf("a"), await stateOf("b"), await stateOf("gone")]).toEqual([
      "waiting",
      "done",
      undefined,
    ]);
  });

  it("that failed is tried again without what was said of the failure", async () => {
    await addSend({ ...item("a", "failed"), message: "why", needsOrigin: "http://x.test/*" });
    await retrySend("a");
    expect((await findSends(["a"]))[0]).toEqual(item("a", "waiting"));
  });

  it("that was removed does not come back by a late note, and keeps no bytes", async () => {
    await addSend(item("a"));
    await keepSendBlob("a", new Blob(["four"]), {});
    await removeSend("a");
    await noteSending("a", { ackedBytes: 1 });
    await keepSendBlob("a", new Blob(["late"]), { state: "waiting" });
    await changeSend("a", { state: "failed" });
    expect(await stateOf("a")).toBeUndefined();
    expect(await sendBlob("a")).toBeUndefined();
  });
});

describe("the queue", () => {
  it("is found by state, oldest first, whatever else is in it", async () => {
    const states: SendState[] = ["done", "waiting", "failed", "sending", "waiting", "paused", "fetching"];
    for (const [index, state] of states.entries()) await addSend(item(`i${index}`, state, 100 - index));
    expect((await sendsIn("waiting", "sending")).map(({ id }) => id)).toEqual(["i4", "i3", "i1"]);
    expect(await countSends("waiting")).toBe(2);
    expect(await countSends("paused")).toBe(1);
  });

  it("shows its newest items, and one that is being sent however old it is", async () => {
    await addSend(item("old", "sending", 1));
    for (let at = 2; at < 8; at += 1) await addSend(item(`i${at}`, "waiting", at));
    const { items, isAll } = await shownSends(3);
    expect(items.map(({ id }) => id)).toEqual(["i7", "i6", "i5", "old"]);
    expect(isAll).toBe(false);
    expect(await shownSends(7)).toMatchObject({ isAll: true });
  });

  it("forgets the oldest of more than 200 finished items, and nothing else", async () => {
    const db = await database();
    const write = db.transaction("sends", "readwrite");
    for (let at = 0; at < 205; at += 1) void write.store.put(item(`d${at}`, "done", at));
    void write.store.put(item("f", "failed", 0));
    await write.done;
    await forgetOldest();
    expect(await countSends("done")).toBe(200);
    expect([await stateOf("d4"), await stateOf("d5"), await stateOf("f")]).toEqual([
      undefined,
      "done",
      "failed",
    ]);
  });
});
