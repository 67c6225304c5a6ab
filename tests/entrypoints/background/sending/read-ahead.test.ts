import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import { ReadAhead } from "../../../../entrypoints/background/sending/read-ahead.ts";
import type { SendItem } from "../../../../shared/extension/store/database.ts";
import { addSend, keepSendBlob, pauseSends, removeSend } from "../../../../shared/extension/store/sends.ts";

const item = (id: string): SendItem => ({
  id,
  state: "fetching",
  name: `${id}.png`,
  expects: "image",
  url: "https://a.test/",
  fidelity: "original",
  at: 0,
  bytes: 1,
  mediaType: "image/png",
  ackedBytes: 0,
});

const IDS = ["a", "b", "c"];

beforeEach(async () => {
  for (const id of IDS) {
    await removeSend(id);
    await addSend(item(id));
    await keepSendBlob(id, new Blob([id]), { state: "waiting" });
  }
});

describe("what is read ahead", () => {
  it("is what was asked for, with what comes next, each with its own bytes", async () => {
    const ahead = new ReadAhead(() => IDS);
    const taken = await Promise.all(IDS.map((id) => ahead.take(id)));
    expect(taken.map((one) => one?.item.id)).toEqual(IDS);
    expect(await Promise.all(taken.map((one) => one?.blob?.text()))).toEqual(IDS);
  });

  it("is given once: what failed and comes again is read anew", async () => {
    const ahead = new ReadAhead(() => IDS);
    await ahead.take("b");
    await removeSend("b");
    expect(await ahead.take("b")).toBeUndefined();
  });

  it("is not what the user has paused since, once that is known", async () => {
    const ahead = new ReadAhead(() => IDS);
    await ahead.take("a");
    await pauseSends(["b"]);
    await removeSend("c");
    ahead.clear();
    expect(await ahead.take("b")).toBeUndefined();
    expect(await ahead.take("c")).toBeUndefined();
  });

  it("is not what was dropped", async () => {
    const ahead = new ReadAhead(() => IDS);
    await ahead.take("a");
    await removeSend("b");
    ahead.drop("b");
    expect(await ahead.take("b")).toBeUndefined();
  });
});
