/** Where Node keeps what it has made of the companion's files: in a folder of the user's own, or nowhere. */

import { lstatSync, mkdirSync } from "node:fs";
import { enableCompileCache, getCompileCacheDir } from "node:module";
import { homedir } from "node:os";
import path from "node:path";
import { type Message, message } from "../../shared/texts/message.ts";
import { PRIVATE_FOLDER_MODE } from "../process/private-mode.ts";
import { distrust, FOR_OTHERS, ownUid } from "./ownership.ts";

/**
 * Lets Node keep the stripped files: stripping takes more than half of a cold start. Node runs what is in that folder
 * without asking who put it there, and its own choice is a folder that all users of the computer share. A folder that
 * the environment names (`NODE_COMPILE_CACHE`) is in use before our first line and stays. Only `start` makes the folder.
 */
export function keepCompiled({ make }: { readonly make: boolean }): void {
  if (getCompileCacheDir() !== undefined || process.env.NODE_DISABLE_COMPILE_CACHE) return;
  const folder = usable(make);
  if (folder !== undefined) enableCompileCache(folder);
}

/** Why the folder that is in use, or would be, can't be trusted; `undefined` where it can, or where there is none. */
export function cacheFlaw(): Message | undefined {
  try {
    const used = getCompileCacheDir();
    if (used !== undefined) return distrust(used);
    const folder = folderFor(process.env);
    const flaw = distrust(folder);
    if (flaw !== undefined || !lstatSync(folder, { throwIfNoEntry: false })) return flaw;
    return isPrivate(folder) ? undefined : message("home.not-private", { folder });
  } catch {
    // What can't be looked at (no home directory) is not used either.
    return undefined;
  }
}

/** `$XDG_CACHE_HOME`, else what the system has for this. */
function folderFor(environment: NodeJS.ProcessEnv): string {
  return path.join(userCache(environment), "pagewire", "compile-cache");
}

function userCache({ XDG_CACHE_HOME, LOCALAPPDATA }: NodeJS.ProcessEnv): string {
  // The specification says that a relative one does not count.
  if (XDG_CACHE_HOME && path.isAbsolute(XDG_CACHE_HOME)) return XDG_CACHE_HOME;
  if (process.platform === "win32") return LOCALAPPDATA || path.join(homedir(), "AppData", "Local");
  return path.join(homedir(), process.platform === "darwin" ? "Library/Caches" : ".cache");
}

function usable(make: boolean): string | undefined {
  try {
    const folder = folderFor(process.env);
    // Whose folder it is comes first: what root makes in another user's folder would be in that user's way.
    if (distrust(folder) !== undefined) return undefined;
    if (make) mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER_MODE });
    return isPrivate(folder) && distrust(folder) === undefined ? folder : undefined;
  } catch {
    return undefined;
  }
}

/** A folder and no link to one, owned by this user and not by the system, that nobody else may look into. */
function isPrivate(folder: string): boolean {
  const own = ownUid();
  const stats = lstatSync(folder);
  return stats.isDirectory() && (own === undefined || (stats.uid === own && (stats.mode & FOR_OTHERS) === 0));
}
