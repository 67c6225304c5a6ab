/** The three servers that are compared: each listens, lets listeners in, and sends one message to all of them. */

import { createServer } from "node:http";
import { WebSocketServer } from "ws";
import { SocketTransport } from "../../companion/server/channels/socket-transport.ts";
import { TopicHub } from "../../companion/server/channels/topic-hub.ts";
import { openHttpServer } from "../../companion/server/http-server.ts";

export type ContenderName = "pagewire" | "ws" | "socket.io";
export const CONTENDERS: readonly ContenderName[] = ["pagewire", "ws", "socket.io"];

export const TOPIC = "bench";
export const EVENT = "tick";
export const TOKEN = "bench";

export type Message = Readonly<Record<string, unknown>>;

export interface Contender {
  readonly port: number;
  broadcast(message: Message): void;
}

/** Opens one; `undefined` where its package is not installed. */
export async function openContender(name: ContenderName): Promise<Contender | undefined> {
  switch (name) {
    case "pagewire":
      return await openPagewire();
    case "ws":
      return await openBareWs();
    case "socket.io":
      return await openSocketIo();
  }
}

async function openPagewire(): Promise<Contender> {
  const hub = new TopicHub();
  const log = (): void => undefined;
  const kinds = [{ topics: TOPIC, authorize: () => true, join: () => ({ reply: {} }) }];
  const client = { id: "bench", kind: "script", name: "bench" } as const;
  const { port } = await openHttpServer(0, {
    log,
    keeper: {
      clientOfTicket: () => undefined,
      clientOfToken: (token) => (token === TOKEN ? client : undefined),
    },
    pageFor: () => undefined,
    hasPlace: () => true,
    onProve: (socket) => socket.close(),

    onProveRequest: (_request, response) => void response.destroy(),
    onLane: (socket) => socket.close(),
    onPoll: (_, __, response) => response.end(),
    onControl: (socket, stream, admitted) =>
      new SocketTransport(socket, stream, admitted, { kinds, hub, log }),
  });
  return { port, broadcast: (message) => void hub.broadcast(TOPIC, EVENT, message) };
}

/** Nothing but one prepared buffer to every socket: what any protocol on `ws` costs at least. */
function openBareWs(): Promise<Contender> {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
  return new Promise((resolve) => {
    server.on("listening", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      resolve({
        port,
        broadcast: (message) => {
          const buffer = Buffer.from(JSON.stringify(message));
          for (const socket of server.clients) socket.send(buffer, { binary: false });
        },
      });
    });
  });
}

/** As much of socket.io as is used here; it need not be installed. */
interface SocketIo {
  readonly Server: new (
    server: ReturnType<typeof createServer>,
    options: Readonly<Record<string, unknown>>,
  ) => { emit(event: string, message: Message): void };
}

async function openSocketIo(): Promise<Contender | undefined> {
  const name: string = "socket.io";
  const found: unknown = await import(name).catch(() => undefined);
  if (found === undefined) return undefined;
  const { Server } = found as SocketIo;
  const http = createServer();
  const io = new Server(http, { transports: ["websocket"], serveClient: false, pingInterval: 600_000 });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const address = http.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { port, broadcast: (message) => io.emit(EVENT, message) };
}
