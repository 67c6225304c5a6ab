import { createHash, randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "../../companion/files/database.ts";
import { homeAt } from "../../companion/home/home.ts";
import { type CompanionProcess, openCompanion, pagewire, spoken } from "../support/companion-process.ts";
import { eventually } from "../support/eventually.ts";
import { openControl } from "../support/node-browser.ts";

/** One more than a date can hold. */
const BEYOND_MS = 8_640_000_000_000_001;
const HEX_ID = (): string => randomBytes(16).toString("hex");

let home: string;
let companion: CompanionProcess;
/** The id of a file in the queue whose row is spoiled. */
const damagedId = HEX_ID();

const names = (objects: readonly Readonly<Record<string, unknown>>[]): unknown[] =>
  objects.map(({ name }) => name);
const log = (): Promise<string> => readFile(homeAt(home).log, "utf8");
const inDatabase = (work: (database: DatabaseSync) => void): void => {
  const database = openDatabase(homeAt(home).database);
  work(database);
  database.close();
};

/** Puts a file by the owner's token; resolves with what is answered. */
async function put(name: string, at: number): Promise<{ readonly reason?: string; readonly name?: string }> {
  const token = (await readFile(homeAt(home).ownerToken, "utf8")).trim();
  const socket = await openControl(companion.port, token, "");
  try {
    const channel = socket.channel("files", {});
    await new Promise((resolve) => channel.join().receive("ok", resolve));
    const payload = {
      name,
      base64: Buffer.from(name).toString("base64"),
      source: { url: "https://site.test/", at },
    };
    return await new Promise((resolve) =>
      channel.push("put", payload).receive("ok", resolve).receive("error", resolve),
    );
  } finally {
    socket.disconnect();
  }
}

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), "pagewire-damaged-"));
  await mkdir(path.join(home, "copies"));
  const onReceived = ["cp", "-t", path.join(home, "copies")];
  await writeFile(path.join(home, "config.json"), JSON.stringify({ onReceived }));
  companion = await openCompanion({ home });
  for (const name of ["before.txt", "bad.txt", "nameless.txt", "behind.txt"]) await put(name, 1);
  await pagewire(home, ["send", "-", "--name", "waits.txt"], "waits");
  await companion.stop();
  // What an older version has taken, and what a hand or a broken disk may have left.
  inDatabase((database) => {
    database.exec(`UPDATE sources SET at = ${BEYOND_MS} WHERE received = 2;
      UPDATE received SET name = '../../outside.txt' WHERE seq = 3;
      UPDATE hook SET handed_over = 0;
      INSERT INTO received (client, id, name, type, bytes, sha256, fidelity, received_at, staged)
        VALUES ('c', 'i', 'stuck.txt', 'text/plain', 1, '', 'original', 0, 'c-i.part');
      INSERT INTO incoming (client, id, offer, begun_at) VALUES ('c', 'i', '{}', 0);`);
    database
      .prepare(
        "INSERT INTO outgoing (id, name, bytes, type, sha256, queued_at) VALUES (?, 'damaged', 1, '', ?, 9223372036854775807)",
      )
      .run(damagedId, createHash("sha256").digest("hex"));
  });
  // A folder in the place of a part can't be removed as one.
  await mkdir(path.join(homeAt(home).staging, "c-i.part/inside"), { recursive: true });
  await rm(path.join(home, "copies"), { recursive: true });
  await mkdir(path.join(home, "copies"));
  await companion.restart();
});
afterAll(async () => {
  await companion.close();
  await rm(home, { recursive: true, force: true, maxRetries: 3 });
});

describe("a companion over a database with records that can't be read", () => {
  it("lists all others, and the damaged one with what stands for its time, told once on stderr", async () => {
    const all = await pagewire(home, ["inbox"]);
    expect(all.status).toBe(0);
    expect(names(all.objects)).toEqual(["before.txt", "bad.txt", "behind.txt"]);
    const [, bad] = all.objects;
    expect(bad?.sources).toMatchObject([{ at: bad?.receivedAt }]);
    expect(all.stderr.split("\n").filter(Boolean)).toEqual([
      expect.stringContaining("Record 2 (bad.txt) is damaged"),
      expect.stringContaining("Record 3 ("),
    ]);
    expect(names((await pagewire(home, ["inbox", "--limit", "1"])).objects)).toEqual(["behind.txt"]);
    expect((await spoken(home, ["inbox"])).stdout.split("\n").filter(Boolean)).toHaveLength(3);
  });

  it("gives each readable file to the program of onReceived, also those that come later", async () => {
    await put("later.txt", 2);
    const copies = (): Promise<string[]> => readdir(path.join(home, "copies"));
    await eventually("the program", async () => (await copies()).length === 4);
    expect((await copies()).sort()).toEqual(["bad.txt", "before.txt", "behind.txt", "later.txt"]);
    expect(await log()).not.toContain("hook.stopped");
    expect((await log()).split('"inbox.record-damaged"')).toHaveLength(3);
    // One that can't be given its name holds back none of them.
    expect(await log()).toContain('"inbox.not-recovered","name":"stuck.txt"');
  });

  it("takes no such time any more, and lives", async () => {
    expect(await put("too late.txt", BEYOND_MS)).toMatchObject({ reason: "field_wrong" });
    expect(await put("last moment.txt", BEYOND_MS - 1)).toMatchObject({ name: "last moment.txt" });
    const { objects } = await pagewire(home, ["inbox", "--limit", "1"]);
    expect(objects[0]?.sources).toMatchObject([{ at: "+275760-09-13T00:00:00.000Z" }]);
  });

  it("lists what else waits for a browser, and takes the damaged row back", async () => {
    const { status, objects, stderr } = await pagewire(home, ["outbox"]);
    expect(status).toBe(0);
    expect(names(objects)).toEqual(["waits.txt"]);
    expect(stderr).toContain(`npx pagewire outbox --cancel ${damagedId}`);
    expect((await pagewire(home, ["outbox", "--cancel", damagedId])).status).toBe(0);
    expect((await pagewire(home, ["outbox"])).stderr).toBe("");
  });

  it("starts though something in its staging can't be removed, and says so in its log", async () => {
    expect(await log()).toContain("inbox.not-tidied");
    expect((await pagewire(home, ["status"])).objects).toMatchObject([{ running: true }]);
  });
});
