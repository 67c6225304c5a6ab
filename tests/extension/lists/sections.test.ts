import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import { daySpans } from "../../../shared/extension/lists/days.ts";
import { receivedLayout, sentLayout } from "../../../shared/extension/lists/layouts.ts";
import { readWindow, searchSections } from "../../../shared/extension/lists/sections.ts";
import { database, type ReceivedItem, type ReceivedState } from "../../../shared/extension/store/database.ts";

const NOW = new Date(2026, 10, 28, 14, 0).getTime();
const DAY = 86_400_000;
const item = (id: string, state: ReceivedState, at: number): ReceivedItem => ({
  id,
  state,
  at,
  name: `${id}.txt`,
  mediaType: "text/plain",
  bytes: 1,
  sha256: "00",
  storedBytes: 1,
});

async function put(...items: readonly object[]): Promise<void> {
  const db = await database();
  for (const one of items) await db.put("received", one as ReceivedItem);
}

beforeEach(async () => {
  const db = await database();
  await Promise.all([db.clear("received"), db.clear("sends")]);
});

describe("the list of received files", () => {
  it("has what needs the user first, then what is coming, then days from the newest", async () => {
    await put(
      item("old", "stored", new Date(2026, 8, 3).getTime()),
      item("today-1", "stored", NOW - 1_000),
      item("today-2", "stored", NOW - 500),
      item("yesterday", "stored", NOW - DAY),
      item("coming", "receiving", NOW),
      item("failed", "failed", NOW - 9 * DAY),
      item("gone", "declined", NOW),
      { ...item("deleted", "deleted", NOW), deleted: { at: NOW, was: "stored" } },
    );
    const layout = await receivedLayout(NOW);
    expect(layout.sections.map(({ key, count }) => [key.split(" ")[0], count])).toEqual([
      ["needs", 1],
      ["running", 1],
      ["day", 2],
      ["day", 1],
      ["month", 1],
    ]);
    const ids = async (from: number, to: number): Promise<string[]> =>
      (await readWindow("received", layout, from, to)).map(({ id }) => id);
    const all = ["failed", "coming", "today-2", "today-1", "yesterday", "old"];
    expect(await ids(0, layout.total)).toEqual(all);
    for (let from = 0; from < all.length; from += 1)
      expect(await ids(from, from + 2)).toEqual(all.slice(from, from + 2));
  });

  it("has damaged entries too, also where no index finds them", async () => {
    await put({ id: "timeless", state: "stored" }, { id: "never", state: "stored", at: "never" });
    await put({ id: "late", state: "stored", at: 8.7e15 });
    const layout = await receivedLayout(NOW);
    expect((await readWindow("received", layout, 0, 10)).map(({ id }) => id)).toEqual([
      "timeless",
      "never",
      "late",
    ]);
  });

  it("is searched in its order", async () => {
    await put(...Array.from({ length: 1_200 }, (_, index) => item(`n${index}`, "stored", NOW - index)));
    const layout = await receivedLayout(NOW);
    const found = await searchSections("received", layout, ({ name }) => name.includes("99"), 3);
    expect(found.map(({ id }) => id)).toEqual(["n99", "n199", "n299"]);
  });
});

describe("the beginning of a list", () => {
  it("is what is read of the whole list first, counted no further than it has to be", async () => {
    await put(item("coming", "receiving", NOW), item("old", "stored", NOW - 20 * DAY));
    await put(...Array.from({ length: 30 }, (_, index) => item(`n${index}`, "stored", NOW - index)));
    const beginning = await receivedLayout(NOW, 10);
    expect(beginning).toMatchObject({ isBeginning: true, total: 31 });
    const [some, all] = [
      await readWindow("received", beginning, 0, 10),
      await readWindow("received", await receivedLayout(NOW), 0, 10),
    ];
    expect(some.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  });
});

describe("an empty list", () => {
  it("has no sections", async () => {
    expect(await sentLayout(NOW)).toEqual({ sections: [], parts: [], total: 0 });
  });
});

describe("days", () => {
  it("cover all time without a gap, the last week by days, what is older by months", () => {
    const spans = daySpans(NOW, new Date(2025, 0, 15).getTime());
    expect(spans.slice(0, 8).map(({ kind }) => kind)).toEqual([...Array(7).fill("day"), "month"]);
    for (const [index, { from }] of spans.entries()) expect(spans[index + 1]?.to ?? from).toBe(from);
    expect(spans.at(-1)?.from).toBeLessThanOrEqual(new Date(2025, 0, 15).getTime());
  });

  it("end in one heading for whatever is older still", () => {
    const spans = daySpans(NOW, 0);
    expect(spans.length).toBeLessThan(60);
    expect(spans.at(-1)?.from).toBe(0);
  });
});
