import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, it } from "vitest";
import { openDatabase } from "../../../../companion/files/database.ts";
import { ReceivedFeed } from "../../../../companion/files/incoming/received-feed.ts";
import { openHook } from "../../../../companion/files/incoming/received-hook.ts";
import { ReceivedIndex } from "../../../../companion/files/received/received-index.ts";
import type { ReceivedRecord } from "../../../../companion/files/received/received-record.ts";
import { homeAt } from "../../../../companion/home/home.ts";
import { prepareHome } from "../../../../companion/home/home-folders.ts";
import { Listeners } from "../../../../companion/process/listeners.ts";
import { eventually } from "../../../support/eventually.ts";

/** Reads what it is told only when the gate is open, and writes down how long that was. */
const PROGRAM = `
  import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
  const folder = process.argv[2];
  writeFileSync(folder + "/begun", "");
  while (!existsSync(folder + "/gate") && existsSync(folder)) await new Promise((resolve) => setTimeout(resolve, 20));
  writeFileSync(folder + "/next", String(readFileSync(0).byteLength));
  renameSync(folder + "/next", folder + "/told");
`;
const SOURCES = 100;
const TITLE = "t".repeat(8_000);

const folder = mkdtempSync(path.join(tmpdir(), "pagewire-hook-"));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("a record that a program has not read to its end when the companion stops is told again after the next start", async () => {
  const home = homeAt(path.join(folder, "home"));
  prepareHome(home);
  writeFileSync(path.join(folder, "program.mjs"), PROGRAM);
  const database = openDatabase(home.database);
  const index = new ReceivedIndex(database, home.inbox);
  const source = (at: number) => ({ url: "https://pages.test/", title: TITLE, at });
  const record = { client: "c", id: "r", name: "a", type: "text/plain", bytes: 1, sha256: "0".repeat(64) };
  const [seq = 0] = index.add([
    { ...record, fidelity: "original", receivedAt: 1, staged: "x", source: source(0) },
  ]);
  for (let at = 1; at < SOURCES; at += 1) index.repeat(seq, { client: "c", id: `${at}`, source: source(at) });
  index.settle([seq]);
  database.exec("INSERT INTO hook (id, handed_over) VALUES (1, 0)");
  const feed = new ReceivedFeed({ index, inbox: { onReceived: () => () => undefined } });
  const open = () =>
    openHook([process.execPath, path.join(folder, "program.mjs"), folder], {
      database,
      index,
      feed,
      home,
      log: () => undefined,
      tell: () => undefined,
    });
  const first = open();
  await eventually("the program", () => existsSync(path.join(folder, "begun")));
  await first?.close();
  const handedOver = () => Number(database.prepare("SELECT handed_over FROM hook").get()?.handed_over);
  expect(handedOver()).toBe(0);
  writeFileSync(path.join(folder, "gate"), "");
  const second = open();
  await eventually("the record", () => existsSync(path.join(folder, "told")));
  expect(Number(readFileSync(path.join(folder, "told"), "utf8"))).toBeGreaterThan(SOURCES * TITLE.length);
  await eventually("the program's end", () => handedOver() === seq);
  await second?.close();
  feed.close();
  database.close();
});

it("a number that no file has yet keeps none from the program", async () => {
  const home = homeAt(path.join(folder, "home"));
  prepareHome(home);
  const database = openDatabase(home.database);
  const index = new ReceivedIndex(database, home.inbox);
  database.exec("INSERT INTO hook (id, handed_over) VALUES (1, 9223372036854775807)");
  const news = new Listeners<[ReceivedRecord]>(() => undefined);
  const feed = new ReceivedFeed({ index, inbox: { onReceived: (listener) => news.add(listener) } });
  const log: string[] = [];
  const options = {
    database,
    index,
    feed,
    home,
    log: (event: string) => log.push(event),
    tell: () => undefined,
  };
  const hook = openHook([process.execPath, "-e", ""], options);
  const record = { client: "c", id: "r", name: "a", type: "text/plain", bytes: 1, sha256: "0".repeat(64) };
  const seqs = index.add([{ ...record, fidelity: "original", receivedAt: 1, staged: "x" }]);
  index.settle(seqs);
  for (const received of index.after(0).records) news.tell(received);
  const handedOver = () => database.prepare("SELECT CAST(handed_over AS REAL) AS seq FROM hook").get()?.seq;
  await eventually("the program's end", () => handedOver() === seqs[0]);
  expect(log).toEqual([]);
  await hook?.close();
  feed.close();
  database.close();
});
