/** The official phoenix client on a companion that is a few lines of a real WebSocket server. */

import type { AddressInfo } from "node:net";
import { Socket } from "phoenix";
import { type WebSocket, WebSocketServer } from "ws";

type Frame = [joinRef: string | null, ref: string | null, topic: string, event: string, payload: unknown];

export interface FakeCompanion {
  /** Where a phoenix client finds it. */
  readonly address: string;
  /** The topics that stand joined, with what they were joined with. */
  readonly joined: Map<string, unknown>;
  /** A new, open phoenix socket. */
  connect(): Promise<Socket>;
  push(topic: string, event: string, payload: unknown): void;
  close(): Promise<void>;
}

/** `answer` makes a join's reply, its status and response; `asked` the response to any other event, at once or later. */
export async function startFakeCompanion(
  answer: (topic: string, payload: unknown) => [status: string, response: unknown],
  asked: (topic: string, event: string, payload: unknown) => unknown = () => ({}),
): Promise<FakeCompanion> {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  const joined = new Map<string, unknown>();
  const joins = new Map<string, { stream: WebSocket; joinRef: string | null }>();
  const sockets: Socket[] = [];
  server.on("connection", (stream) => {
    const send = (frame: Frame) => stream.send(JSON.stringify(frame));
    stream.on("message", (data) => {
      const [joinRef, ref, topic, event, payload] = JSON.parse(data.toString()) as Frame;
      let reply: [string, unknown] = ["ok", {}];
      if (event === "phx_join") {
        reply = answer(topic, payload);
        if (reply[0] === "ok") {
          joined.set(topic, payload);
          joins.set(topic, { stream, joinRef });
        }
      } else if (event === "phx_leave" && joins.get(topic)?.joinRef === joinRef) {
        joined.delete(topic);
        joins.delete(topic);
      } else reply[1] = asked(topic, event, payload);
      const [status, response] = reply;
      const say = (said: unknown) => send([joinRef, ref, topic, "phx_reply", { status, response: said }]);
      if (response instanceof Promise) void response.then(say);
      else say(response);
    });
  });
  const address = `ws://127.0.0.1:${port}/socket`;
  return {
    address,
    joined,
    async connect() {
      const socket = new Socket(address, { reconnectAfterMs: () => 2 ** 31 - 1 });
      sockets.push(socket);
      const opened = new Promise<void>((resolve) => socket.onOpen(() => resolve()));
      socket.connect();
      await opened;
      return socket;
    },
    push(topic, event, payload) {
      const join = joins.get(topic);
      join?.stream.send(JSON.stringify([join.joinRef, null, topic, event, payload]));
    },
    async close() {
      for (const socket of sockets) socket.disconnect();
      for (const stream of server.clients) stream.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
