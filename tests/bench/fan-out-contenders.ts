/** The three servers that are compared: each listens, lets listeners in, and sends one message to all of them. */

import { createServer } from "node:http";
import { WebSocketServer } from "ws";
import type { ChannelKind, JoinContext } from "../../companion/server/channels/channel.ts";
import { ClientTotals } from "../../companion/server/channels/client-totals.ts";
import { SocketTransport } from "../../companion/server/channels/socket-transport.ts";
import { Connections } from "../../companion/server/door/connections.ts";
import { openHttpServer } from "../../companion/server/http-server.ts";
import { takePort } from "../../companion/server/taken-port.ts";

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
  const members = new Set<JoinContext>();
  const totals = new ClientTotals();
  const log = (): void => undefined;
  const kinds = [priceLike(members)];
  const client = { id: "bench", kind: "script", name: "bench" } as const;
  const { port } = openHttpServer(await takePort(0), {
    log,
    keeper: {
      clientOfTicket: () => undefined,
      clientOfToken: (token) => (token === TOKEN ? client : undefined),
    },
    connections: new Connections(),
    pageFor: () => undefined,
    hasPlace: () => true,
    onProve: (socket) => socket.close(),

    onProveRequest: (_request, response) => void response.destroy(),
    onLane: (socket) => socket.close(),
    onPoll: (_, __, response) => response.end(),
    onRange: (_range, response) => response.destroy(),
    onControl: (socket, stream, admitted) =>
      new SocketTransport(socket, stream, admitted, { kinds, totals, log }),
  });
  return { port, broadcast };

  function broadcast(message: Message): void {
    for (const member of members) member.push(EVENT, message);
  }
}

/** As prices are sent: each member gets a push of its own, with the reference of its own join. */
function priceLike(members: Set<JoinContext>): ChannelKind {
  return {
    topics: TOPIC,
    authorize: () => true,
    join(context) {
      members.add(context);
      return { reply: {}, leave: () => void members.delete(context) };
    },
  };
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
