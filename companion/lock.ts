/** One companion a home folder: a lock that the system itself takes back when the process ends. */

import { DatabaseSync } from "node:sqlite";
import { HomeUnusable, reason } from "./files/home.ts";

/** Another companion serves this home folder. */
export class AlreadyRunning extends Error {
  override readonly name = "AlreadyRunning";
  readonly code = "already_running";
}

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
    database = new DatabaseSync(file, { timeout: 0 });
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch (error) {
    database?.close();
    if (error instanceof Error && /locked|busy/i.test(error.message)) {
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

/** Whether some companion holds the lock now. */
export function isLocked(file: string): boolean {
  try {
    takeLock(file).release();
    return false;
  } catch (error) {
    return error instanceof AlreadyRunning;
  }
}
