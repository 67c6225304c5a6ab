/** The listening server: every request passes the door, then becomes a page or a socket. */

import type { IncomingMessage, Server, ServerResponse } from "node:http";
import process from "node:process";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import {
  LOOPBACK_ADDRESS,
  MAX_CONNECTIONS,
  MAX_CONTROL_MESSAGE_BYTES,
  MAX_LANE_FRAGMENTS,
  MAX_LANE_FRAME_BYTES,
  MAX_PROVE_MESSAGE_BYTES,
  MAX_UNPROVEN_SOCKETS,
} from "../../shared/protocol/limits.ts";
import { LANE_SUBPROTOCOL, PROVE_SUBPROTOCOL } from "../../shared/protocol/proof.ts";
import { CloseCode } from "../../shared/protocol/protocol-error.ts";
import { errorCode } from "../files/home.ts";
import type { Log } from "../log.ts";
import { type Admission, admit, type DoorKeeper, type RequestFacts } from "./admission.ts";
import type { Client } from "./channels/channel.ts";
import type { PollAdmission } from "./longpoll/poll-endpoint.ts";
import type { Page } from "./pages.ts";

// Importing node:http loads Node's own WebSocket client for the names it re-exports: 40 ms of every start (measured).
const { createServer } = process.getBuiltinModule("node:http");

const MAX_HEADER_BYTES = 8 * 1024;
const HEADERS_TIMEOUT_MS = 3_000;
/** A batch of a long poll may hold a whole file; the official client gives it this long. */
const REQUEST_TIMEOUT_MS = 20_000;
const KEEP_ALIVE_MS = 5_000;
/** How long a peer may take to answer our close before the socket is cut. */
const CLOSE_TIMEOUT_MS = 2_000;
/** A message in more parts than this is no browser's: Chromium sends 4 MiB in about 67 (measured). */
const MAX_CONTROL_FRAGMENTS = 1_024;

/** The port is taken by another program. */
export class PortTaken extends Error {
  override readonly name = "PortTaken";
  readonly code = "port_taken";
}

export interface HttpServerOptions {
  readonly keeper: Omit<DoorKeeper, "port">;
  readonly pageFor: (path: string, query: URLSearchParams, port: number) => Page | undefined;
  readonly onProve: (socket: WebSocket, origin: string) => void;
  readonly onProveRequest: (
    request: IncomingMessage,
    response: ServerResponse,
    admission: Extract<Admission, { kind: "prove-request" }>,
  ) => void;
  /** Also given what the socket writes to. */
  readonly onControl: (socket: WebSocket, stream: Duplex, client: Client) => void;
  /** Also given what the socket reads from. */
  readonly onLane: (socket: WebSocket, stream: Duplex, client: Client) => void;
  readonly onPoll: (admission: PollAdmission, request: IncomingMessage, response: ServerResponse) => void;
  readonly log: Log;
}

export interface HttpServer {
  readonly port: number;
  /** Takes no more connections and asks every socket to go; resolves when all are gone. */
  close(): Promise<void>;
}

