/** The home folder: where everything of one companion is kept, and the error for one that can't be used. */

import { homedir } from "node:os";
import path from "node:path";
import { message } from "../../shared/texts/message.ts";
import { SaidError } from "../../shared/texts/said.ts";
import { errorCode, reason } from "../process/system-error.ts";

/** The paths of one home folder. */
export interface Home {
  readonly root: string;
  readonly inbox: string;
  readonly outbox: string;
  readonly config: string;
  readonly state: string;
  /** Files on their way in, on the inbox's own file system so that a rename finishes them. */
  readonly staging: string;
  /** Copies of files on their way out: a browser gets the file as it was when it was sent. */
  readonly outgoing: string;
  /** Received files that were taken back, for some days. */
  readonly bin: string;
  /** Where files get second names while they are marked with where they came from. */
  readonly marks: string;
  readonly database: string;
  /** The history of prices, which can all be had again. */
  readonly priceHistory: string;
  readonly lock: string;
  readonly running: string;
  readonly keys: string;
  readonly ownerToken: string;
  readonly log: string;
  /** What the programs of `onReceived` print. */
  readonly hookOutput: string;
  /** What files are being looked into at this moment. */
  readonly reading: string;
}

/** The home folder can't be used; the message says which part and what to do. */
export class HomeUnusable extends SaidError {
  override readonly name = "HomeUnusable";
  readonly code = "home_unusable";
}

/** Which folder a command works in: `--home`, else `$PAGEWIRE_HOME`, else `~/Pagewire`. */
export function homePath(option: string | undefined, environment: NodeJS.ProcessEnv = process.env): string {
  return path.resolve(option || environment.PAGEWIRE_HOME || path.join(homedir(), "Pagewire"));
}

/** The layout under a root; touches nothing. */
export function homeAt(root: string): Home {
  const state = path.join(root, ".state");
  return {
    root,
    inbox: path.join(root, "Inbox"),
    outbox: path.join(root, "Outbox"),
    config: path.join(root, "config.json"),
    state,
    staging: path.join(state, "staging"),
    outgoing: path.join(state, "outgoing"),
    bin: path.join(state, "bin"),
    marks: path.join(state, "marks"),
    database: path.join(state, "index.sqlite"),
    priceHistory: path.join(state, "prices.sqlite"),
    lock: path.join(state, "lock.sqlite"),
    running: path.join(state, "running.json"),
    keys: path.join(state, "keys.json"),
    ownerToken: path.join(state, "owner-token"),
    log: path.join(state, "companion.log"),
    hookOutput: path.join(state, "hook.log"),
    reading: path.join(state, "reading"),
  };
}

/** Does something with a folder of the home. Throws `HomeUnusable` with one sentence where the system refuses. */
export function guard<T>(folder: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw unusable(folder, error);
  }
}

/** The error for a folder or file of the home, of which the system has refused something. */
export function unusable(place: string, error: unknown): HomeUnusable {
  return new HomeUnusable(message(codeOf(error), { folder: place, reason: reason(error) }), { cause: error });
}

function codeOf(error: unknown) {
  switch (errorCode(error)) {
    case "ENOSPC":
    case "EDQUOT":
      return "home.unusable-full";
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return "home.unusable-denied";
    default:
      return "home.unusable";
  }
}
