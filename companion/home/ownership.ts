/** Whose files and folders are: what others own, may change or could replace is not trusted. */

import { lstatSync, readlinkSync, realpathSync, type Stats } from "node:fs";
import { userInfo } from "node:os";
import path from "node:path";
import { type Message, message } from "../../shared/texts/message.ts";
import { shellWord } from "../../shared/texts/shell-word.ts";

/** What others may do with a file or a folder: its group, and everybody. */
export const FOR_OTHERS = 0o077;
export const WRITABLE_BY_OTHERS = 0o022;
/** The bits of a mode that say who may do what. */
export const PERMISSIONS = 0o7777;
/** In such a folder (`/tmp`) everybody can make files, and nobody can remove or rename those of others. */
const STICKY = 0o1000;
const SYSTEM_UID = 0;
/** Linux itself follows at most this many links in one path. */
const MAX_LINKS = 40;
const ON_THE_WAY: Step = { isWay: true, mayBeSticky: true };

/** The user this process runs as; `undefined` on Windows, where a user's folders are private by their place. */
export function ownUid(): number | undefined {
  return process.geteuid?.();
}

/**
 * Why a file or folder is not trusted, as a text that says what to do; `undefined` where it is, or where nothing
 * is there yet. It, every folder above it and every link on the way belong to this user or to the system, and nobody
 * else may write into them, as OpenSSH wants it (`safe_path` in its misc.c); like there, what is above the account's
 * own home directory is the system's affair. Unlike there, a sticky folder may be on the way.
 */
export function distrust(place: string): Message | undefined {
  return walk(path.resolve(place), { isWay: false, mayBeSticky: false });
}

/** The same for a folder whose entries are checked one by one: it may be sticky (the top of a disk). */
export function distrustTop(folder: string): Message | undefined {
  return walk(path.resolve(folder), { isWay: false, mayBeSticky: true });
}

/** The same for the folders above it alone: for what is made there, or is to be made private first. */
export function distrustWayTo(place: string): Message | undefined {
  return walk(path.dirname(path.resolve(place)), ON_THE_WAY);
}

/** What a step of a walk may be. */
interface Step {
  readonly isWay: boolean;
  readonly mayBeSticky: boolean;
}

function walk(place: string, last: Step): Message | undefined {
  const own = ownUid();
  if (own === undefined) return undefined;
  const ahead = stepsOf(place).reverse();
  let at: string = path.sep;
  for (let links = 0; links <= MAX_LINKS; ) {
    const stats = lstatSync(at, { throwIfNoEntry: false });
    // What is not there is made in a folder that was looked at.
    if (!stats) return undefined;
    const { isWay, mayBeSticky } = ahead.length > 0 ? ON_THE_WAY : last;
    const flaw = foreign(at, stats, own, isWay) ?? changeable(at, stats, mayBeSticky);
    if (flaw !== undefined && !isAboveAccountHome(at)) return flaw;
    if (stats.isSymbolicLink()) {
      links += 1;
      const target = readlinkSync(at);
      ahead.push(...stepsOf(target).reverse());
      at = path.isAbsolute(target) ? path.sep : path.dirname(at);
      continue;
    }
    const step = ahead.pop();
    if (step === undefined) return undefined;
    at = path.join(at, step);
  }
  return message("home.links", { place });
}

/** The sentence where it belongs neither to this user nor to the system. */
export function foreign(place: string, stats: Stats, own: number, isOnTheWay: boolean): Message | undefined {
  if (stats.uid === own || stats.uid === SYSTEM_UID) return undefined;
  if (isOnTheWay) {
    return message("home.foreign-way", { place, uid: stats.uid });
  }
  const owners = { place, uid: stats.uid, own, quoted: shellWord(place) };
  return own === SYSTEM_UID ? message("home.foreign-to-root", owners) : message("home.foreign", owners);
}

/** The sentence where others may write into it. Links have no modes. */
export function changeable(place: string, stats: Stats, mayBeSticky: boolean): Message | undefined {
  if (stats.isSymbolicLink() || (stats.mode & WRITABLE_BY_OTHERS) === 0) return undefined;
  if (mayBeSticky && isSticky(stats)) return undefined;
  const mode = (stats.mode & PERMISSIONS).toString(8);
  return message("home.changeable", { place, mode, quoted: shellWord(place) });
}

/** Whether nobody can remove or rename there what is not theirs. */
export function isSticky(stats: Stats): boolean {
  return (stats.mode & STICKY) !== 0;
}

/** A user who can change these folders controls the whole account anyway. */
function isAboveAccountHome(folder: string): boolean {
  try {
    const home = realpathSync(userInfo().homedir);
    return home !== folder && home.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
  } catch {
    return false;
  }
}

function stepsOf(place: string): string[] {
  return place.split(path.sep).filter((step) => step !== "" && step !== ".");
}
