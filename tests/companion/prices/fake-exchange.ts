/** A Coinbase of our own on 127.0.0.1: speaks the documented frames and serves candles, as told. */

import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";

export interface FakeExchange {
  readonly url: string;
  readonly restUrl: string;
  /** Every text frame a client sent, parsed. */
  readonly received: Record<string, unknown>[];
  /** Every path asked for candles. */
  readonly asked: URL[];
  /** How many sockets were opened so far, and how many stand. */
  connections(): number;
  open(): number;
  send(frame: unknown): void;
  sendRaw(data: string | Uint8Array): void;
  /** Cuts every stream without a goodbye. */
  cut(): void;
  close(): Promise<void>;
}

export async function startFakeExchange(options?: {
  /** Answers the upgrade with this status instead. */
  refuseWith?: number;
  /** The same, asked at each upgrade. */
  refusal?: () => number | undefined;
  candles?: (url: URL, response: ServerResponse) => void;
}): Promise<FakeExchange> {
  const received: Record<string, unknown>[] = [];
  const asked: URL[] = [];
  const sockets = new Set<WebSocket>();
  const raw = new Set<Socket>();
  let connections = 0;
  const streams = new WebSocketServer({ noServer: true });
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    asked.push(url);
    if (options?.candles === undefined) response.end("[]");
    else options.candles(url, response);
  });
  server.on("connection", (socket: Socket) => {
    raw.add(socket);
    socket.on("close", () => raw.delete(socket));
  });
  server.on("upgrade", (request, socket, head) => {
    connections += 1;
    const status = options?.refusal?.() ?? options?.refuseWith;
    if (status !== undefined) {
      socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
      return;
    }
    streams.handleUpgrade(request, socket, head, (stream) => {
      sockets.add(stream);
      stream.on("message", (data) => received.push(JSON.parse(data.toString())));
      stream.on("close", () => sockets.delete(stream));
      stream.on("error", () => undefined);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}`,
    restUrl: `http://127.0.0.1:${port}`,
    received,
    asked,
    connections: () => connections,
    open: () => sockets.size,
    send(frame) {
      for (const socket of sockets) socket.send(JSON.stringify(frame));
    },
    sendRaw(data) {
      for (const socket of sockets) socket.send(data);
    },
    cut() {
      for (const socket of raw) socket.destroy();
    },
    async close() {
      for (const socket of raw) socket.destroy();
      streams.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A `match` as documented. */
export function match(
  id: number,
  price: string,
  timeMs: number,
  more: { type?: string; size?: string; product_id?: string } = {},
): Record<string, unknown> {
  return {
    type: "match",
    trade_id: id,
    maker_order_id: "00000000-0000-4000-8000-000000000001",
    taker_order_id: "00000000-0000-4000-8000-000000000002",
    side: "sell",
    size: "0.5",
    price,
    product_id: "BTC-USD",
    sequence: id * 7,
    time: new Date(timeMs).toISOString(),
    ...more,
  };
}
