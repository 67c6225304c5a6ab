/** How the system starts this very companion by itself: which Node runs which file, with what environment. */

import path from "node:path";
import { message } from "../../../shared/texts/message.ts";
import { commandOnPath, isFetched } from "../../home/command-place.ts";
import { PACKAGE_FOLDER } from "../../package-folder.ts";
import { CommandFailed } from "../terminal/terminal.ts";

export interface LaunchLine {
  readonly node: string;
  /** The command's own file, as the shell finds it where it does: so commands are said as people type them. */
  readonly script: string;
  /** What follows it. */
  readonly words: readonly string[];
  readonly path: string;
}

/** Throws `CommandFailed` where npm keeps the package only for a while. */
export function launchLine(words: readonly string[]): LaunchLine {
  if (isFetched(PACKAGE_FOLDER)) throw new CommandFailed(message("service.fetched"));
  const script = commandOnPath(process) ?? path.join(PACKAGE_FOLDER, "companion", "pagewire.mjs");
  return { node: process.execPath, script, words, path: lastingPath(process.env.PATH ?? "") };
}

/** Without the folders that npm puts in front for the moment. */
function lastingPath(all: string): string {
  const folders = all.split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  return folders
    .filter((folder) => path.basename(folder) !== ".bin" && !folder.includes("node-gyp-bin"))
    .join(path.delimiter);
}