/** Listens on the loopback address. Throws `PortTaken` where another program has the port. */
export async function openHttpServer(port: number, options: HttpServerOptions): Promise<HttpServer> {
  const server = createServer({
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
  });
  server.maxConnections = MAX_CONNECTIONS;
  const actualPort = await listen(server, port);
  const sockets = new Sockets();
  const door = (request: IncomingMessage, upgrade: boolean): Admission => {
    try {
      return admit(factsOf(request, upgrade), { ...options.keeper, port: actualPort });
    } catch (error) {
      // Whatever a stranger's request runs into, it must not end the companion.
      options.log("door.failed", { error });
      return { kind: "refused" };
    }
  };

  server.on("request", (request, response) => {
    const admission = door(request, false);
    switch (admission.kind) {
      case "page": {
        const page = options.pageFor(admission.path, admission.query, actualPort);
        return answer(response, page ? 200 : 404, page, request.method === "HEAD");
      }
      case "prove-request":
        return options.onProveRequest(request, response, admission);
      case "poll-open":
      case "poll":
      case "poll-send":
      case "poll-refused":
        return options.onPoll(admission, request, response);
      default:
        return answer(response, 403, undefined);
    }
  });
  server.on("upgrade", (request, socket, head) => {
    // Without a listener a reset during the handshake would end the process.
    socket.on("error", () => socket.destroy());
    const admission = door(request, true);
    switch (admission.kind) {
      case "prove":
        if (sockets.unproven >= MAX_UNPROVEN_SOCKETS) return refuse(socket);
        return sockets.accept("prove", request, socket, head, (ws) => options.onProve(ws, admission.origin));
      case "control":
        return sockets.accept("control", request, socket, head, (ws) =>
          options.onControl(ws, socket, admission.client),
        );
      case "lane":
        return sockets.accept("lane", request, socket, head, (ws) =>
          options.onLane(ws, socket, admission.client),
        );
      default:
        options.log("door.refused", { target: request.url ?? "", origin: request.headers.origin ?? "" });
        return refuse(socket);
    }
  });
  server.on("clientError", (_error, socket) => socket.destroy());

  return {
    port: actualPort,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await sockets.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

type SocketKind = "prove" | "control" | "lane";

/** The three kinds of WebSocket, each with its own limits. */
class Sockets {
  readonly #servers: Readonly<Record<SocketKind, WebSocketServer>> = {
    prove: socketServer(MAX_PROVE_MESSAGE_BYTES, MAX_CONTROL_FRAGMENTS, PROVE_SUBPROTOCOL),
    control: socketServer(MAX_CONTROL_MESSAGE_BYTES, MAX_CONTROL_FRAGMENTS, "phoenix"),
    lane: socketServer(MAX_LANE_FRAME_BYTES, MAX_LANE_FRAGMENTS, LANE_SUBPROTOCOL),
  };

  /** Sockets that have not proven anything yet. */
  get unproven(): number {
    return this.#servers.prove.clients.size;
  }

  accept(
    kind: SocketKind,
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    opened: (socket: WebSocket) => void,
  ): void {
    this.#servers[kind].handleUpgrade(request, socket, head, (ws) => {
      // The other end is told what was wrong (too large, no UTF-8) before the socket is cut.
      ws.on("error", () => setTimeout(() => ws.terminate(), CLOSE_TIMEOUT_MS).unref());
      opened(ws);
    });
  }

  async close(): Promise<void> {
    const all = Object.values(this.#servers).flatMap((server) => [...server.clients]);
    await Promise.all(
      all.map(
        (socket) =>
          new Promise<void>((resolve) => {
            const cut = setTimeout(() => socket.terminate(), CLOSE_TIMEOUT_MS / 2);
            socket.once("close", () => {
              clearTimeout(cut);
              resolve();
            });
            socket.resume();
            socket.close(CloseCode.goingAway, "the companion stops");
          }),
      ),
    );
  }
}

function socketServer(maxPayload: number, maxFragments: number, subprotocol: string): WebSocketServer {
  return new WebSocketServer({
    noServer: true,
    maxPayload,
    maxFragments,
    perMessageDeflate: false,
    // The offered tokens must never be answered back; only the protocol's own name is.
    handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : false),
  });
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      reject(
        errorCode(error) === "EADDRINUSE"
          ? new PortTaken(`Port ${port} is taken by another program: end it, or choose another with --port.`)
          : error,
      );
    });
    server.listen({ port, host: LOOPBACK_ADDRESS, exclusive: true }, () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}

function factsOf(request: IncomingMessage, upgrade: boolean): RequestFacts {
  return { method: request.method ?? "", target: request.url ?? "", rawHeaders: request.rawHeaders, upgrade };
}

/** What a page may do: nothing but show itself; and nobody else may frame or read it. */
const PAGE_HEADERS = {
  "cache-control": "no-store",
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
} as const;

function answer(response: ServerResponse, status: number, page: Page | undefined, headOnly = false): void {
  const body = page?.body ?? "";
  response.writeHead(status, {
    ...PAGE_HEADERS,
    "content-type": page?.type ?? "text/plain; charset=utf-8",
    "content-length": Buffer.byteLength(body),
  });
  response.end(headOnly ? undefined : body);
}

function refuse(socket: Duplex): void {
  socket.end("HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n", () =>
    socket.destroy(),
  );
}
