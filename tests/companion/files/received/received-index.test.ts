import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../../../companion/files/database.ts";
import { ReceivedFeed } from "../../../../companion/files/incoming/received-feed.ts";
import { ReceivedIndex } from "../../../../companion/files/received/received-index.ts";
import {
  MAX_REPEATS_PER_FILE,
  MAX_SOURCES_PER_FILE,
} from "../../../../companion/files/received/received-sources.ts";
import type { Source } from "../../../../shared/protocol/source.ts";

const RECEIVED_AT = Date.UTC(2026, 10, 28);

let folder: string;
let database: DatabaseSync;
let index: ReceivedIndex;
const damaged: string[] = [];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "pagewire-index-"));
  database = openDatabase(path.join(folder, "index.sqlite"));
  damaged.length = 0;
  index = new ReceivedIndex(database, folder, (seq, name) => damaged.push(`${seq} ${name}`));
});
afterEach(async () => {
  database.close();
  await rm(folder, { recursive: true });
});

const source = (at: number, url = "https://site.test/"): Source => ({ url, at });

/** A finished file. */
function add(name: string, from?: Source): number {
  const [seq = 0] = index.add([
    {
      client: "c",
      id: name,
      name,
      type: "text/plain",
      bytes: 1,
      sha256: name,
      fidelity: "original",
      receivedAt: RECEIVED_AT,
      staged: name,
      ...(from === undefined ? {} : { source: from }),
    },
  ]);
  index.settle([seq]);
  return seq;
}

/** Writes what no version of ours would write today. */
const spoil = (column: string, value: bigint | number | string, name: string): void =>
  void database.prepare(`UPDATE received SET ${column} = ? WHERE name = ?`).run(value, name);
const spoilSource = (at: bigint | number, seq: number): void =>
  void database.prepare("UPDATE sources SET at = ? WHERE received = ?").run(at, seq);

const names = (): string[] => index.after(0).records.map(({ name }) => name);

describe("a record whose numbers no date and no number can hold", () => {
  it.each([8_640_000_000_000_001, -8_640_000_000_000_001, 2n ** 53n, 2n ** 62n, -(2n ** 63n)])(
    "is shown with when it came in place of when its source was taken, and reported once: %s",
    (at) => {
      add("before", source(1));
      spoilSource(at, add("bad", source(2)));
      add("behind", source(3));
      for (let look = 0; look < 2; look += 1) {
        expect(names()).toEqual(["before", "bad", "behind"]);
        expect(index.newest(2).map((seq) => index.at(seq)?.name)).toEqual(["bad", "behind"]);
        expect(index.find("c", "bad")?.sources[0]?.at).toBe(new Date(RECEIVED_AT).toISOString());
      }
      expect(damaged).toEqual(["2 bad"]);
    },
  );

  it.each([8_640_000_000_000_001, 2n ** 60n])("is shown with a time that stands for none: %s", (at) => {
    add("bad", source(2));
    spoil("received_at", at, "bad");
    expect(index.find("c", "bad")).toMatchObject({
      receivedAt: "1970-01-01T00:00:00.000Z",
      sources: [{ at: "1970-01-01T00:00:00.002Z" }],
    });
    expect(damaged).toEqual(["1 bad"]);
  });

  it.each([
    ["bytes", 2n ** 60n],
    ["name", "../outside"],
    ["name", ".."],
    ["name", "a\0b"],
    ["name", ""],
  ])("is left out where it names no file: %s %s", async (column, value) => {
    add("before");
    add("bad");
    add("behind");
    spoil(column, value, "bad");
    expect(names()).toEqual(["before", "behind"]);
    expect(index.newest(3)).toEqual([1, 2, 3]);
    expect(damaged).toHaveLength(1);
    const feed = new ReceivedFeed({ index, inbox: { onReceived: () => () => undefined } });
    const files = feed.read({ after: 0 });
    expect((await files.next()).value).toMatchObject({ name: "before", seq: 1 });
    expect((await files.next()).value).toMatchObject({ name: "behind", seq: 3 });
    feed.close();
  });

  it("keeps no other from being found by its content or settled after a crash", () => {
    add("before");
    add("bad");
    spoil("bytes", 2n ** 60n, "bad");
    expect(index.withContent("before", 1)).toEqual([{ seq: 1, folder: "", name: "before" }]);
    database.prepare("UPDATE received SET staged = 'part', seq = ? WHERE name = 'bad'").run(2n ** 61n);
    expect(index.unsettled().map(({ name }) => name)).toEqual(["bad"]);
  });
});

