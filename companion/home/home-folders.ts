/** The folders of a home: made for their owner alone, and trusted only where they are this user's. */

import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  statSync,
} from "node:fs";
import path from "node:path";
import { shownList } from "../../shared/texts/figures.ts";
import { type Message, message } from "../../shared/texts/message.ts";
import { text } from "../../shared/texts/text.ts";
import { giveMode, PRIVATE_FOLDER_MODE } from "../process/private-mode.ts";
import { asDiskAllows, keepsModes } from "./disk-trials.ts";
import { guard, type Home, HomeUnusable } from "./home.ts";
import {
  changeable,
  distrust,
  distrustTop,
  distrustWayTo,
  FOR_OTHERS,
  foreign,
  isSticky,
  ownUid,
  PERMISSIONS,
  WRITABLE_BY_OTHERS,
} from "./ownership.ts";

/**
 * Makes the folders that are missing, for their owner alone. Throws `HomeUnusable` with one sentence where that can't
 * be done, or where what is there is not this user's.
 */
export function prepareHome(home: Home, tell: (sentence: string) => void = () => undefined): void {
  demand(home.root, distrustWayTo);
  makeFolder(home.root, true);
  secureHome(home, tell);
  for (const folder of [home.inbox, home.outbox]) makeFolder(folder, true);
  for (const folder of [home.state, home.staging, home.outgoing]) makeFolder(folder, false);
  if (openToOthers(home).length > 0 && !keepsModes(home.state))
    tell(text("home.readable-disk", { folder: home.root }));
}

/**
 * Makes sure that a home folder and everything in it are this user's, for what trusts what it reads there. Where an
 * older version or a generous umask has let other users into folders of ours, they are closed, the user is told, and
 * everything in them is checked afterwards. A folder that Pagewire has not worked in yet is left as it is. Throws
 * `HomeUnusable`.
 */
export function secureHome(home: Home, tell: (sentence: string) => void): void {
  if (!existsSync(home.root)) return;
  demand(home.root, distrustWayTo);
  const closed = closeToOthers(home);
  if (closed.length > 0) {
    tell(text("home.closed", { folders: shownList(closed) }));
  }
  trustHome(home);
}

/**
 * Checks what is there already and makes nothing; `false` where nothing is there yet. Throws `HomeUnusable` as
 * `prepareHome` would.
 */
export function checkHome(home: Home): boolean {
  demand(home.root, distrustWayTo);
  if (!existsSync(home.root)) return false;
  for (const folder of [home.root, home.inbox, home.outbox]) {
    demandTarget(folder);
    if (existsSync(folder)) checkFolder(folder, true);
  }
  for (const folder of [home.state, home.staging, home.outgoing]) {
    if (existsSync(folder)) checkFolder(folder, false);
  }
  trustHome(home);
  return true;
}

/** The parts of the home folder that other users of the computer can look into, and should not. */
export function openToOthers(home: Home): string[] {
  const places = [home.inbox, home.outbox, home.state, home.keys, home.ownerToken];
  // Windows has no such modes: there the user's profile is private as a whole.
  if (ownUid() === undefined) return [];
  return places.filter((place) => {
    const stats = lstatSync(place, { throwIfNoEntry: false });
    return stats && !stats.isSymbolicLink() && (stats.mode & FOR_OTHERS) !== 0;
  });
}

/** Closes the folders of ours that are open to others, and names them. A link is not ours, nor what it leads to. */
function closeToOthers(home: Home): string[] {
  if (statSync(home.root).uid !== ownUid() || !isOwnFolder(home.state)) return [];
  const ours = [home.inbox, home.outbox, home.state, home.staging, home.outgoing];
  // The user may have made the home folder itself: whether others may look into it is the user's choice.
  const wanted = [[home.root, WRITABLE_BY_OTHERS] as const, ...ours.map((it) => [it, FOR_OTHERS] as const)];
  return wanted.flatMap(([folder, bits]) => {
    if (!isOwnFolder(folder)) return [];
    const stats = lstatSync(folder);
    if ((stats.mode & bits) === 0 || (folder === home.root && isSticky(stats))) return [];
    guard(folder, () => giveMode(folder, stats.mode & PERMISSIONS & ~bits));
    // On a disk that keeps no modes it stays as it was.
    return (lstatSync(folder).mode & bits) === 0 ? [folder] : [];
  });
}

function isOwnFolder(folder: string): boolean {
  const stats = guard(folder, () => lstatSync(folder, { throwIfNoEntry: false }));
  return stats?.isDirectory() === true && stats.uid === ownUid();
}

/** Others may have put files into the state folder while it was open to them: each is asked whose it is. */
function trustHome({ root, inbox, outbox, state }: Home): void {
  demand(root, distrustTop);
  for (const folder of [inbox, outbox, state]) demand(folder, distrust);
  const own = ownUid();
  if (own === undefined || !existsSync(state)) return;
  for (const name of guard(state, () => readdirSync(state))) {
    const place = path.join(state, name);
    const stats = lstatSync(place, { throwIfNoEntry: false });
    const flaw =
      stats &&
      (foreign(place, stats, own, false) ?? (stats.isFile() ? changeable(place, stats, false) : undefined));
    if (flaw !== undefined) throw new HomeUnusable(flaw);
    // Reading from a pipe, a start would wait without end.
    if (stats?.isFIFO()) throw new HomeUnusable(message("home.no-file", { file: place }));
  }
}

function demand(place: string, flawOf: (place: string) => Message | undefined): void {
  const flaw = guard(place, () => flawOf(place));
  if (flaw === undefined) return;
  throw new HomeUnusable(asDiskAllows(flaw));
}

function makeFolder(folder: string, mayBeLink: boolean): void {
  demandTarget(folder);
  guard(folder, () => {
    const made = mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER_MODE });
    // The umask may have taken something from the owner, too.
    if (made !== undefined) giveMode(folder, PRIVATE_FOLDER_MODE);
  });
  checkFolder(folder, mayBeLink);
}

/** A link to a disk that is not connected just now: to make its folder would keep the files elsewhere. */
function demandTarget(folder: string): void {
  const isLink = lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  if (!isLink || existsSync(folder)) return;
  throw new HomeUnusable(message("home.no-target", { folder, target: readlinkSync(folder) }));
}

function checkFolder(folder: string, mayBeLink: boolean): void {
  // A link in place of one of our folders would let files land somewhere else.
  const stats = guard(folder, () => lstatSync(folder));
  if (!stats.isDirectory() && !(stats.isSymbolicLink() && mayBeLink)) {
    throw new HomeUnusable(message("home.no-folder", { folder }));
  }
  guard(folder, () => accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK));
}
