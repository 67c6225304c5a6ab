/** Where a companion runs: which computer and which folder, so that a home that two computers share is noticed. */

import { createHash } from "node:crypto";
import { readFileSync, realpathSync, statSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { type Message, message } from "../../shared/texts/message.ts";
import { errorCode } from "../process/system-error.ts";
import { homeAt } from "./home.ts";
import { isLocked } from "./lock.ts";

/** Told from others by this many hexadecimal digits. */
const MACHINE_DIGITS = 16;
/** A note is said to be fresh for this long: clients of cloud folders take minutes at times. */
export const FRESH_MS = 5 * 60_000;

export interface Place {
  /** The computer's name, for people. */
  readonly host: string;
  /** A digest of what tells this computer from others. */
  readonly machine: string;
  /** The home folder with all its links followed. */
  readonly home: string;
}

/** What the note of a running companion says of where it runs; older versions did not say. */
export interface NotedPlace {
  readonly pid: number;
  readonly host?: string | undefined;
  readonly machine?: string | undefined;
  readonly home?: string | undefined;
  /** When it was there last, by its clock. */
  readonly seenAt?: number | undefined;
}

/** Where this process works. */
export function placeOf(home: string): Place {
  // A Mac is called after its network, behind the first dot.
  const [host = ""] = hostname().split(".");
  // A name may change while the computer runs; what the system calls itself does not.
  const told = machineId() || host.toLowerCase();
  const digest = createHash("sha256").update(`pagewire:${told}`).digest("hex");
  return { host, machine: digest.slice(0, MACHINE_DIGITS), home: realpathSync(home) };
}

/**
 * Why a note says that another companion serves the same files: one of another computer that wrote or synchronised its
 * note just now, or one of this computer in another folder, of which this one is a copy. `undefined` where none does.
 */
export function servedElsewhere(
  note: NotedPlace | undefined,
  file: string,
  here: Place,
  nowMs: number,
): Message | undefined {
  if (note?.machine === undefined) return undefined;
  if (note.machine !== here.machine)
    return isFresh(note, file, nowMs)
      ? message("home.elsewhere", { host: note.host ?? note.machine, file })
      : undefined;
  if (note.home === undefined || note.home === here.home || isSameFolder(note.home, here.home))
    return undefined;
  return isLocked(homeAt(note.home).lock) ? message("home.copied", { home: note.home, file }) : undefined;
}

/** The note of this computer's companion; one of another computer names a port that is a stranger's here. */
export function noteOfHere<Note extends NotedPlace>(note: Note | undefined, home: string): Note | undefined {
  if (note?.machine === undefined || note.machine === placeOf(home).machine) return note;
  // The computer's name may have changed since.
  return isAlive(note.pid) ? note : undefined;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === "EPERM";
  }
}

/** By the other computer's clock, or by when the note came onto this disk: clocks differ. */
function isFresh({ seenAt }: NotedPlace, file: string, nowMs: number): boolean {
  const cameAt = statSync(file, { throwIfNoEntry: false })?.ctimeMs ?? 0;
  return [seenAt ?? 0, cameAt].some((at) => Math.abs(nowMs - at) < FRESH_MS);
}

function isSameFolder(one: string, other: string): boolean {
  const [here, there] = [one, other].map((folder) => statSync(folder, { throwIfNoEntry: false }));
  return here !== undefined && here.ino === there?.ino && here.dev === there.dev;
}

/** What the system calls itself where it has such a thing; it is no secret in a digest. */
function machineId(): string {
  try {
    return readFileSync(path.join("/etc", "machine-id"), "utf8").trim();
  } catch {
    return "";
  }
}
