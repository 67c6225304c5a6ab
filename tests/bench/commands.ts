/** How long the commands take that prompts and scripts type again and again, beside a bare Node that does nothing; and `latest` in a full inbox. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type CompanionProcess, openCompanion, pagewire } from "../support/companion-process.ts";
import { offerOf, openLane, pairBy, sendOver, ticketOf } from "../support/node-browser.ts";
import { type Figure, figure } from "./figure.ts";

const ROUNDS = 21;
const FILES = 10_000;
const COMMAND = path.resolve(import.meta.dirname, "../../companion/pagewire.mjs");

export async function measureCommands(rounds = ROUNDS): Promise<Figure[]> {
  const cache = await mkdtemp(path.join(tmpdir(), "pagewire-bench-"));
  await mkdir(path.join(cache, "pagewire", "compile-cache"), { recursive: true, mode: 0o700 });
  const companion = await openCompanion();
  const crowded = await openCompanion();
  try {
    await receive(companion, "first.txt");
    await receive(crowded, "first.txt");
    fill(path.join(crowded.home, ".state", "index.sqlite"), FILES);
    await receive(crowded, "last.txt");
    const took = async (...words: string[]): Promise<number> => {
      const begun = performance.now();
      const env = { ...process.env, XDG_CACHE_HOME: cache };
      await once(spawn(process.execPath, words, { env, stdio: "ignore" }), "exit");
      return performance.now() - begun;
    };
    const bare: number[] = [];
    const latest: number[] = [];
    const status: number[] = [];
    const full: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const nothing = await took("-e", "0");
      const newest = await took(COMMAND, "latest", "--home", companion.home);
      const newestOfMany = await took(COMMAND, "latest", "--home", crowded.home);
      const said = await took(COMMAND, "status", "--home", companion.home);
      // The first round warms the caches and does not count.
      if (round === 0) continue;
      bare.push(nothing);
      latest.push(newest);
      full.push(newestOfMany);
      status.push(said);
    }
    return [
      figure("latest", "ms", latest, { to: "a bare node", values: bare }),
      figure("status", "ms", status, { to: "a bare node", values: bare }),
      figure(`latest of ${FILES} files`, "ms", full, { to: "latest", values: latest }),
    ];
  } finally {
    await companion.close();
    await crowded.close();
    await rm(cache, { recursive: true, force: true });
  }
}

async function receive({ port, home }: CompanionProcess, name: string): Promise<void> {
  const { objects } = await pagewire(home, ["pair"]);
  const lane = await openLane(port, await ticketOf(await pairBy(String(objects[0]?.pairUrl))));
  await sendOver(lane, offerOf(Buffer.from(name), { name }), Buffer.from(name));
  lane.socket.terminate();
}

/** As many records as it takes, each like the one that is there. */
function fill(file: string, count: number): void {
  const database = new DatabaseSync(file, { timeout: 5_000 });
  const columns = database
    .prepare("SELECT name FROM pragma_table_info('received')")
    .all()
    .map(({ name }) => String(name))
    .filter((name) => name !== "seq" && name !== "id" && name !== "name");
  database.exec(
    `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${count})
     INSERT INTO received (id, name, ${columns.join(", ")})
     SELECT printf('%032x', n), printf('file-%d.txt', n), ${columns.join(", ")}
     FROM numbers, (SELECT ${columns.join(", ")} FROM received LIMIT 1)`,
  );
  database.close();
}