describe("how a file's bytes were had", () => {
  it("is what the first sending said, and nothing where that said nothing", () => {
    const record = {
      client: "c",
      type: "text/plain",
      bytes: 1,
      receivedAt: RECEIVED_AT,
      fidelity: "original",
    } as const;
    const [seq = 0, unsaid = 0] = index.add([
      { ...record, id: "a", name: "a", sha256: "a", staged: "a", how: "page-copy" },
      { ...record, id: "b", name: "b", sha256: "b", staged: "b" },
    ]);
    index.settle([seq, unsaid]);
    index.repeat(seq, { client: "c", id: "again", source: source(2) });
    expect(index.find("c", "again")).toMatchObject({ name: "a", how: "page-copy" });
    expect(index.at(unsaid)).not.toHaveProperty("how");
  });

  it("is no damage where only a newer version knows the word", () => {
    const seq = add("newer");
    spoil("how", "teleported", "newer");
    expect(index.at(seq)).not.toHaveProperty("how");
    expect(damaged).toEqual([]);
  });
});

describe("the sources of one file", () => {
  const count = (): number => Number(database.prepare("SELECT count(*) AS count FROM sources").get()?.count);

  it(`are the newest ${MAX_SOURCES_PER_FILE}, oldest first`, () => {
    const seq = add("one", source(0));
    for (let at = 1; at < MAX_SOURCES_PER_FILE + 50; at += 1)
      index.repeat(seq, { client: "c", id: `again ${at}`, source: source(at) });
    const { sources = [] } = index.at(seq) ?? {};
    expect(sources).toHaveLength(MAX_SOURCES_PER_FILE);
    expect(sources[0]?.at).toBe(new Date(50).toISOString());
    expect(sources.at(-1)?.at).toBe(new Date(MAX_SOURCES_PER_FILE + 49).toISOString());
    expect(count()).toBe(MAX_SOURCES_PER_FILE);
  });

  it("do not become more by one that is known", () => {
    const seq = add("one", source(0));
    for (let again = 0; again < 5; again += 1)
      index.repeat(seq, { client: "c", id: `again ${again}`, source: source(7) });
    expect(count()).toBe(2);
  });

  it("of an older version are read up to as many, and cut with the next", () => {
    const seq = add("one", source(0));
    const other = add("other", source(0));
    const insert = database.prepare(
      "INSERT INTO sources (received, url, at) VALUES (?, 'https://old.test/', ?)",
    );
    for (let at = 1; at <= 1_000; at += 1) insert.run(seq, at);
    expect(index.at(seq)?.sources).toHaveLength(MAX_SOURCES_PER_FILE);
    index.repeat(seq, { client: "c", id: "again", source: source(2_000) });
    expect(count()).toBe(MAX_SOURCES_PER_FILE + 1);
    expect(index.at(other)?.sources).toHaveLength(1);
  });

  it("are looked up and cut by an index, however many other files have", () => {
    const plan = (sql: string): string =>
      database
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all()
        .map(({ detail }) => String(detail))
        .join("\n");
    expect(plan("SELECT 1 FROM sources WHERE received = 1 ORDER BY rowid DESC LIMIT 100")).not.toMatch(
      /SCAN|TEMP/,
    );
    expect(
      plan("DELETE FROM repeated WHERE (client, id) IN (SELECT client, id FROM repeated WHERE received = 1)"),
    ).not.toMatch(/SCAN repeated(?! USING)/);
  });

  it(`and the transfers that brought it again are remembered up to ${MAX_REPEATS_PER_FILE}`, () => {
    const seq = add("one");
    for (let again = 0; again < MAX_REPEATS_PER_FILE + 20; again += 1)
      index.repeat(seq, { client: "c", id: `again ${again}` });
    expect(database.prepare("SELECT count(*) AS count FROM repeated").get()?.count).toBe(
      MAX_REPEATS_PER_FILE,
    );
    expect(index.find("c", `again ${MAX_REPEATS_PER_FILE + 19}`)?.name).toBe("one");
  });
});
