import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import { database, type SendItem } from "../../../shared/extension/store/database.ts";
import { failSendsOf, forgetGivenUp, givenUpSends } from "../../../shared/extension/store/given-up.ts";
import {
  addSend,
  changeFetching,
  findSends,
  pauseSends,
  refetchSend,
  removeSend,
  resumeSends,
} from "../../../shared/extension/store/sends.ts";

const MIB = 1024 * 1024;
const TAB = 7;

const item = (id: string, change: Partial<SendItem>): SendItem => ({
  id,
  state: "sending",
  name: `${id}.png`,
  expects: "image",
  url: "http://pics.test/",
  fidelity: "original",
  at: 1,
  bytes: 5 * MIB,
  mediaType: "",
  ackedBytes: 0,
  ...change,
});

const find = async (id: string): Promise<SendItem | undefined> => (await findSends([id]))[0];
const givenUp = async (): Promise<string[]> => (await givenUpSends()).map(({ id }) => id);

beforeEach(async () => {
  const db = await database();
  await Promise.all([db.clear("sends"), db.clear("sendBlobs"), db.clear("givenUp")]);
});

describe("a file that is removed", () => {
  it.each<[string, Partial<SendItem>, boolean]>([
    ["while it is sent", {}, true],
    ["while it waits for another try", { state: "waiting" }, true],
    ["while it is paused", { state: "paused" }, true],
    ["after it failed", { state: "failed" }, true],
    ["before anybody knew its size", { bytes: null, stream: {} }, true],
    ["and goes in one piece", { bytes: 4 * MIB }, false],
    ["and has come", { state: "done" }, false],
    ["before its bytes were there", { state: "fetching", bytes: 0 }, false],
  ])("is noted where the computer may have a part of it: %s", async (_, change, isNoted) => {
    await addSend(item("a", change));
    await removeSend("a");
    expect(await find("a")).toBeUndefined();
    expect(await givenUp()).toEqual(isNoted ? ["a"] : []);
    await forgetGivenUp("a");
    expect(await givenUp()).toEqual([]);
  });
});

describe("files whose tab is closed", () => {
  it("fail where their bytes were on their way, and what was streamed is given up", async () => {
    const tab = { tabId: TAB };
    await addSend(item("got", { ...tab, state: "fetching", bytes: 0, gotBytes: 3 }));
    await addSend(item("streamed", { ...tab, bytes: null, stream: { restarts: 1 }, ackedBytes: 4 }));
    await addSend(item("here", tab));
    await addSend(item("paused", { ...tab, state: "paused", stream: {} }));
    await addSend(item("link", { stream: {} }));
    await addSend(item("other", { tabId: TAB + 1, stream: {} }));
    const failed = await failSendsOf(TAB, ({ name }) => ({ message: `${name} is gone.` }));
    expect(failed.toSorted()).toEqual(["got", "streamed"]);
    expect(await find("got")).toMatchObject({ state: "failed", message: "got.png is gone." });
    expect(await find("streamed")).toMatchObject({
      state: "failed",
      bytes: null,
      stream: {},
      ackedBytes: 0,
    });
    for (const id of ["here", "link", "other"]) expect(await find(id)).toMatchObject({ state: "sending" });
    expect(await find("paused")).toMatchObject({ state: "paused" });
    expect(await givenUp()).toEqual(["streamed"]);
  });

  it("no longer belong to a tab when they are tried again", async () => {
    for (const id of ["got", "streamed"])
      await addSend(item(id, { tabId: TAB, state: "failed", ...(id === "streamed" ? { stream: {} } : {}) }));
    await refetchSend("got");
    await refetchSend("streamed");
    expect(await find("got")).toMatchObject({ state: "fetching" });
    expect(await find("streamed")).toMatchObject({ state: "waiting" });
    expect(await failSendsOf(TAB, () => ({}))).toEqual([]);
  });
});

describe("a file whose bytes are still being got", () => {
  it("comes from its site when it goes on after a pause, and nothing that was under way changes it", async () => {
    await addSend(item("a", { state: "fetching", bytes: 0, gotBytes: 3 }));
    await pauseSends(["a"]);
    expect(await changeFetching("a", { gotBytes: 4 })).toBeUndefined();
    await resumeSends(["a"]);
    expect(await find("a")).toMatchObject({ state: "waiting", bytes: null, stream: {} });
  });

  it("can't be paused where only its page has them", async () => {
    await addSend(item("a", { state: "fetching", url: "blob:http://pics.test/1" }));
    await pauseSends(["a"]);
    expect(await find("a")).toMatchObject({ state: "fetching" });
  });
});
