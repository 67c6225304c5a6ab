/** Whose companion this is, as it tells a browser that has just paired with it. */

import { userInfo } from "node:os";
import { MAX_HOME_BYTES, MAX_USER_BYTES, type RunsAs } from "../../shared/protocol/proof.ts";

/** The system user of this process and the home folder, each cut to what the wire holds. */
export function runsAs(home: string): RunsAs {
  return { user: cut(userName(), MAX_USER_BYTES), home: cut(home, MAX_HOME_BYTES) };
}

/** A user without an entry in the system's list has a number only. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? "without a name"}`;
  }
}

/** The beginning of a text, at most `maxBytes` in UTF-8; no character is halved. */
function cut(text: string, maxBytes: number): string {
  let kept = "";
  let bytes = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > maxBytes) break;
    kept += character;
  }
  return kept;
}
