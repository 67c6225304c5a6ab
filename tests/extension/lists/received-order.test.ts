import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import { placeOf } from "../../../shared/extension/lists/received-order.ts";
import { database, type ReceivedItem } from "../../../shared/extension/store/database.ts";

const item = (id: string, at: number, state: ReceivedItem["state"] = "stored"): ReceivedItem => ({
  id,
  at,
  state,
  name: id,
  bytes: 1,
  storedBytes: 1,
  mediaType: "",
  sha256: "00",
});

const put = async (...items: ReceivedItem[]): Promise<void> => {
  const db = await database();
  for (const one of items) await db.put("received", one);
};

beforeEach(async () => {
  await (await database()).clear("received");
});

describe("the place of a received file", () => {
  it("is among the whole ones, newest first", async () => {
    const [a, b, c] = [item("a", 1), item("b", 2), item("c", 3)];
    await put(a, b, c, item("coming", 4, "receiving"), item("gone", 2, "declined"));
    expect(await placeOf(c)).toEqual({
      place: 1,
      count: 3,
      previous: undefined,
      next: "b",
      first: "c",
      last: "a",
    });
    expect(await placeOf(b)).toEqual({ place: 2, count: 3, previous: "c", next: "a", first: "c", last: "a" });
    expect(await placeOf(a)).toEqual({
      place: 3,
      count: 3,
      previous: "b",
      next: undefined,
      first: "c",
      last: "a",
    });
  });

  it("leads through files of one moment, each once", async () => {
    const items = ["d", "a", "c", "b"].map((id) => item(id, 5));
    await put(...items, item("e", 6));
    const way: string[] = [];
    for (let id: string | undefined = "e"; id !== undefined; ) {
      const here: ReceivedItem | undefined = await (await database()).get("received", id);
      if (!here) break;
      way.push(id);
      const place = await placeOf(here);
      expect(place.place).toBe(way.length);
      id = place.next;
    }
    expect(way).toEqual(["e", "d", "c", "b", "a"]);
  });

  it("leaves out what is damaged", async () => {
    await put(item("a", 1), { ...item("b", 2), bytes: -1 }, item("c", 3));
    expect(await placeOf(item("c", 3))).toMatchObject({ next: "a" });
  });
});
