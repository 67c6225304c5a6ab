import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import { database, type SendItem, type SendState } from "../../../shared/extension/store/database.ts";
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
  refetchSend,
  removeSend,
  resumeSends,
  retrySend,
  returnSends,
  sendBlob,
  sendsIn,
  takeSends,
} from "../../../shared/extension/store/sends.ts";
import { noteStreamPiece } from "../../../shared/extension/store/stream-pieces.ts";
import { listedSends } from "../../support/listed.ts";

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

describe("an item of a private window", () => {
  it("leaves nothing behind when the computer has it: no entry, no bytes, no pieces, no note that it was given up", async () => {
    const isPrivate = true;
    await addSend({ ...item("a", "fetching"), isPrivate });
    await keepSendBlob("a", new Blob(["four"]), { state: "waiting", bytes: 4 });
    await addSend({ ...item("s", "sending"), isPrivate, bytes: null, stream: {} });
    await noteStreamPiece("s", { offset: 0, bytes: 4, sha256: "digest" }, undefined);
    await addSend(item("other"));
    await finishSends(new Map(["a", "s", "other"].map((id) => [id, { ackedBytes: 4 }])));
    expect(await findSends(["a", "s"])).toEqual([undefined, undefined]);
    expect(await stateOf("other")).toBe("done");
    const db = await database();
    expect(await db.getAllKeys("sends")).toEqual(["other"]);
    for (const store of ["sendBlobs", "streamPieces", "givenUp"] as const)
      expect(await db.count(store)).toBe(0);
  });

  it("stays as long as the computer does not have it", async () => {
    await addSend({ ...item("a", "failed"), isPrivate: true });
    await forgetOldest();
    expect(await stateOf("a")).toBe("failed");
  });
});

describe("an item of the queue", () => {
  it("whose bytes are fetched again does not say how the last ones were had; one that is at its site does", async () => {
    await addSend({ ...item("a", "failed"), how: "page-copy" });
    await addSend({ ...item("s", "failed"), how: "request", stream: {} });
    await refetchSend("a");
    await refetchSend("s");
    const [again, atSite] = await findSends(["a", "s"]);
    expect(again).toEqual(item("a", "fetching"));
    expect(atSite).toMatchObject({ state: "waiting", how: "request" });
  });

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

describe("an entry of the queue that is damaged", () => {
  it.each([
    ["a name that is none", { name: null }],
    ["an address that is none", { url: 5 }],
    ["bytes that no file has", { bytes: -1 }],
    ["acknowledged bytes that are none", { ackedBytes: "all" }],
    ["a speed that is none", { bytesPerSecond: Number.NaN }],
    ["a time beyond every date", { at: 8_640_000_000_000_001 }],
    ["no time at all", { at: undefined }],
    ["a state nobody knows", { state: 3 }],
  ])("keeps no other from the list, is not sent, and can be removed: %s", async (_, fault) => {
    await addSend(item("before", "waiting", 1));
    await addSend(item("behind", "done", 2));
    await (await database()).put("sends", { ...item("bad", "waiting", 3), ...fault } as never);
    const items = await listedSends();
    expect(items.map(({ id }) => id).sort()).toEqual(["bad", "before", "behind"]);
    expect(items.find(({ id }) => id === "bad")).toMatchObject({
      state: "failed",
      message: expect.stringContaining("can't be read"),
    });
    expect((await sendsIn("waiting")).map(({ id }) => id)).toEqual(["before"]);
    await removeSend("bad");
    expect((await listedSends()).map(({ id }) => id)).toEqual(["before", "behind"]);
  });
});
