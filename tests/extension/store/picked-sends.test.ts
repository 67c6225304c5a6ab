import "fake-indexeddb/auto";
import { describe, expect, it } from "vitest";
import type { SendItem } from "../../../shared/extension/store/database.ts";
import { keepPicked, keepThumbnails, notePicked } from "../../../shared/extension/store/picked-sends.ts";
import { findSends, pauseSends, removeSend, sendBlob } from "../../../shared/extension/store/sends.ts";

const item = (id: string): SendItem => ({
  id,
  state: "fetching",
  name: `${id}.png`,
  expects: "image",
  url: `http://img.test/${id}.png`,
  fidelity: "original",
  at: 1,
  bytes: 3,
  mediaType: "image/png",
  ackedBytes: 0,
});
const bytes = (id: string) => ({ id, blob: new Blob(["abc"]) });
const states = async (...ids: string[]): Promise<(string | undefined)[]> =>
  (await findSends(ids)).map((found) => found?.state);

describe("many pictures that are chosen together", () => {
  it("are all noted before any bytes are kept, and wait as soon as theirs are", async () => {
    await notePicked([item("a"), item("b")]);
    expect(await states("a", "b")).toEqual(["fetching", "fetching"]);
    await keepPicked([bytes("a")]);
    expect(await states("a", "b")).toEqual(["waiting", "fetching"]);
    expect(await sendBlob("a")).toBeDefined();
    expect(await sendBlob("b")).toBeUndefined();
  });

  it("stay as they are where they were removed or paused meanwhile", async () => {
    await notePicked([item("c"), item("d")]);
    await removeSend("c");
    await pauseSends(["d"]);
    await keepPicked([bytes("c"), bytes("d")]);
    expect(await states("c", "d")).toEqual([undefined, "paused"]);
    expect(await sendBlob("c")).toBeUndefined();
  });

  it("get their small pictures later, as far as they are still there", async () => {
    await keepThumbnails(
      new Map([
        ["a", new Blob(["x"])],
        ["gone", new Blob(["x"])],
      ]),
    );
    expect((await findSends(["a", "gone"])).map((found) => found?.thumbnail !== undefined)).toEqual([
      true,
      false,
    ]);
  });
});
