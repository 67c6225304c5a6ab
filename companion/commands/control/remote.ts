/** The companion on another computer that commands are to work with: what the environment says, or the note that `pagewire ssh` has left. */

import { lstatSync, readFileSync } from "node:fs";
import * as v from "valibot";
import { LOOPBACK_ADDRESS } from "../../../shared/protocol/limits.ts";
import { message } from "../../../shared/texts/message.ts";
import { homeAt, homePath } from "../../home/home.ts";
import { isLocked } from "../../home/lock.ts";
import { distrust } from "../../home/ownership.ts";
import { MAX_PORT } from "../../limits.ts";
import { CommandFailed, Exit } from "../terminal/terminal.ts";
import { remoteNote } from "./remote-note.ts";

/** Where it is reached, and the token that lets a command in. */
export interface Remote {
  /** `ws://127.0.0.1:PORT`, without a slash at its end. */
  readonly url: string;
  readonly token: string;
}

/** No token is longer. */
const MAX_TOKEN_CHARACTERS = 512;
const MAX_NOTE_BYTES = 4_096;
const NoteSchema = v.object({ url: v.string(), token: v.pipe(v.string(), v.minLength(1)) });

/**
 * The other computer's companion, where one is meant: by `PAGEWIRE_URL` and `PAGEWIRE_TOKEN`, or else by the note, which counts
 * where nobody names a home folder and none of this computer's own runs. Throws `CommandFailed` where what is set is no good.
 */
export function remoteOf(
  home: string | undefined,
  environment: NodeJS.ProcessEnv = process.env,
): Remote | undefined {
  const { PAGEWIRE_URL: url, PAGEWIRE_TOKEN: token, PAGEWIRE_HOME } = environment;
  if (!url && !token) return home || PAGEWIRE_HOME ? undefined : notedRemote(environment);
  if (!url || !token) throw new CommandFailed(message("far.both-needed"), Exit.usage);
  if (home) throw new CommandFailed(message("far.two-homes"), Exit.usage);
  const checked = checkedUrl(url);
  if (checked === undefined || !isToken(token)) {
    throw new CommandFailed(
      checked ? message("far.token-refused", { url }) : message("far.url-wrong", { url }),
      Exit.usage,
    );
  }
  return { url: checked, token };
}

function notedRemote(environment: NodeJS.ProcessEnv): Remote | undefined {
  const file = remoteNote(environment);
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (!stats || isLocked(homeAt(homePath(undefined, environment)).lock)) return undefined;
  const flaw = distrust(file);
  if (flaw) throw new CommandFailed(flaw);
  try {
    if (!stats.isFile() || stats.size > MAX_NOTE_BYTES) throw new Error("It is no note.");
    const remote = remoteIn(readFileSync(file, "utf8"));
    if (remote) return remote;
  } catch {
    // What is wrong with it helps nobody.
  }
  throw new CommandFailed(message("far.note-unreadable", { file }));
}

/** What a note says; `undefined` for what is none. */
export function remoteIn(note: string): Remote | undefined {
  try {
    const { url: said, token } = v.parse(NoteSchema, JSON.parse(note));
    const url = checkedUrl(said);
    return url !== undefined && isToken(token) ? { url, token } : undefined;
  } catch {
    return undefined;
  }
}

/** Only what is forwarded to this computer: to any other a token would cross the network for all to read. */
function checkedUrl(said: string): string | undefined {
  const url = URL.parse(said);
  const isHere = url?.hostname === LOOPBACK_ADDRESS || url?.hostname === "localhost";
  const port = Number(url?.port);
  const isPlain = url?.protocol === "ws:" && url.pathname === "/" && url.search === "" && url.username === "";
  return isHere && isPlain && port > 0 && port <= MAX_PORT ? `ws://${LOOPBACK_ADDRESS}:${port}` : undefined;
}

function isToken(token: string): boolean {
  return token.length <= MAX_TOKEN_CHARACTERS && /^[\w.~+/-]+$/.test(token);
}
