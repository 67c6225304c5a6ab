/** The files of a folder that are meant for others: finished ones, not hidden, and no links. */

import { readdir } from "node:fs/promises";
import { text } from "../../../shared/texts/text.ts";
import { reason } from "../../process/system-error.ts";
import { isForOthers } from "./helper-files.ts";
import { pathIn, type SourcePath, shownPath } from "./source-file.ts";

/** One file below a folder. */
export interface FolderFile {
  readonly path: SourcePath;
  /** Its own name; where several below the folder share it, with the folders it is in: `2024 - plot.png`. */
  readonly name: string;
}

/** What a folder holds. */
export interface FolderContents {
  readonly files: readonly FolderFile[];
  /** A sentence for each folder below that can't be read. */
  readonly unreadable: readonly string[];
}

/** A file's path, and the names that lead to it. */
interface Found {
  readonly path: SourcePath;
  readonly steps: readonly string[];
}

/** Every regular file below a folder, in the order of their paths; hidden and unfinished ones and links are left out. */
export async function filesBelow(root: string): Promise<FolderContents> {
  const found: Found[] = [];
  const unreadable: string[] = [];
  const look = async (folder: SourcePath, steps: readonly string[]): Promise<void> => {
    // Names may be no UTF-8: they are read as bytes, so that each can be opened.
    const entries = await readdir(folder, { withFileTypes: true, encoding: "buffer" }).catch(
      (error: unknown) => {
        const file = shownPath(folder);
        unreadable.push(text("outgoing.unreadable", { file, reason: reason(error) }));
        return [];
      },
    );
    for (const entry of entries.sort((one, other) => Buffer.compare(one.name, other.name))) {
      const name = shownPath(entry.name);
      if (!isForOthers(name)) continue;
      const inside = { path: pathIn(folder, entry.name), steps: [...steps, name] };
      if (entry.isDirectory()) await look(inside.path, inside.steps);
      else if (entry.isFile()) found.push(inside);
    }
  };
  await look(root, []);
  const counts = new Map<string, number>();
  for (const { steps } of found) counts.set(lastOf(steps), (counts.get(lastOf(steps)) ?? 0) + 1);
  const nameOf = (steps: readonly string[]): string =>
    counts.get(lastOf(steps)) === 1 ? lastOf(steps) : steps.join(" - ");
  return {
    files: found.map(({ path, steps }) => ({ path, name: nameOf(steps) })),
    unreadable,
  };
}

function lastOf(steps: readonly string[]): string {
  return steps.at(-1) ?? "";
}
