/** The home folder: where everything of one companion lies, and who may look into it. */

import { accessSync, chmodSync, constants, existsSync, lstatSync, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

/** Only the owner may look into the state folder or read what lies in it. */
const PRIVATE_DIRECTORY_MODE = 0o700;
export const PRIVATE_FILE_MODE = 0o600;

/** The paths of one home folder. */
export interface Home {
  readonly root: string;
  readonly inbox: string;
  readonly outbox: string;
  readonly config: string;
  readonly state: string;
  /** Files on their way in, on the inbox's own file system so that a rename finishes them. */
  readonly staging: string;
  /** Copies of files on their way out: what is sent is what lay there when it was sent. */
  readonly outgoing: string;
  /** Where files get second names while they are marked with where they came from. */
  readonly marks: string;
  readonly database: string;
  readonly lock: string;
  readonly running: string;
  readonly keys: string;
  readonly ownerToken: string;
  readonly log: string;
  /** What the programs of `onReceived` print. */
  readonly hookOutput: string;
}

/** The home folder can't be used; the message says which part and what to do. */
export class HomeUnusable extends Error {
  override readonly name = "HomeUnusable";
  readonly code = "home_unusable";
}

/** Which folder a command works in: `--home`, else `$PAGEWIRE_HOME`, else `~/Pagewire`. */
export function homePath(option: string | undefined, environment: NodeJS.ProcessEnv = process.env): string {
  return path.resolve(option || environment.PAGEWIRE_HOME || path.join(homedir(), "Pagewire"));
}

/** The layout under a root; touches nothing. */
export function homeAt(root: string): Home {
  const state = path.join(root, ".state");
  return {
    root,
    inbox: path.join(root, "Inbox"),
    outbox: path.join(root, "Outbox"),
    config: path.join(root, "config.json"),
    state,
    staging: path.join(state, "staging"),
    outgoing: path.join(state, "outgoing"),
    marks: path.join(state, "marks"),
    database: path.join(state, "index.sqlite"),
    lock: path.join(state, "lock.sqlite"),
    running: path.join(state, "running.json"),
    keys: path.join(state, "keys.json"),
    ownerToken: path.join(state, "owner-token"),
    log: path.join(state, "companion.log"),
    hookOutput: path.join(state, "hook.log"),
  };
}

/** Makes the folders that are missing. Throws `HomeUnusable` with one sentence where that can't be done. */
export function prepareHome(home: Home): void {
  makeFolder(home.root);
  for (const folder of [home.inbox, home.outbox]) makeFolder(folder);
  for (const folder of [home.state, home.staging, home.outgoing]) {
    makeFolder(folder, PRIVATE_DIRECTORY_MODE);
    guard(folder, () => chmodSync(folder, PRIVATE_DIRECTORY_MODE));
  }
}

/**
 * Checks what is there already and makes nothing; `false` where nothing is there yet. Throws `HomeUnusable` as
 * `prepareHome` would.
 */
export function checkHome(home: Home): boolean {
  if (!existsSync(home.root)) return false;
  for (const folder of [home.root, home.inbox, home.outbox])
    if (existsSync(folder)) checkFolder(folder, true);
  for (const folder of [home.state, home.staging, home.outgoing]) {
    if (existsSync(folder)) checkFolder(folder, false);
  }
  return true;
}

/** What of the home folder other users of the computer can look into although nobody but its owner should. */
export function openToOthers(home: Home): string[] {
  const places = [home.state, home.keys, home.ownerToken].filter((place) => existsSync(place));
  // Windows has no such modes: there the user's profile is private as a whole.
  if (process.platform === "win32") return [];
  return places.filter((place) => (lstatSync(place).mode & 0o077) !== 0);
}

function makeFolder(folder: string, mode?: number): void {
  guard(folder, () => mkdirSync(folder, { recursive: true, ...(mode === undefined ? {} : { mode }) }));
  checkFolder(folder, mode === undefined);
}

function checkFolder(folder: string, mayBeLink: boolean): void {
  // A link in place of one of our folders would let files land somewhere else.
  const stats = guard(folder, () => lstatSync(folder));
  if (!stats.isDirectory() && !(stats.isSymbolicLink() && mayBeLink)) {
    throw new HomeUnusable(`${folder} is not a folder: move it away or choose another home with --home.`);
  }
  guard(folder, () => accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK));
}

function guard<T>(folder: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new HomeUnusable(`${folder} can't be used (${reason(error)}): ${remedy(error)}`, { cause: error });
  }
}

function remedy(error: unknown): string {
  switch (errorCode(error)) {
    case "ENOSPC":
    case "EDQUOT":
      return "free some space, or choose another home with --home.";
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return "make it writable for you, or choose another home with --home.";
    default:
      return "move what lies there away, or choose another home with --home.";
  }
}

/** SQLite's result codes that stand for something the system has a code for (sqlite.org/rescode.html). */
const SQLITE_CODES: Readonly<Record<number, string>> = { 8: "EROFS", 10: "EIO", 13: "ENOSPC", 14: "EACCES" };

/** The system's code of a failed call (`ENOSPC`), where it has one. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return undefined;
  if (error.code !== "ERR_SQLITE_ERROR" || !("errcode" in error)) return error.code;
  // The lowest byte is the primary code; the rest says where it happened.
  return SQLITE_CODES[Number(error.errcode) & 0xff] ?? error.code;
}

/** A failed system call in a few words for a sentence. */
export function reason(error: unknown): string {
  switch (errorCode(error)) {
    case "ENOSPC":
      return "the disk is full";
    case "EDQUOT":
      return "the disk quota is used up";
    case "EACCES":
    case "EPERM":
      return "permission denied";
    case "EROFS":
      return "the disk is read-only";
    case "ENOENT":
      return "it does not exist";
    case "ENOTDIR":
    case "EEXIST":
      return "a file stands in the way";
    case "EIO":
      return "the disk reports an error";
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
