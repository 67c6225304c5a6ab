/** One name in the Outbox folder: how it is called, what it looks like, and why it may not be a file for browsers. */

import { isUtf8 } from "node:buffer";
import { lstatSync, type Stats } from "node:fs";
import { lstat } from "node:fs/promises";
import path from "node:path";
import { setImmediate as others } from "node:timers/promises";
import { type Message, message } from "../../../shared/texts/message.ts";
import { helperReason, unfinishedBeside } from "../outgoing/helper-files.ts";
import type { PromptDisk } from "../outgoing/prompt-disk.ts";
import { pathIn, type SourcePath, shownPath } from "../outgoing/source-file.ts";

const MAX_ASCII = 0x7f;

export interface OutboxEntry {
  /** Its name for people and browsers: bytes that are no UTF-8 are shown as �. */
  readonly name: string;
  /** Its name where it is UTF-8; else with its bytes behind it, so that no two are the same. (No name has a slash.) */
  readonly key: string;
  /** Its name's bytes, where they are no UTF-8. */
  readonly bytes: Buffer | undefined;
}

/** The entry of a name, as the folder has it: each byte as a character (`latin1`). */
export function entryOf(characters: string): OutboxEntry {
  if (isAscii(characters)) return { name: characters, key: characters, bytes: undefined };
  const bytes = Buffer.from(characters, "latin1");
  const name = shownPath(bytes);
  if (isUtf8(bytes)) return { name, key: name, bytes: undefined };
  return { name, key: `${name}/${bytes.toString("hex")}`, bytes };
}

function isAscii(characters: string): boolean {
  for (let at = 0; at < characters.length; at += 1) if (characters.charCodeAt(at) > MAX_ASCII) return false;
  return true;
}

/** Where it lies. */
export function pathOf(folder: string, { name, bytes }: Pick<OutboxEntry, "name" | "bytes">): SourcePath {
  return bytes ? pathIn(folder, bytes) : folder + path.sep + name;
}

/** What each is now, without following a link; `undefined` where it has just gone. */
export async function statsOf(
  folder: string,
  entries: readonly OutboxEntry[],
  disk: PromptDisk,
): Promise<readonly (Stats | undefined)[]> {
  if (!disk.isPrompt)
    return await Promise.all(entries.map((entry) => lstat(pathOf(folder, entry)).catch(() => undefined)));
  await others();
  return disk.call(() => entries.map((entry) => statsNow(pathOf(folder, entry))));
}

function statsNow(file: SourcePath): Stats | undefined {
  try {
    return lstatSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

export interface PassedOptions {
  /** Patterns of names that are left alone, besides those that always are. */
  readonly ignores: readonly string[];
  /** The names in the folder that may lie beside an unfinished one: as a rule there are none. */
  readonly besides: ReadonlySet<string>;
  /** Whether it is known to be a file whose name is no helper's. */
  readonly isPlain: boolean;
}

/** Why it is passed over, whatever is in it; `undefined` for a file for browsers. */
export function passedReason(
  { name }: OutboxEntry,
  stats: Stats,
  { ignores, besides, isPlain }: PassedOptions,
): Message | undefined {
  const helper = isPlain ? undefined : helperReason(name, ignores);
  if (helper) return helper;
  if (stats.isDirectory()) return message("passed.folder");
  if (stats.isSymbolicLink()) return message("passed.link");
  if (!stats.isFile()) return message("passed.no-file");
  const other = besides.size > 0 ? unfinishedBeside(name, (one) => besides.has(one)) : undefined;
  return other === undefined ? undefined : message("passed.beside", { other });
}
