/** The files of a folder that are meant for others: finished ones, not hidden, and no links. */

import { readdir } from "node:fs/promises";
import path from "node:path";
import { reason } from "./home.ts";

/** Names that programs give to files they have not finished, and hidden ones. */
const UNFINISHED = /^\.|^~|~$|\.(?:part|partial|crdownload|download|tmp|swp)$/i;

/** Whether a name is one of a finished file that is not hidden. */
export function isForOthers(name: string): boolean {
  return !UNFINISHED.test(name);
}

/** One file below a folder. */
export interface FolderFile {
  readonly path: string;
  /** Its own name; where several below the folder share it, with the folders it lies in: `2024 - plot.png`. */
  readonly name: string;
}

/** What a folder holds. */
export interface FolderContents {
  readonly files: readonly FolderFile[];
  /** A sentence for each folder below that can't be read. */
  readonly unreadable: readonly string[];
}

/** Every regular file below a folder, in the order of their paths; hidden and unfinished ones and links are passed over. */
export async function filesBelow(root: string): Promise<FolderContents> {
  const found: string[][] = [];
  const unreadable: string[] = [];
  const look = async (steps: readonly string[]): Promise<void> => {
    const folder = path.join(root, ...steps);
    const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
      unreadable.push(`${folder} can't be read (${reason(error)}).`);
      return [];
    });
    for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
      if (!isForOthers(entry.name)) continue;
      const inside = [...steps, entry.name];
      if (entry.isDirectory()) await look(inside);
      else if (entry.isFile()) found.push(inside);
    }
  };
  await look([]);
  const counts = new Map<string, number>();
  for (const steps of found) counts.set(lastOf(steps), (counts.get(lastOf(steps)) ?? 0) + 1);
  const nameOf = (steps: readonly string[]): string =>
    counts.get(lastOf(steps)) === 1 ? lastOf(steps) : steps.join(" - ");
  return {
    files: found.map((steps) => ({ path: path.join(root, ...steps), name: nameOf(steps) })),
    unreadable,
  };
}

function lastOf(steps: readonly string[]): string {
  return steps.at(-1) ?? "";
}
