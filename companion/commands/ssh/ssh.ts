/** `pagewire ssh`: a session on another computer whose `pagewire` works with the companion here. */

import process from "node:process";
import { LOOPBACK_ADDRESS } from "../../../shared/protocol/limits.ts";
import { CompanionEvent } from "../../../shared/protocol/topics.ts";
import { message } from "../../../shared/texts/message.ts";
import { readError } from "../../../shared/texts/said.ts";
import { shellWord } from "../../../shared/texts/shell-word.ts";
import { text } from "../../../shared/texts/text.ts";
import { isCheckout, PACKAGE_FOLDER } from "../../package-folder.ts";
import { type CommandContext, type Control, connectControl } from "../control/control.ts";
import type { Remote } from "../control/remote.ts";
import { CommandFailed, Exit } from "../terminal/terminal.ts";
import { forgetHost, hostTokens, renewHost } from "./host-tokens.ts";
import { type SshArguments, sshArguments } from "./ssh-arguments.ts";
import { openSshLine, type SshLine } from "./ssh-line.ts";
import { keepForward, standingForward } from "./standing-forward.ts";

export interface SshOptions {
  /** Ends that host's trust instead. */
  readonly forget?: boolean;
}

const STDERR = 2;
/** What the script below says where there is a `pagewire`. */
const FOUND = "found";
/** As `remoteNote` finds it: a note that is not there, or not absolute, counts for nothing. */
const FOLDER = `case "$XDG_CONFIG_HOME" in /*) top=$XDG_CONFIG_HOME ;; *) top=$HOME/.config ;; esac; folder=$top/pagewire`;

export async function ssh(
  context: CommandContext,
  { forget }: SshOptions,
  [host = "", ...args]: readonly string[],
): Promise<Exit> {
  if (host.startsWith("-")) throw new CommandFailed(message("ssh.host-first"), Exit.usage);
  if (process.platform === "win32") throw new CommandFailed(message("ssh.not-on-windows"));
  return forget ? await forgetIt(context, host, args) : await connectIt(context, host, args);
}

async function connectIt(
  { home, terminal }: CommandContext,
  host: string,
  args: readonly string[],
): Promise<Exit> {
  const control = await connectControl(home, terminal.say);
  try {
    const { port } = await control.ask(CompanionEvent.status);
    const line = await openSshLine(host, sshArguments(args));
    try {
      const { id, url, isThere, isOthers, token } = await trusted(control, line, host, Number(port));
      if (!isThere)
        terminal.say(text("ssh.not-there", { host, command: installing(host, sshArguments(args)) }));
      if (terminal.json) terminal.data({ host, id, url, installed: isThere }, "");
      else terminal.say(text("ssh.connected", { host }));
      control.close();
      const over = new AbortController();
      const kept = isOthers ? keepForward(line, { url, token }, Number(port), over.signal) : undefined;
      const status = await line.session(terminal.json ? STDERR : "inherit");
      over.abort();
      await kept;
      return status === 0 ? Exit.done : Exit.failed;
    } finally {
      await line.close();
    }
  } finally {
    control.close();
  }
}

interface Trusted extends Remote {
  readonly id: string;
  /** Whether the host has a `pagewire`. */
  readonly isThere: boolean;
  /** Whether another session forwards its port. */
  readonly isOthers: boolean;
}

/**
 * Has the note there lead here. One by which another session works stays as it is: a new token would end that one's, and a
 * new port the note's when this session ends first.
 */
async function trusted(control: Control, line: SshLine, host: string, port: number): Promise<Trusted> {
  const printed = await line.script(LOOK_SCRIPT);
  const lines = printed.split("\n");
  const isThere = lines.includes(FOUND);
  const [id] = await hostTokens(control, host);
  const note = lines.find((said) => said.startsWith("{"));
  const standing =
    id !== undefined && note !== undefined ? await standingForward(line, note, port) : undefined;
  if (id !== undefined && standing) return { id, ...standing, isThere, isOthers: true };
  const url = `ws://${LOOPBACK_ADDRESS}:${await line.forwardTo(port)}`;
  const fresh = await renewHost(control, host);
  await line.script(noteScript(JSON.stringify({ url, token: fresh.token })));
  return { id: fresh.id, url, token: fresh.token, isThere, isOthers: false };
}

/** The trust ends first: whether the host can be reached does not matter for that. */
async function forgetIt(
  { home, terminal }: CommandContext,
  host: string,
  args: readonly string[],
): Promise<Exit> {
  const control = await connectControl(home, terminal.say);
  let tokens: number;
  try {
    tokens = await forgetHost(control, host);
  } finally {
    control.close();
  }
  terminal.data({ host, revoked: tokens }, text("ssh.forgotten", { host, tokens }));
  try {
    const line = await openSshLine(host, sshArguments(args));
    await line.script(`${FOLDER}; rm -f "$folder/remote.json"`).finally(() => line.close());
  } catch (error) {
    terminal.say(readError(error));
    terminal.say(text("ssh.note-stays", { host }));
  }
  return Exit.done;
}

/** Copies this very version there and makes it a command: all on one line, to be typed here. */
function installing(host: string, { reaching }: SshArguments): string {
  const leftOut = ["node_modules", ".git", ".output", ".wxt"].map((name) => `--exclude=./${name}`).join(" ");
  // What npm has unpacked came without a lock file.
  const packages = isCheckout() ? "npm ci" : "npm install --omit=dev";
  const there = `mkdir -p ~/.local/share/pagewire && cd ~/.local/share/pagewire && tar -xz && ${packages} && npm install --global .`;
  const line = ["ssh", ...reaching.map((word) => shellWord(word)), shellWord(host)].join(" ");
  return `tar -C ${shellWord(PACKAGE_FOLDER)} ${leftOut} -cz . | ${line} '${there}'`;
}

/** Prints the note, and whether there is a `pagewire`. */
const LOOK_SCRIPT = [
  FOLDER,
  'cat "$folder/remote.json" 2>/dev/null || true',
  `if command -v pagewire >/dev/null 2>&1; then printf '\\n%s\\n' ${FOUND}; fi`,
  "",
].join("\n");

/** Written for its user alone, as a whole, and by any shell that is one. */
function noteScript(note: string): string {
  return [
    "set -e",
    "umask 077",
    FOLDER,
    'mkdir -p "$folder"',
    'chmod 700 "$folder"',
    // The here-document is taken as it is.
    "cat > \"$folder/remote.json.$$\" <<'PAGEWIRE'",
    note,
    "PAGEWIRE",
    'mv -f "$folder/remote.json.$$" "$folder/remote.json"',
    "",
  ].join("\n");
}
