/** One companion a home folder: a lock that the system itself takes back when the process ends. */

import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { message } from "../../shared/texts/message.ts";
import { SaidError } from "../../shared/texts/said.ts";
import { errorCode, reason } from "../process/system-error.ts";
import { keepsLocks } from "./disk-trials.ts";
import { HomeUnusable } from "./home.ts";

/** Another companion serves this home folder. */
export class AlreadyRunning extends SaidError {
  override readonly name = "AlreadyRunning";
  readonly code = "already_running";
}

/** A command that only looks holds the file for a moment: a start waits this long. */
const LOOKING_TAKES_MS = 200;

export interface Lock {
  release(): void;
}

/**
 * Takes the lock or throws `AlreadyRunning`. It is an exclusive SQLite transaction that is never ended: unlike
 * a file with a process id in it, it can't outlive a crash.
 */
export function takeLock(file: string): Lock {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: LOOKING_TAKES_MS });
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch (error) {
    database?.close();
    if (keepsLocks(path.dirname(file)) === false) {
      // What can't be locked is not left behind for commands to ask.
      rmSync(file, { force: true });
      throw new HomeUnusable(message("home.no-locks", { folder: path.dirname(file) }), { cause: error });
    }
    if (isBusy(error)) {
      throw new AlreadyRunning(message("home.running"));
    }
    throw new HomeUnusable(message("home.not-locked", { file, reason: reason(error) }), { cause: error });
  }
  const held = database;
  return { release: () => held.close() };
}

/** Whether some companion holds the lock now. Looking makes no file and disturbs no lock. */
export function isLocked(file: string): boolean {
  if (!existsSync(file)) return false;
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { readOnly: true, timeout: 0 });
    database.prepare("SELECT count(*) FROM sqlite_schema").get();
    return false;
  } catch (error) {
    return isBusy(error);
  } finally {
    database?.close();
  }
}

function isBusy(error: unknown): boolean {
  return errorCode(error) === "EBUSY";
}
