/** Programs of two other users of this computer, who need no account: root may run as anybody. */

import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export const VICTIM = 4343;
export const ATTACKER = 4242;
export const COMMAND = path.resolve(import.meta.dirname, "../../companion/main.ts");

const isRoot = process.getuid?.() === 0;

/** Runs a program to its end as a user, with nothing of this process's environment but what it needs. */
export function runAs(
  uid: number,
  words: readonly string[],
  env: NodeJS.ProcessEnv = {},
): SpawnSyncReturns<string> {
  const [program = "", ...rest] = words;
  return spawnSync(program, rest, {
    ...(isRoot ? { uid, gid: uid } : {}),
    cwd: "/",
    encoding: "utf8",
    env: { PATH: process.env.PATH, HOME: "/dev/null", ...env },
  });
}

/** Whether the tests can be what they need to be; says so where they can't. */
export function canBeOthers(): boolean {
  if (!isRoot) {
    console.warn("The tests with other users of the computer need root to run as them: they are skipped.");
    return false;
  }
  if (runAs(VICTIM, [process.execPath, COMMAND, "--version"]).status === 0) return true;
  console.warn("The tests with other users need a checkout that everybody can read: they are skipped.");
  return false;
}

/** A temporary folder that everybody may write into, as `/tmp` is, with what users made there. */
export interface SharedFolder {
  readonly place: string;
  /** A folder of a user's own in it. */
  folderOf(uid: number, mode?: number): string;
  remove(): void;
}

export function openSharedFolder(): SharedFolder {
  const place = mkdtempSync(path.join(tmpdir(), "pagewire-shared-"));
  chmodSync(place, 0o1777);
  return {
    place,
    folderOf(uid, mode = 0o700) {
      const folder = mkdtempSync(path.join(place, `of-${uid}-`));
      chmodSync(folder, mode);
      chownSync(folder, uid, uid);
      return folder;
    },
    remove: () => rmSync(place, { recursive: true, force: true }),
  };
}
