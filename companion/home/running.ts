/** Where a running companion says that it runs, for the commands of the same user. */

import { readFileSync, rmSync } from "node:fs";
import {
  type Fields,
  integerField,
  optionalTextField,
  parseFields,
  textField,
} from "../../shared/protocol/fields.ts";
import type { Message } from "../../shared/texts/message.ts";
import { MAX_PORT } from "../limits.ts";
import { replaceFile } from "./durable.ts";
import { type Home, unusable } from "./home.ts";
import { type Place, placeOf, servedElsewhere } from "./place.ts";

/** Process ids are 32 bits at most. */
const MAX_PID = 2 ** 32 - 1;
/** No name of a computer and no path is longer. */
const MAX_WORD_BYTES = 4_096;
const MAX_NOTE_BYTES = 32 * 1024;

/** What the note says. Older versions did not say where it runs. */
export interface Running {
  readonly port: number;
  readonly pid: number;
  readonly version: string;
  readonly host?: string | undefined;
  readonly machine?: string | undefined;
  readonly home?: string | undefined;
  readonly startedAt?: number | undefined;
  /** When it was there last. */
  readonly seenAt?: number | undefined;
}

/** Reads the note; it may be left over from a companion that crashed. */
export function readRunning(file: string): Running | undefined {
  try {
    const fields = parseFields(readFileSync(file, "utf8"), MAX_NOTE_BYTES, "The note");
    return {
      port: integerField(fields, "port", 1, MAX_PORT),
      pid: integerField(fields, "pid", 1, MAX_PID),
      version: textField(fields, "version", MAX_WORD_BYTES),
      host: optionalTextField(fields, "host", MAX_WORD_BYTES),
      machine: optionalTextField(fields, "machine", MAX_WORD_BYTES),
      home: optionalTextField(fields, "home", MAX_WORD_BYTES),
      startedAt: timeField(fields, "startedAt"),
      seenAt: timeField(fields, "seenAt"),
    };
  } catch {
    return undefined;
  }
}

function timeField(fields: Fields, name: string): number | undefined {
  return Object.hasOwn(fields, name) ? integerField(fields, name, 0, Number.MAX_SAFE_INTEGER) : undefined;
}

/** Why another computer's companion, or another folder's, serves the files of this home; `undefined` where none does. */
export function servedOnOther({ root, running }: Home, place?: Place): Message | undefined {
  const note = readRunning(running);
  // Of a home that is not there yet there is no place either.
  return note && servedElsewhere(note, running, place ?? placeOf(root), Date.now());
}

/** Removes the note of a companion that was killed: the port it names may be a stranger's now. */
export function removeRunning(file: string): void {
  rmSync(file, { force: true });
}

/** The note is looked at this often, and written again where somebody has damaged it. */
const LOOK_EVERY_MS = 2_000;
/** And this often in any case, so that other computers know it for fresh. */
const SAY_EVERY_MS = 60_000;

export interface RunningNote {
  readonly file: string;
  readonly running: Running;
  readonly place: Place;
  /** Called once where another companion serves the same files, and this one came later or has to make way. */
  onServedElsewhere(why: Message): void;
}

/** Writes the note and keeps it right until it is closed, which removes it. Throws `HomeUnusable`. */
export async function keepRunningNote(options: RunningNote): Promise<{ close(): void }> {
  const { file, running, place } = options;
  const startedAt = Date.now();
  let seenAt = startedAt;
  let hasYielded = false;
  const write = (): Promise<void> => {
    seenAt = Date.now();
    return replaceFile(file, JSON.stringify({ ...running, ...place, startedAt, seenAt }));
  };
  await write().catch((error: unknown) => {
    throw unusable(file, error);
  });
  const isOurs = (note: Running | undefined): boolean =>
    note?.pid === running.pid && (note.machine === undefined || note.machine === place.machine);
  const look = (): void => {
    if (hasYielded) return;
    const note = readRunning(file);
    if (isOurs(note) && Date.now() - seenAt < SAY_EVERY_MS) return;
    const why = isOurs(note) ? undefined : servedElsewhere(note, file, place, Date.now());
    // The one that began later makes way; the other writes its note again, so that that one sees it.
    if (why !== undefined && (note?.startedAt ?? 0) <= startedAt) {
      hasYielded = true;
      options.onServedElsewhere(why);
    } else write().catch(() => undefined);
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    close() {
      clearInterval(timer);
      // The other's note is the other's to remove.
      if (!hasYielded) removeRunning(file);
    },
  };
}
