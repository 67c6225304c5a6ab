import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../companion/files/database.ts";
import { MAX_PASSED, OutboxRecords } from "../../companion/files/outbox-folder/outbox-records.ts";
import { homeAt } from "../../companion/home/home.ts";
import { message } from "../../shared/texts/message.ts";
import { saying } from "../../shared/texts/said.ts";
import { pagewire } from "../support/companion-process.ts";

let home: ReturnType<typeof homeAt>;
beforeEach(() => {
  home = homeAt(mkdtempSync(path.join(tmpdir(), "pagewire-passed-")));
  mkdirSync(home.state, { mode: 0o700 });
});
afterEach(() => rmSync(home.root, { recursive: true }));

describe("pagewire outbox with more files passed over than it names", () => {
  it("says how many more there are, and nothing of that where it names all", async () => {
    const database = openDatabase(home.database);
    const records = new OutboxRecords(database);
    const passed = (count: number): void =>
      records.setPassed(
        new Map(Array.from({ length: count }, (_, at) => [`${at}.txt`, saying(message("passed.hidden"))])),
      );
    passed(MAX_PASSED + 3);
    const told = (await pagewire(home.root, ["outbox"])).stderr.trim().split("\n");
    expect(told.filter((line) => line.includes(".txt is not sent: it is hidden"))).toHaveLength(MAX_PASSED);
    expect(told.filter((line) => line.includes("not named here"))).toEqual([
      "Files in the Outbox folder that are not sent either, and not named here: 3",
    ]);
    passed(2);
    expect((await pagewire(home.root, ["outbox"])).stderr).not.toContain("not named here");
    database.close();
  });
});
