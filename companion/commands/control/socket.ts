/** A control socket of a command: the official phoenix client, opened, asked, and listened to. */

import { type LongPoll, Socket } from "phoenix";
import type { WebSocket } from "ws";
import { NEVER_MS, PUSH_TIMEOUT_MS } from "../../../shared/protocol/limits.ts";
import { message } from "../../../shared/texts/message.ts";
import { sentenceOf } from "../../../shared/texts/said.ts";
import { CommandFailed } from "../terminal/terminal.ts";

/** A local companion answers at once; a longer wait means that something else has the port. */
export const CONNECT_TIMEOUT_MS = 3_000;

export type Answer = Readonly<Record<string, unknown>>;

export interface JoinedTopic {
  readonly reply: Answer;
  on(event: string, listener: (payload: Answer) => void): void;
  /** Asks the topic one thing. Throws `CommandFailed` with its sentence where it refuses. */
  ask(event: string, payload?: object): Promise<Answer>;
  /** Nothing is heard of it any more. */
  leave(): void;
}

/** What carries the messages; the official client speaks the same protocol over both. */
export type Transport = typeof WebSocket | typeof LongPoll;

export interface OpenSocket {
  readonly socket: Socket;
  readonly lost: Promise<void>;
}

/** An open socket over a transport; `undefined` where it can't be had. */
export function openSocket(
  url: string,
  token: string,
  transport: Transport,
  timeoutMs = CONNECT_TIMEOUT_MS,
): Promise<OpenSocket | undefined> {
  const socket = new Socket(`${url}/socket`, {
    authToken: token,
    transport,
    // A command that loses its companion says so.
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
    const deadline = setTimeout(fail, timeoutMs);
    socket.onOpen(() => {
      clearTimeout(deadline);
      resolve({ socket, lost });
    });
    socket.onError(fail);
    socket.onClose(fail);
    socket.connect();
  });
}

/** Joins a topic. Throws `CommandFailed` with the companion's sentence where it refuses. */
export async function joinTopic(socket: Socket, topic: string, payload: object): Promise<JoinedTopic> {
  const channel = socket.channel(topic, payload);
  // Events may follow the join's reply at once: they are kept until somebody listens.
  const listeners = new Map<string, (payload: Answer) => void>();
  const early: { event: string; payload: Answer }[] = [];
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
      for (const kept of early.filter((candidate) => candidate.event === event)) listener(kept.payload);
    },
    ask: (event, asked = {}) => answered(channel.push(event, asked)),
    leave: () => void channel.leave(),
  };
}

interface Answerable {
  receive(status: string, callback: (response?: unknown) => void): Answerable;
}

/** The answer to a push or a join. */
export function answered(push: Answerable): Promise<Answer> {
  return new Promise((resolve, reject) => {
    push
      .receive("ok", (response) => resolve(asFields(response)))
      .receive("error", (response) => {
        const { message: told, reason, said } = asFields(response);
        const why = told ?? reason;
        const refused =
          why === undefined ? message("command.refused-plain") : sentenceOf({ message: String(why), said });
        reject(new CommandFailed(refused));
      })
      .receive("timeout", () => reject(new CommandFailed(message("command.no-answer"))));
  });
}

function asFields(value: unknown): Answer {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
