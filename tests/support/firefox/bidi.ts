/** WebDriver BiDi as far as the tests need it: commands with their answers, and events, over one WebSocket. */

import { once } from "node:events";
import WebSocket from "ws";

export type Fields = Readonly<Record<string, unknown>>;

/** An open connection to a browser's remote agent. */
export interface Bidi {
  /** Sends a command and resolves with its result; rejects with what the browser says instead. */
  send(method: string, params?: Fields): Promise<Fields>;
  /** Calls with the parameters of every event of that name; it has to be subscribed to by a command. */
  on(event: string, listener: (params: Fields) => void): void;
  close(): void;
}

interface Waiting {
  readonly method: string;
  readonly resolve: (result: Fields) => void;
  readonly reject: (error: Error) => void;
}

/** Connects; the address is what the browser says on its standard error. */
export async function connectBidi(url: string): Promise<Bidi> {
  const socket = new WebSocket(url, { perMessageDeflate: false, maxPayload: 64 * 1024 * 1024 });
  await once(socket, "open");
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, ((params: Fields) => void)[]>();
  let lastId = 0;
  socket.on("message", (data) => {
    const said = fieldsOf(JSON.parse(String(data)));
    if (said.type === "event") {
      for (const listener of listeners.get(String(said.method)) ?? []) listener(fieldsOf(said.params));
      return;
    }
    const command = waiting.get(Number(said.id));
    waiting.delete(Number(said.id));
    if (said.type === "success") command?.resolve(fieldsOf(said.result));
    else command?.reject(new Error(`${command.method}: ${String(said.error)}: ${String(said.message)}`));
  });
  socket.on("error", () => undefined);
  socket.on("close", () => {
    for (const { method, reject } of waiting.values()) reject(new Error(`${method}: the browser has gone`));
    waiting.clear();
  });
  return {
    send(method, params = {}) {
      lastId += 1;
      const id = lastId;
      return new Promise((resolve, reject) => {
        waiting.set(id, { method, resolve, reject });
        socket.send(JSON.stringify({ id, method, params }), (error) => error && reject(error));
      });
    },
    on(event, listener) {
      listeners.set(event, [...(listeners.get(event) ?? []), listener]);
    },
    close: () => socket.close(),
  };
}

/** An object as its fields; anything else has none. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}
