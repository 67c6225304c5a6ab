/** What a command works with, and its connection to the running companion: the official phoenix client with the owner's token. */

import { LongPoll } from "phoenix";
import { WebSocket } from "ws";
import { LOOPBACK_ADDRESS } from "../../../shared/protocol/limits.ts";
import { COMPANION_TOPIC } from "../../../shared/protocol/topics.ts";
import { message } from "../../../shared/texts/message.ts";
import { text } from "../../../shared/texts/text.ts";
import { isPagewire } from "../../../shared/transfer/health.ts";
import type { Home } from "../../home/home.ts";
import { isLocked } from "../../home/lock.ts";
import { noteOfHere } from "../../home/place.ts";
import { readRunning, servedOnOther } from "../../home/running.ts";
import { readOwnerToken } from "../../trust/owner-token.ts";
import { CommandFailed, Exit, type Terminal } from "../terminal/terminal.ts";
import { connectFar, type Topics } from "./far.ts";
import type { Remote } from "./remote.ts";
import {
  type Answer,
  answered,
  CONNECT_TIMEOUT_MS,
  joinTopic,
  type OpenSocket,
  openSocket,
} from "./socket.ts";

/** What every command works with, besides its own options and arguments. */
export interface CommandContext {
  readonly home: Home;
  readonly terminal: Terminal;
  /** The companion on another computer that is meant instead of the home folder's own. */
  readonly remote?: Remote | undefined;
}

export interface Control extends Topics {
  /** Asks the companion one thing. Throws `CommandFailed` with its sentence where it refuses. */
  ask(event: string, payload?: object): Promise<Answer>;
}

/**
 * Connects, by long polling where no WebSocket can be had. Throws `CommandFailed`: with exit status 3 where no
 * companion runs for this home folder, with 1 where one runs and refuses.
 */
export async function connectControl(
  home: Home,
  say: (sentence: string) => void = () => undefined,
): Promise<Control> {
  // Without a companion that holds the lock, a program that listens on its last port is a stranger: it is told nothing.
  if (!isLocked(home.lock)) throw runsOnOther(home) ?? notRunning();
  // The token first: a start removes the old note before it writes a new token, so that this token and an old note,
  // which may name a stranger's port, can't be read together.
  const token = readOwnerToken(home.ownerToken);
  const running = noteOfHere(readRunning(home.running), home.root);
  if (!running || !token) throw runsOnOther(home) ?? unreadableNote(home);
  const overSocket = await openSocket(urlOf(running.port), token, WebSocket);
  if (overSocket) return await controlOf(overSocket);
  if (!(await answersAsPagewire(running.port))) throw notRunning();
  const overPolling = await openSocket(urlOf(running.port), token, LongPoll);
  if (!overPolling) {
    throw new CommandFailed(message("command.refused"));
  }
  say(text("command.polling"));
  return await controlOf(overPolling);
}

/** Connects to the companion that is meant, here or on another computer, for what any of its clients may do. */
export async function connect({ home, remote, terminal }: CommandContext): Promise<Topics> {
  return remote ? await connectFar(remote) : await connectControl(home, terminal.say);
}

/** Does something over a connection that is closed afterwards. Throws as `connectControl` does. */
export async function withControl(
  { home, terminal }: CommandContext,
  action: (control: Control, terminal: Terminal) => Promise<void>,
): Promise<Exit> {
  const control = await connectControl(home, terminal.say);
  try {
    await action(control, terminal);
    return Exit.done;
  } finally {
    control.close();
  }
}

async function controlOf({ socket, lost }: OpenSocket): Promise<Control> {
  const companion = socket.channel(COMPANION_TOPIC, {});
  await answered(companion.join());
  return {
    ask: (event, payload = {}) => answered(companion.push(event, payload)),
    join: (topic, payload = {}) => joinTopic(socket, topic, payload),
    lost,
    close: () => socket.disconnect(),
  };
}

const urlOf = (port: number): string => `ws://${LOOPBACK_ADDRESS}:${port}`;

/** Whether what answers on a port says Pagewire's name. */
export async function answersAsPagewire(port: number): Promise<boolean> {
  try {
    const address = `http://${LOOPBACK_ADDRESS}:${port}/health`;
    const signal = AbortSignal.timeout(CONNECT_TIMEOUT_MS);
    return await isPagewire(await fetch(address, { redirect: "error", signal }));
  } catch {
    return false;
  }
}

/** One runs, but what it wrote about itself can't be read; it writes it again within seconds. */
function unreadableNote(home: Home): CommandFailed {
  return new CommandFailed(message("command.note-unreadable", { file: home.running }));
}

/** None runs here, but one on another computer, or in another folder, serves the same files. */
function runsOnOther(home: Home): CommandFailed | undefined {
  const served = servedOnOther(home);
  return served && new CommandFailed(served, Exit.notRunning);
}

/** No companion runs for this home folder. */
export function notRunning(): CommandFailed {
  return new CommandFailed(message("command.not-running"), Exit.notRunning);
}
