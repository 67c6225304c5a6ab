/** The listening server: every request passes the door, then becomes a page or a socket. */

import type { IncomingMessage, Server, ServerResponse } from "node:http";
import process from "node:process";
import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import { LOOPBACK_ADDRESS, MAX_CONNECTIONS, MAX_HEADER_BYTES } from "../../shared/protocol/limits.ts";
import { errorCode } from "../files/home.ts";
import type { Log } from "../log.ts";
import { type Admission, admit, type DoorKeeper, type RequestFacts } from "./admission.ts";
import type { Client } from "./channels/channel.ts";
import { Connections } from "./connections.ts";
import type { PollAdmission } from "./longpoll/poll-endpoint.ts";
import type { Page } from "./pages.ts";
import { refuseUpgrade, SocketServers } from "./socket-servers.ts";

// Importing node:http loads Node's own WebSocket client for the names it re-exports: 40 ms of every start (measured).
const { createServer } = process.getBuiltinModule("node:http");

const HEADERS_TIMEOUT_MS = 3_000;
/** How often Node looks for connections that are over their time; its own 30 s would make ten times the limit of it. */
const TIMEOUT_CHECK_MS = 500;
/** A batch of a long poll may hold a whole file; the official client gives it this long. */
const REQUEST_TIMEOUT_MS = 20_000;
const KEEP_ALIVE_MS = 5_000;

/** The port is taken by another program. */
export class PortTaken extends Error {
  override readonly name = "PortTaken";
  readonly code = "port_taken";
}

export interface HttpServerOptions {
  readonly keeper: Omit<DoorKeeper, "port">;
  readonly pageFor: (path: string, query: URLSearchParams, port: number) => Page | undefined;
  /** Whether a client may open one more socket of this kind. */
  readonly hasPlace: (client: Client, kind: "control" | "lane") => boolean;
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
    connectionsCheckingInterval: TIMEOUT_CHECK_MS,
    // A missing Host is the door's to refuse, like every other wrong one.
    requireHostHeader: false,
  });
  const actualPort = await listen(server, port);
  const sockets = new SocketServers();
  const connections = new Connections(MAX_CONNECTIONS);
  server.on("connection", (connection) => connections.add(connection));
  const door = (request: IncomingMessage, upgrade: boolean): Admission => {
    try {
      return admit(factsOf(request, upgrade), { ...options.keeper, port: actualPort });
    } catch (error) {
      // Whatever a stranger's request runs into, it must not end the companion.
      options.log("door.failed", { error });
      return { kind: "refused" };
    }
  };

  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    const admission = door(request, false);
    // Who is refused need not even send the body.
    if (admission.kind === "refused") return answer(response, 403, undefined);
    if (request.headers.expect !== undefined) response.writeContinue();
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
        connections.admit(request.socket);
        return options.onPoll(admission, request, response);
      case "poll-refused":
        return options.onPoll(admission, request, response);
      default:
        return answer(response, 403, undefined);
    }
  };
  server.on("request", onRequest);
  // Node would answer these two by itself, before the door was asked.
  server.on("checkContinue", onRequest);
  server.on("checkExpectation", onRequest);
  server.on("upgrade", (request, socket, head) => {
    // Without a listener a reset during the handshake would end the process.
    socket.on("error", () => socket.destroy());
    const admission = door(request, true);
    switch (admission.kind) {
      case "prove":
        return sockets.accept("prove", request, socket, head, (ws) => options.onProve(ws, admission.origin));
      case "control":
      case "lane": {
        const { kind, client } = admission;
        if (!options.hasPlace(client, kind)) {
          options.log("door.full", { client: client.id, kind });
          return refuseUpgrade(socket);
        }
        connections.admit(socket);
        return sockets.accept(kind, request, socket, head, (ws) =>
          kind === "control" ? options.onControl(ws, socket, client) : options.onLane(ws, socket, client),
        );
      }
      default:
        options.log("door.refused", { path: pathOf(request), origin: request.headers.origin ?? "" });
        return refuseUpgrade(socket);
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

/** Without what stands behind the path: somebody may have put a secret there. */
function pathOf(request: IncomingMessage): string {
  return (request.url ?? "").replace(/[?#].*/s, "");
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
    // A stranger's next request comes over a connection of its own, and what is left of this one is not read.
    ...(status === 403 ? { connection: "close" } : {}),
  });
  response.end(headOnly ? undefined : body);
}
