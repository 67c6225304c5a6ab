/** The listening server: every request passes the door, then becomes a page or a socket. */

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import { type Owner, onBehalfOf } from "../process/belonging.ts";
import type { Log } from "../process/log.ts";
import type { Client } from "./channels/channel.ts";
import { type Admission, admit } from "./door/admission.ts";
import type { Connections } from "./door/connections.ts";
import type { DoorKeeper } from "./door/door-keeper.ts";
import type { RangeRequest } from "./door/range-admission.ts";
import type { RequestFacts } from "./door/request-facts.ts";
import type { PollAdmission } from "./longpoll/poll-endpoint.ts";
import { answerPage, type Page } from "./pages/pages.ts";
import { refuseUpgrade, SocketServers } from "./sockets/socket-servers.ts";
import type { TakenPort } from "./taken-port.ts";

export interface HttpServerOptions {
  readonly keeper: Omit<DoorKeeper, "port">;
  /** Takes every connection, and says which may stay. */
  readonly connections: Connections;
  readonly pageFor: (path: string, query: URLSearchParams, isLed: boolean) => Page | undefined;
  /** Whether a client may open one more socket of this kind. */
  readonly hasPlace: (client: Client, kind: "control" | "lane") => boolean;
  /** `vouch` is called with whom the socket has named; that somebody is known here. */
  readonly onProve: (socket: WebSocket, origin: string, vouch: (name: string) => void) => void;
  readonly onProveRequest: (
    request: IncomingMessage,
    response: ServerResponse,
    admission: Extract<Admission, { kind: "prove-request" }>,
    vouch: (name: string) => void,
  ) => void;
  /** Also given what the socket writes to. */
  readonly onControl: (socket: WebSocket, stream: Duplex, client: Client) => void;
  readonly onRange: (range: RangeRequest, response: ServerResponse) => void;
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

/** Answers all that comes to a port. */
export function openHttpServer({ server, port }: TakenPort, options: HttpServerOptions): HttpServer {
  const sockets = new SocketServers();
  const { connections } = options;
  server.on("connection", (connection) => connections.add(connection));
  const door = (request: IncomingMessage, upgrade: boolean): Admission => {
    try {
      return admit(factsOf(request, upgrade), { ...options.keeper, port });
    } catch (error) {
      // Whatever a stranger's request runs into, it must not end the companion.
      options.log("door.failed", { error });
      return { kind: "refused", why: "failed" };
    }
  };

  const pollingClient = (admission: PollAdmission): Client | undefined => {
    if (admission.kind === "poll-open") return admission.client;
    if (admission.kind === "poll-refused") return undefined;
    return options.keeper.polls?.sessionOf(admission.session)?.client;
  };

  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    const admission = door(request, false);
    // A client that is refused need not even send the body.
    if (admission.kind === "refused") return answerPage(response, 403);
    if (!readsBody(admission)) endWithUnreadBody(request, response);
    else if (request.headers.expect !== undefined) response.writeContinue();
    switch (admission.kind) {
      case "page": {
        const page = options.pageFor(admission.path, admission.query, isLedHere(request));
        return answerPage(response, page ? 200 : 404, page, request.method === "HEAD");
      }
      case "prove-request":
        connections.vouch(request.socket);
        return options.onProveRequest(request, response, admission, (name) =>
          connections.vouch(request.socket, name),
        );
      case "poll-open":
      case "poll":
      case "poll-send": {
        const client = pollingClient(admission);
        if (client && connections.admit(request.socket, client))
          return options.onPoll(admission, request, response);
        options.log("door.full", { client: client?.id ?? "", kind: "poll" });
        return options.onPoll({ kind: "poll-refused", status: 500 }, request, response);
      }
      case "poll-refused":
        return options.onPoll(admission, request, response);
      case "range":
        if (connections.admit(request.socket, admission.client)) return options.onRange(admission, response);
        options.log("door.full", { client: admission.client.id, kind: "range" });
        return answerPage(response, 503);
      default:
        return answerPage(response, 403);
    }
  };
  const owned = (what: string, socket: Duplex): Owner => ({
    what,
    end: (error) => {
      options.log("connection.failed", { what, error });
      socket.destroy();
    },
  });
  const takeRequest = (request: IncomingMessage, response: ServerResponse): void =>
    onBehalfOf(owned("request", request.socket), () => onRequest(request, response));
  server.on("request", takeRequest);
  // Node would answer these two by itself, before the door was asked.
  server.on("checkContinue", takeRequest);
  server.on("checkExpectation", takeRequest);
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const admission = door(request, true);
    switch (admission.kind) {
      case "prove":
        connections.vouch(socket);
        return sockets.accept("prove", request, socket, head, (ws) =>
          options.onProve(ws, admission.origin, (name) => connections.vouch(socket, name)),
        );
      case "control":
      case "lane": {
        const { kind, client } = admission;
        if (!options.hasPlace(client, kind) || !connections.admit(socket, client)) {
          options.log("door.full", { client: client.id, kind });
          return refuseUpgrade(socket);
        }
        return sockets.accept(kind, request, socket, head, (ws) =>
          kind === "control" ? options.onControl(ws, socket, client) : options.onLane(ws, socket, client),
        );
      }
      case "refused": {
        const { origin = "" } = request.headers;
        options.log("door.refused", { path: pathOf(request), origin, why: admission.why });
        return refuseUpgrade(socket);
      }
      default:
        return refuseUpgrade(socket);
    }
  };
  server.on("upgrade", (request, socket, head) => {
    // Without a listener a reset during the handshake would end the process.
    socket.on("error", () => socket.destroy());
    onBehalfOf(owned("upgrade", socket), () => onUpgrade(request, socket, head));
  });
  server.on("clientError", (_error, socket) => socket.destroy());

  return {
    port,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await sockets.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function factsOf(request: IncomingMessage, upgrade: boolean): RequestFacts {
  return { method: request.method ?? "", target: request.url ?? "", rawHeaders: request.rawHeaders, upgrade };
}

/** Without query and fragment: somebody may have put a secret there. */
function pathOf(request: IncomingMessage): string {
  return (request.url ?? "").replace(/[?#].*/s, "");
}

/** Whether what answers the request takes its body; every other answer is given without it. */
function readsBody({ kind }: Admission): boolean {
  return kind === "prove-request" || kind === "poll-send";
}

/** A body that nobody asked for is not read: the connection ends after the answer, however much would still come. */
function endWithUnreadBody({ headers }: IncomingMessage, response: ServerResponse): void {
  const hasBody = headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) !== 0;
  if (hasBody) response.setHeader("connection", "close");
}

/**
 * Whether a page of another site has led the browser here, by a link or by redirects on the way: browsers say so whatever that
 * page hides (Fetch Metadata, 2.4; an address that was typed is "none").
 */
function isLedHere({ headers }: IncomingMessage): boolean {
  const site = headers["sec-fetch-site"];
  return site === "cross-site" || site === "same-site";
}
