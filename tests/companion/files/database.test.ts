import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDatabase, openDatabaseForReading } from "../../../companion/files/database.ts";
import { ReceivedIndex } from "../../../companion/files/received/received-index.ts";

let folder: string;
let file: string;
const opened: DatabaseSync[] = [];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "pagewire-database-"));
  file = path.join(folder, "index.sqlite");
  firstVersion();
});
afterEach(async () => {
  for (const database of opened.splice(0)) database.close();
  await rm(folder, { recursive: true });
});

const kept = (database: DatabaseSync | undefined): DatabaseSync => {
  if (!database) throw new Error("there is no database");
  opened.push(database);
  return database;
};

/** The tables of a record as the first version made them, with a file of that time. */
function firstVersion(): void {
  const database = new DatabaseSync(file);
  database.exec(`
    PRAGMA journal_mode = WAL;
    CREATE TABLE received (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      client TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, bytes INTEGER NOT NULL,
      sha256 TEXT NOT NULL, fidelity TEXT NOT NULL, received_at INTEGER NOT NULL, staged TEXT,
      UNIQUE (client, id)
    ) STRICT;
    CREATE TABLE sources (
      received INTEGER NOT NULL REFERENCES received (seq) ON DELETE CASCADE,
      url TEXT NOT NULL, page_url TEXT, title TEXT, alt TEXT, at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE repeated (
      client TEXT NOT NULL, id TEXT NOT NULL, received INTEGER NOT NULL REFERENCES received (seq) ON DELETE CASCADE,
      PRIMARY KEY (client, id)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO received (client, id, name, type, bytes, sha256, fidelity, received_at)
      VALUES ('c', 'old', 'old.png', 'image/png', 1, 'ab', 'original', 0);
    INSERT INTO sources (received, url, at) VALUES (1, 'https://old.test/', 0);`);
  database.close();
}

const OLD = {
  id: "old",
  name: "old.png",
  type: "image/png",
  bytes: 1,
  sha256: "ab",
  fidelity: "original",
  sources: [
    { url: "https://old.test/", pageUrl: null, title: null, alt: null, at: "1970-01-01T00:00:00.000Z" },
  ],
  receivedAt: "1970-01-01T00:00:00.000Z",
};

const fresh = {
  client: "c",
  id: "new",
  name: "new.png",
  type: "image/png",
  bytes: 1,
  sha256: "cd",
  fidelity: "screenshot",
  how: "cut",
  receivedAt: 1,
  staged: "x",
} as const;

describe("a database of an older version", () => {
  it("is taken over with all that is in it, once and again, and takes what it had no place for", () => {
    for (const _ of ["once", "again"]) {
      const index = new ReceivedIndex(kept(openDatabase(file)), folder);
      expect(index.after(0).records).toEqual([
        { ...OLD, path: path.join(folder, "old.png"), relativePath: "old.png" },
      ]);
    }
    const index = new ReceivedIndex(kept(openDatabase(file)), folder);
    index.settle(index.add([fresh]));
    expect(index.find("c", "new")).toMatchObject({ fidelity: "screenshot", how: "cut" });
  });

  it("is read as it is, and by the same reader once a companion has taken it over", () => {
    const reader = new ReceivedIndex(kept(openDatabaseForReading(file)), folder);
    expect(reader.newest()).toEqual([1]);
    expect(reader.at(1)).toEqual({ ...OLD, path: path.join(folder, "old.png"), relativePath: "old.png" });
    expect(reader.find("c", "old")?.name).toBe("old.png");
    const index = new ReceivedIndex(kept(openDatabase(file)), folder);
    index.settle(index.add([fresh]));
    expect(reader.after(1).records).toMatchObject([{ name: "new.png", how: "cut" }]);
  });
});
