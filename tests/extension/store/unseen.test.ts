import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { onChange } from "../../../shared/extension/store/changes.ts";
import { database, type SendItem } from "../../../shared/extension/store/database.ts";
import { failSendsOf } from "../../../shared/extension/store/given-up.ts";
import {
  changeReceived,
  findReceived,
  finishReceived,
  noteWaiting,
  removeReceived,
} from "../../../shared/extension/store/received.ts";
import {
  addSend,
  changeFetching,
  changeSend,
  findSends,
  finishSends,
  removeSend,
  retrySend,
} from "../../../shared/extension/store/sends.ts";
import {
  countUnread,
  countUnseenTrouble,
  isUnread,
  markFileSeen,
  markReceivedSeen,
  markSentSeen,
} from "../../../shared/extension/store/unseen.ts";
import { listedReceived } from "../../support/listed.ts";

const file = (id: string) => ({ id, name: `${id}.bin`, bytes: 0, mediaType: "", sha256: "00", at: 1 });
const send = (id: string, some: Partial<SendItem> = {}): SendItem => ({
  id,
  state: "fetching",
  name: `${id}.bin`,
  expects: "any",
  url: "http://pics.test/",
  fidelity: "original",
  at: 1,
  bytes: 4,
  mediaType: "",
  ackedBytes: 0,
  ...some,
});
const NONE = { sent: 0, received: 0, full: 0 };

beforeEach(async () => {
  const db = await database();
  await Promise.all([db.clear("sends"), db.clear("received")]);
});

describe("a file that has come", () => {
  it("is unread until the list is looked at, however old its sender says it is", async () => {
    await noteWaiting([file("a"), file("b"), file("c")]);
    expect(await countUnread()).toBe(0);
    await finishReceived("a");
    await finishReceived("b");
    expect((await listedReceived()).filter(isUnread).map(({ id }) => id)).toEqual(["b", "a"]);
    expect(await countUnread()).toBe(2);
    expect(await markReceivedSeen()).toEqual(new Set(["a", "b"]));
    expect(await countUnread()).toBe(0);
    expect((await listedReceived()).filter(isUnread)).toEqual([]);
    // Its thumbnail comes later, and a second word of it is no second file.
    await changeReceived("a", { thumbnail: new Blob(["png"]) });
    await finishReceived("a");
    await finishReceived("c");
    expect(await countUnread()).toBe(1);
  });

  it("is looked at when it is opened, and the others are not", async () => {
    await noteWaiting([file("a"), file("b")]);
    await finishReceived("a");
    await finishReceived("b");
    await markFileSeen("a");
    await markFileSeen("nobody");
    expect(await countUnread()).toBe(1);
    expect(await findReceived("a")).toMatchObject({ state: "stored" });
  });

  it("counts no more when it is deleted", async () => {
    await noteWaiting([file("a")]);
    await finishReceived("a");
    await removeReceived("a");
    expect(await countUnread()).toBe(0);
  });

  it("is said to be looked at once: a list that looks again hears of no change", async () => {
    await noteWaiting([file("a")]);
    await finishReceived("a");
    await markReceivedSeen();
    const listener = vi.fn();
    const stop = onChange(listener);
    expect(await markReceivedSeen()).toEqual(new Set());
    await Promise.resolve();
    expect(listener).not.toHaveBeenCalled();
    stop();
  });
});

describe("what has failed", () => {
  it("is news until it is looked at, and again when it fails again", async () => {
    await addSend(send("a"));
    await addSend(send("b", { state: "sending" }));
    await addSend(send("c", { tabId: 7 }));
    await changeFetching("a", { state: "failed", message: "why" });
    await changeSend("b", { state: "failed" });
    await failSendsOf(7, () => ({ message: "closed" }));
    expect(await countUnseenTrouble()).toEqual({ ...NONE, sent: 3 });
    await markSentSeen();
    expect(await countUnseenTrouble()).toEqual(NONE);
    expect((await findSends(["a"]))[0]).toMatchObject({ state: "failed", message: "why" });
    await retrySend("a");
    await changeSend("a", { state: "failed" });
    expect(await countUnseenTrouble()).toEqual({ ...NONE, sent: 1 });
  });

  it("is no news any more when it is removed, tried again or done", async () => {
    for (const id of ["a", "b", "c"]) await addSend(send(id, { state: "waiting" }));
    for (const id of ["a", "b", "c"]) await changeSend(id, { state: "failed" });
    await removeSend("a");
    await retrySend("b");
    await finishSends(new Map([["c", {}]]));
    expect(await countUnseenTrouble()).toEqual(NONE);
    expect((await findSends(["c"]))[0]).not.toHaveProperty("unseen");
  });

  it("among what was received is told from what waits for room", async () => {
    await noteWaiting([file("a"), file("b")]);
    await changeReceived("a", { state: "failed" });
    await changeReceived("b", { state: "full" });
    expect(await countUnseenTrouble()).toEqual({ sent: 0, received: 1, full: 1 });
    expect(await markReceivedSeen()).toEqual(new Set());
    expect(await countUnseenTrouble()).toEqual(NONE);
    expect(await findReceived("b")).toMatchObject({ state: "full" });
  });
});
