/** The file of the price history: opened, and begun anew where it is damaged; it can all be had again. */

import { existsSync, renameSync, rmSync, statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { type Message, message } from "../../../shared/texts/message.ts";
import type { Log } from "../../process/log.ts";
import { giveMode, PRIVATE_FILE_MODE } from "../../process/private-mode.ts";
import { reason } from "../../process/system-error.ts";

/** How long another process that reads beside it may hold it. */
const BUSY_TIMEOUT_MS = 2_000;
/** Up to this size the file is read through at each start, in some tens of milliseconds; later damage shows at its reading. */
const CHECKED_BYTES = 32 * 1024 * 1024;
/** SQLite's results for a file that is damaged, or none of its own (sqlite.org/rescode.html). */
const DAMAGED = new Set([11, 26]);

export interface DatabaseOptions {
  readonly log: Log;
  /** One sentence for the person at the terminal. */
  readonly tell: (what: Message) => void;
}

/** Opens or makes it; never throws: without a usable file prices are shown all the same. The caller closes it. */
export function openPriceDatabase(file: string, { log, tell }: DatabaseOptions): DatabaseSync {
  try {
    return openFile(file);
  } catch (error) {
    log("prices.not-opened", { error });
    if (isDamage(error)) {
      try {
        const aside = putAside(file);
        tell(message("venue.damaged", { file: aside }));
        return openFile(file);
      } catch (second) {
        log("prices.not-opened", { error: second });
      }
    }
    tell(message("venue.no-history", { reason: reason(error) }));
    return withPragmas(new DatabaseSync(":memory:"));
  }
}

class Damaged extends Error {}

function openFile(file: string): DatabaseSync {
  const isNew = !existsSync(file);
  const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    withPragmas(database);
    if (!isNew && statSync(file).size <= CHECKED_BYTES) {
      const [row] = database.prepare("PRAGMA quick_check(1)").all();
      if (Object.values(row ?? {})[0] !== "ok") throw new Damaged("The check found damage.");
    }
    giveMode(file, PRIVATE_FILE_MODE);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** NORMAL: a commit does not wait for the disk. What a power cut takes is asked of the venue again. */
function withPragmas(database: DatabaseSync): DatabaseSync {
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
  return database;
}

function isDamage(error: unknown): boolean {
  if (error instanceof Damaged) return true;
  return error instanceof Error && "errcode" in error && DAMAGED.has(Number(error.errcode) & 0xff);
}

/** The one that was put aside before makes room: one is enough to look into. */
function putAside(file: string): string {
  const aside = `${file}.damaged`;
  renameSync(file, aside);
  for (const ending of ["-wal", "-shm"]) rmSync(file + ending, { force: true });
  return aside;
}
