/** What a lane's dialogue works with, over a home folder and a database of its own on the disk. */

import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openDatabase } from "../../companion/files/database.ts";
import { Inbox } from "../../companion/files/incoming/inbox.ts";
import { Outbox } from "../../companion/files/outgoing/outbox.ts";
import { homeAt } from "../../companion/home/home.ts";
import { prepareHome } from "../../companion/home/home-folders.ts";
import { LaneClaims } from "../../companion/server/lanes/lane-claims.ts";
import type { LaneServices } from "../../companion/server/lanes/lane-files.ts";
import { RangeFiles } from "../../companion/server/lanes/range-files.ts";
import { laneFiles } from "./lane-files-of.ts";

export interface OpenLaneServices {
  readonly services: LaneServices;
  readonly outbox: Outbox;
  /** Has a file wait for any browser; returns its id. */
  queue(bytes: Buffer, name: string): Promise<string>;
  close(): Promise<void>;
}

/** Whoever opens them closes them. */
export async function openLaneServices(): Promise<OpenLaneServices> {
  const root = await mkdtemp(path.join(tmpdir(), "pagewire-lane-"));
  const home = homeAt(root);
  prepareHome(home);
  const database = openDatabase(home.database);
  const log = (): void => undefined;
  const inbox = new Inbox({ home, database, maxFileBytes: undefined, accepts: () => true, log });
  const outbox = new Outbox(database, home.outgoing);
  return {
    services: {
      files: laneFiles({ database, home, inbox, outbox }),
      claims: new LaneClaims(),
      ranges: new RangeFiles(log),
      log,
      onRefused: () => undefined,
    },
    outbox,
    async queue(bytes, name) {
      const id = randomBytes(16).toString("hex");
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      await writeFile(path.join(home.outgoing, id), bytes);
      outbox.enqueue({ id, bytes: bytes.length, mediaType: "text/plain", sha256 }, name, null, 0);
      return id;
    },
    async close() {
      database.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}
