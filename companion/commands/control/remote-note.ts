/** Where `pagewire ssh` leaves a note of another computer's companion. */

import { homedir } from "node:os";
import path from "node:path";

/** Where the note is on this computer: `$XDG_CONFIG_HOME/pagewire/remote.json`, else in `~/.config`. */
export function remoteNote({ XDG_CONFIG_HOME }: NodeJS.ProcessEnv = process.env): string {
  const config =
    XDG_CONFIG_HOME && path.isAbsolute(XDG_CONFIG_HOME) ? XDG_CONFIG_HOME : path.join(homedir(), ".config");
  return path.join(config, "pagewire", "remote.json");
}
