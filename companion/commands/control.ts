/** A command's connection to the running companion: the official phoenix client with the owner's token. */

import { LongPoll, Socket } from "phoenix";
import { WebSocket } from "ws";
import { LOOPBACK_ADDRESS, PUSH_TIMEOUT_MS } from "../../shared/protocol/limits.ts";
import { COMPANION_TOPIC } from "../../shared/protocol/topics.ts";
import type { Home } from "../files/home.ts";
import { isLocked } from "../lock.ts";
import { readRunning } from "../running.ts";
import { readOwnerToken } from "../trust/owner-token.ts";
import { CommandFailed, Exit } from "./terminal.ts";

/** A local companion answers at once; a longer wait means that something else has the port. */
const CONNECT_TIMEOUT_MS = 3_000;
/** The phoenix client's own reconnect stays off: a command that loses its companion says so. */
const NEVER_MS = 2 ** 31 - 1;

export interface JoinedTopic {
  readonly reply: Readonly<Record<string, unknown>>;
  on(event: string, listener: (payload: Readonly<Record<string, unknown>>) => void): void;
}

export interface Control {
  /** Asks the companion one thing. Throws `CommandFailed` with its sentence where it refuses. */
  ask(event: string, payload?: object): Promise<Readonly<Record<string, unknown>>>;
  join(topic: string, payload?: object): Promise<JoinedTopic>;
  /** Resolves when the companion has gone away. */
  readonly lost: Promise<void>;
  close(): void;
}

/** What carries the messages; the official client speaks the same over both. */
type Transport = typeof WebSocket | typeof LongPoll;

/**
 * Connects, by long polling where no WebSocket can be had. Throws `CommandFailed`: with exit status 3 where no
 * companion runs for this home folder, with 1 where one runs and refuses.
 */
export async function connectControl(
  home: Home,
  say: (sentence: string) => void = () => undefined,
): Promise<Control> {
  // Without a companion that holds the lock, whoever listens on its last port is a stranger: it is told nothing.
  if (!isLocked(home.lock)) throw notRunning();
  // The token first: a start takes the old note away before it writes a new token, so that this token and an old
  // note, which may name a stranger's port, can't be read together.
  const token = readOwnerToken(home.ownerToken);
  const running = readRunning(home.running);
  if (!running || !token) throw unreadableNote(home);
  const overSocket = await openSocket(running.port, token, WebSocket);
  if (overSocket) return await controlOf(overSocket);
  if (!(await answersAsPagewire(running.port))) throw notRunning();
  const overPolling = await openSocket(running.port, token, LongPoll);
  if (!overPolling) {
    throw new CommandFailed(
      "The companion refuses this command: run it as the user who started the companion, with the same --home.",
    );
  }
  say("No WebSocket can be had on this computer: using long polling.");
  return await controlOf(overPolling);
}

interface OpenSocket {
  readonly socket: Socket;
  readonly lost: Promise<void>;
}

/** An open socket over a transport; `undefined` where it can't be had. */
function openSocket(port: number, token: string, transport: Transport): Promise<OpenSocket | undefined> {
  const socket = new Socket(`ws://${LOOPBACK_ADDRESS}:${port}/socket`, {
    authToken: token,
    transport,
    reconnectAfterMs: () => NEVER_MS,
    timeout: PUSH_TIMEOUT_MS,
  });
  const { promise: lost, resolve: lose } = Promise.withResolvers<void>();
  return new Promise((resolve) => {
    const fail = (): void => {
      clearTimeout(deadline);
      socket.disconnect();
      resolve(undefined);
      lose();
    };
    const deadline = setTimeout(fail, CONNECT_TIMEOUT_MS);
    socket.onOpen(() => {
      clearTimeout(deadline);
      resolve({ socket, lost });
    });
    socket.onError(fail);
    socket.onClose(fail);
    socket.connect();
  });
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

/** Whether what answers on a port says Pagewire's name. */
export async function answersAsPagewire(port: number): Promise<boolean> {
  try {
    const address = `http://${LOOPBACK_ADDRESS}:${port}/health`;
    const response = await fetch(address, { signal: AbortSignal.timeout(CONNECT_TIMEOUT_MS) });
    return response.ok && (await response.text()) === '{"name":"pagewire"}';
  } catch {
    return false;
  }
}

async function joinTopic(socket: Socket, topic: string, payload: object): Promise<JoinedTopic> {
  const channel = socket.channel(topic, payload);
  // Events may follow the join's reply at once: they are kept until somebody listens.
  const listeners = new Map<string, (payload: Readonly<Record<string, unknown>>) => void>();
  const early: { event: string; payload: Readonly<Record<string, unknown>> }[] = [];
  channel.onMessage = (event: string, payload: unknown) => {
    if (!event.startsWith("phx_") && !event.startsWith("chan_")) {
      const fields = asFields(payload);
      const listener = listeners.get(event);
      if (listener) listener(fields);
      else early.push({ event, payload: fields });
    }
    return payload;
  };
  const reply = await answered(channel.join()).catch((error: unknown) => {
    channel.leave();
    throw error;
  });
  return {
    reply,
    on(event, listener) {
      listeners.set(event, listener);
      for (const message of early.filter((candidate) => candidate.event === event)) listener(message.payload);
    },
  };
}

interface Answerable {
  receive(status: string, callback: (response?: unknown) => void): Answerable;
}

function answered(push: Answerable): Promise<Readonly<Record<string, unknown>>> {
  return new Promise((resolve, reject) => {
    push
      .receive("ok", (response) => resolve(asFields(response)))
      .receive("error", (response) => {
        const { message, reason } = asFields(response);
        reject(new CommandFailed(String(message ?? reason ?? "The companion refused.")));
      })
      .receive("timeout", () =>
        reject(new CommandFailed("The companion does not answer: see `npx pagewire doctor`.")),
      );
  });
}

function asFields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

/** One runs, but what it wrote about itself can't be read; it writes it again within seconds. */
function unreadableNote(home: Home): CommandFailed {
  return new CommandFailed(`Pagewire runs, but ${home.running} can't be read: try again in a few seconds.`);
}

/** No companion runs for this home folder. */
export function notRunning(): CommandFailed {
  return new CommandFailed("Pagewire is not running: start it with `npx pagewire start`.", Exit.running);
}
