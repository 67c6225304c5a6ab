/** One companion a home folder: a lock that the system itself takes back when the process ends. */

import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { HomeUnusable, reason } from "./files/home.ts";

/** Another companion serves this home folder. */
export class AlreadyRunning extends Error {
  override readonly name = "AlreadyRunning";
  readonly code = "already_running";
}

/** A command that only looks holds its look for a moment: a start waits that long. */
const LOOKING_TAKES_MS = 200;

export interface Lock {
  release(): void;
}

/**
 * Takes the lock or throws `AlreadyRunning`. It is an exclusive SQLite transaction that is never ended: unlike
 * a file with a process id in it, it can't be left behind by a crash.
 */
export function takeLock(file: string): Lock {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: LOOKING_TAKES_MS });
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch (error) {
    database?.close();
    if (isBusy(error)) {
      throw new AlreadyRunning(
        "Pagewire is already running for this home folder: use it, or stop it with `npx pagewire stop`.",
      );
    }
    throw new HomeUnusable(
      `${file} can't be locked (${reason(error)}): check the folder, then start again.`,
      { cause: error },
    );
  }
  const held = database;
  return { release: () => held.close() };
}

/** Whether some companion holds the lock now. Looking makes nothing, and takes the lock from nobody. */
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
  return error instanceof Error && /locked|busy/i.test(error.message);
}
