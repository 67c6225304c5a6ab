/** The unmodified official client, over either carrier. */

import { type Channel, LongPoll, type Push, Socket, type SocketConnectOption } from "phoenix";
import { WebSocket } from "ws";
import type { Carrier } from "./wire.ts";

export interface ClientOptions extends Partial<SocketConnectOption> {
  readonly bearer?: string;
  /** A client that comes back by itself; without it the first loss is the last. */
  readonly reconnects?: boolean;
}

/** A client that has not connected yet. */
export function clientFor(carrier: Carrier, port: number, options: ClientOptions = {}): Socket {
  const { bearer = "token", reconnects = false, ...others } = options;
  return new Socket(`ws://127.0.0.1:${port}/socket`, {
    authToken: bearer,
    transport: carrier === "WebSocket" ? WebSocket : LongPoll,
    reconnectAfterMs: () => (reconnects ? 10 : 2 ** 31 - 1),
    rejoinAfterMs: () => 10,
    ...others,
  });
}

/** Resolves when the client is open. */
export function connected(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.onOpen(() => resolve());
    socket.connect();
  });
}

/** What became of a push or a join. */
export interface Outcome {
  readonly status: string;
  readonly response: unknown;
}

/** Resolves with whichever status comes first. */
export function outcome(push: Push, ...statuses: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    for (const status of ["ok", "error", "timeout", ...statuses]) {
      // The typings know three statuses; the client takes any.
      push.receive(status as "ok", (response: unknown) => resolve({ status, response }));
    }
  });
}

/** Resolves with the next event of a channel. */
export function eventOf(channel: Channel, event: string): Promise<unknown> {
  return new Promise((resolve) => {
    const ref = channel.on(event, (payload: unknown) => {
      channel.off(event, ref);
      resolve(payload);
    });
  });
}
