/** A web site of the tests' own, under any name that ends in .test, that counts what it is asked for. */
import { once } from "node:events";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from "node:http";
import { createServer as createSecureServer } from "node:https";
import { createServer as createFront, type Server } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { pause } from "./eventually.ts";
import type { ImageFile } from "./image-files.ts";
import { makeSelfSigned } from "./self-signed.ts";

/** What a path answers. A body that is iterated is streamed as fast as the browser takes it. */
export interface Reply {
  readonly status?: number;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Uint8Array | Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

/** A reply, or what makes one of a request. */
export type Route = Reply | ((request: SeenRequest) => Reply | Promise<Reply>);

/** A request that came. */
export interface SeenRequest {
  readonly method: string;
  /** The name it was asked under, without the port: "pics.test". */
  readonly host: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** How the answer went: "cut" when the other end left before its end. */
  outcome: "answering" | "answered" | "cut";
}

/** A running site. */
export interface TestSite {
  readonly port: number;
  /** All requests so far, in order. */
  readonly requests: readonly SeenRequest[];
  /** The address of a path under a name: `url("pics.test", "/a.png")`. */
  url(host: string, path?: string): string;
  /** The requests for one path (its query apart), under any name or under one. */
  requestsFor(path: string, host?: string): SeenRequest[];
  /** Adds a route or puts another in its place. */
  route(path: string, route: Route): void;
  close(): Promise<void>;
}

/**
 * Opens a site on a free port of 127.0.0.1. A route's name is a path ("/a.png"), or a host and a path
 * ("cdn.test/a.png"), which goes first; the query is not part of it. Anything else is 404. A secure one speaks TLS
 with a certificate of its own making, and sends who comes without TLS to the same address with it.
 */
export async function openTestSite({
  routes = {},
  secure = false,
}: {
  routes?: Record<string, Route>;
  secure?: boolean;
} = {}): Promise<TestSite> {
  const table = new Map(Object.entries(routes));
  const requests: SeenRequest[] = [];
  const listener = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const seen = seenRequest(incoming);
    requests.push(seen);
    incoming.resume();
    outgoing.once("close", () => {
      seen.outcome = outgoing.writableFinished ? "answered" : "cut";
    });
    const path = pathOnly(seen.path);
    const route = table.get(`${seen.host}${path}`) ?? table.get(path) ?? { status: 404, body: "not here" };
    // A browser that leaves in the middle is no failure of the site; `outcome` has said it.
    answer(route, seen, outgoing).catch(() => outgoing.destroy());
  };
  const { server, hangUp } = secure ? secureServer(listener) : plainServer(listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("the test site has no port");
  const { port } = address;
  return {
    port,
    requests,
    url: (host, path = "/") => `${secure ? "https" : "http"}://${host}:${port}${path}`,
    requestsFor: (path, host) =>
      requests.filter((seen) => pathOnly(seen.path) === path && (host === undefined || seen.host === host)),
    route: (path, route) => {
      table.set(path, route);
    },
    async close() {
      const closed = once(server, "close");
      server.close();
      hangUp();
      await closed;
    },
  };
}

/** An HTML document; only the body is given. */
export function htmlPage(body: string, headers: OutgoingHttpHeaders = {}): Reply {
  return {
    headers: { "content-type": "text/html; charset=utf-8", ...headers },
    body: `<!doctype html><html lang="en"><title>Test site</title><body>${body}</body></html>`,
  };
}

/** An image as it is. */
export function imageReply({ type, bytes }: ImageFile, headers: OutgoingHttpHeaders = {}): Reply {
  return { headers: { "content-type": type, "content-length": bytes.length, ...headers }, body: bytes };
}

/** Sends the browser elsewhere; a path that redirects to itself is a loop. */
export function redirectTo(location: string, status = 302): Reply {
  return { status, headers: { location } };
}

/** Bytes that come in pieces with a pause after each. */
export async function* slowly(
  bytes: Uint8Array,
  pieceBytes: number,
  pauseMs: number,
): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += pieceBytes) {
    yield bytes.subarray(start, start + pieceBytes);
    await pause(pauseMs);
  }
}

type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

/** What listens, and how all who are connected are left. */
interface OwnServer {
  readonly server: Server;
  readonly hangUp: () => void;
}

function plainServer(listener: Listener): OwnServer {
  const server = createServer(listener);
  return { server, hangUp: () => server.closeAllConnections() };
}

/** The first byte of a TLS connection: a handshake record. */
const TLS_HANDSHAKE = 22;

/** TLS and plain HTTP on one port, as a site behind a redirect to https looks to a browser. */
function secureServer(listener: Listener): OwnServer {
  const secure = createSecureServer(makeSelfSigned(), listener);
  const plain = createServer(({ headers, url }, outgoing) => {
    outgoing.writeHead(301, { location: `https://${headers.host}${url}` }).end();
  });
  const server = createFront((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", (first) => {
      socket.pause();
      socket.unshift(first);
      const isSecure = typeof first !== "string" && first[0] === TLS_HANDSHAKE;
      (isSecure ? secure : plain).emit("connection", socket);
      process.nextTick(() => socket.resume());
    });
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  const sockets = new Set<{ destroy(): void }>();
  const hangUp = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return { server, hangUp };
}

function pathOnly(path: string): string {
  return path.split("?", 1)[0] ?? path;
}

function seenRequest({ method = "", url = "", headers }: IncomingMessage): SeenRequest {
  const host = (headers.host ?? "").replace(/:\d+$/, "");
  return { method, host, path: url, headers, outcome: "answering" };
}

async function answer(route: Route, seen: SeenRequest, outgoing: ServerResponse): Promise<void> {
  const { status = 200, headers = {}, body } = typeof route === "function" ? await route(seen) : route;
  outgoing.writeHead(status, headers);
  if (body === undefined || seen.method === "HEAD") outgoing.end();
  else if (typeof body === "string" || body instanceof Uint8Array) outgoing.end(body);
  else await pipeline(Readable.from(body), outgoing);
}
