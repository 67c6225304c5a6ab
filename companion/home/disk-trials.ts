/** What the disk of a folder can do, found by trying it: file systems promise much that their mounts do not keep. */

import {
  linkSync,
  lstatSync,
  mkdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type Message, message } from "../../shared/texts/message.ts";
import { PRIVATE_FILE_MODE, PRIVATE_FOLDER_MODE } from "../process/private-mode.ts";
import { errorCode } from "../process/system-error.ts";
import { FOR_OTHERS, ownUid } from "./ownership.ts";

/** A hidden name of nothing else; what has it is removed at once. */
function trialIn(folder: string): string {
  return path.join(folder, `.pagewire-trial-${crypto.randomUUID()}`);
}

/** Whether a folder that is made there for this user alone is; also where that can't be tried (in a file, or another's). */
export function keepsModes(folder: string): boolean {
  if (ownUid() === undefined) return true;
  const trial = trialIn(folder);
  try {
    mkdirSync(trial, { mode: PRIVATE_FOLDER_MODE });
    return (lstatSync(trial).mode & FOR_OTHERS) === 0;
  } catch {
    return true;
  } finally {
    ignoring(() => rmdirSync(trial));
  }
}

/** A flaw as it can be mended: to advise other modes on a disk that keeps none would lead in a circle. */
export function asDiskAllows(flaw: Message): Message {
  if (flaw.code !== "home.changeable") return flaw;
  const place = String(flaw.parameters?.place);
  const isFolder = statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;
  return keepsModes(isFolder ? place : path.dirname(place))
    ? flaw
    : message("home.open-disk", { folder: place });
}

/** Whether a file there can be locked; `undefined` where none can be made. */
export function keepsLocks(folder: string): boolean | undefined {
  const trial = trialIn(folder);
  let database: DatabaseSync | undefined;
  try {
    writeFileSync(trial, "", { flag: "wx", mode: PRIVATE_FILE_MODE });
    database = new DatabaseSync(trial, { timeout: 0 });
  } catch {
    return undefined;
  }
  try {
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
    return true;
  } catch {
    return false;
  } finally {
    database.close();
    ignoring(() => rmSync(trial, { force: true }));
  }
}

/** How a file gets from one folder into another: by a second name, by moving it, or only as a copy. */
export type Crossing = "link" | "move" | "copy";

/** Takes a file from one folder to another as one that is received goes. Throws what the system says. */
export function crossing(from: string, to: string): Crossing {
  const [source, target] = [trialIn(from), trialIn(to)];
  try {
    writeFileSync(source, "trial", { flag: "wx", mode: PRIVATE_FILE_MODE });
    if (works(() => linkSync(source, target))) return "link";
    if (works(() => renameSync(source, target))) return "move";
    writeFileSync(target, "trial", { flag: "wx", mode: PRIVATE_FILE_MODE });
    return "copy";
  } finally {
    for (const file of [source, target]) ignoring(() => rmSync(file, { force: true }));
  }
}

function works(action: () => void): boolean {
  try {
    action();
    return true;
  } catch (error) {
    // Nothing of this can be done in a folder that takes no files, or on a full disk.
    if (["ENOSPC", "EDQUOT", "EROFS", "ENOENT"].includes(errorCode(error) ?? "")) throw error;
    return false;
  }
}

function ignoring(action: () => void): void {
  try {
    action();
  } catch {
    // It is not there, or the next trial has another name.
  }
}
