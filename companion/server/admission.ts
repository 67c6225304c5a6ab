/** The one door: decides from a request's own words who may come in, before anything answers it. */

import { LOOPBACK_ADDRESS } from "../../shared/protocol/limits.ts";
import { LANE_BEARER_PREFIX, LANE_SUBPROTOCOL, PROVE_SUBPROTOCOL } from "../../shared/protocol/proof.ts";
import type { Client } from "./channels/channel.ts";

/** What a request says of itself; nothing of it is trusted. */
export interface RequestFacts {
  readonly method: string;
  /** The request target as sent. */
  readonly target: string;
  /** Header names and values in turn, as sent: a doubled Host or Origin must be seen. */
  readonly rawHeaders: readonly string[];
  readonly upgrade: boolean;
}

/** What the door knows. */
export interface DoorKeeper {
  readonly port: number;
  /** The client behind a ticket that was given to this Origin. */
  clientOfTicket(ticket: string, origin: string): Client | undefined;
  /** The client behind a script's or the owner's token. */
  clientOfToken(token: string): Client | undefined;
}

export type Admission =
  | { readonly kind: "page"; readonly path: string; readonly query: URLSearchParams }
  | { readonly kind: "prove"; readonly origin: string }
  | { readonly kind: "control"; readonly client: Client }
  | { readonly kind: "lane"; readonly client: Client }
  | { readonly kind: "refused" };

const REFUSED: Admission = { kind: "refused" };

/** Extensions' origins, Chromium's and Firefox's: a web page can have none of these. */
const EXTENSION_ORIGIN =
  /^(?:chrome-extension:\/\/[a-p]{32}|moz-extension:\/\/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** How the phoenix client (1.8 and later) carries its `authToken` among the subprotocols. */
const PHOENIX_BEARER_PREFIX = "base64url.bearer.phx.";
const MAX_BEARER_CHARACTERS = 512;

export const CONTROL_PATH = "/socket/websocket";
export const LANE_PATH = "/raw";
export const PROVE_PATH = "/prove";

/** Decides about one request. Every refusal is the same to the one who is refused. */
export function admit(request: RequestFacts, keeper: DoorKeeper): Admission {
  const hosts = headerValues(request, "host");
  if (hosts.length !== 1 || hosts[0] !== `${LOOPBACK_ADDRESS}:${keeper.port}`) return REFUSED;
  const origins = headerValues(request, "origin");
  if (origins.length > 1 || !request.target.startsWith("/") || request.target.startsWith("//"))
    return REFUSED;
  const url = URL.parse(request.target, `http://${LOOPBACK_ADDRESS}:${keeper.port}`);
  if (!url) return REFUSED;
  return request.upgrade ? admitSocket(request, keeper, url, origins[0]) : admitPage(request, url);
}

function admitPage(request: RequestFacts, url: URL): Admission {
  if (request.method !== "GET" && request.method !== "HEAD") return REFUSED;
  // A page of another site may link here, which opens a tab; it may not load from here in the background.
  const site = headerValues(request, "sec-fetch-site")[0];
  const isNavigation = headerValues(request, "sec-fetch-mode")[0] === "navigate";
  if (site === "cross-site" && !isNavigation) return REFUSED;
  return { kind: "page", path: url.pathname, query: url.searchParams };
}

function admitSocket(
  request: RequestFacts,
  keeper: DoorKeeper,
  url: URL,
  origin: string | undefined,
): Admission {
  if (request.method !== "GET") return REFUSED;
  if (origin !== undefined && !EXTENSION_ORIGIN.test(origin)) return REFUSED;
  const protocols = subprotocols(request);
  switch (url.pathname) {
    case PROVE_PATH:
      return origin !== undefined && protocols.includes(PROVE_SUBPROTOCOL)
        ? { kind: "prove", origin }
        : REFUSED;
    case CONTROL_PATH: {
      if (!/^2\.0\./.test(url.searchParams.get("vsn") ?? "")) return REFUSED;
      const client = clientOf(keeper, phoenixBearer(protocols), origin);
      return client ? { kind: "control", client } : REFUSED;
    }
    case LANE_PATH: {
      if (!protocols.includes(LANE_SUBPROTOCOL)) return REFUSED;
      const client = clientOf(keeper, laneBearer(protocols), origin);
      return client ? { kind: "lane", client } : REFUSED;
    }
    default:
      return REFUSED;
  }
}

/** A browser's ticket comes with the Origin it was given to; a token comes from a program, which sends none. */
function clientOf(
  keeper: DoorKeeper,
  bearer: string | undefined,
  origin: string | undefined,
): Client | undefined {
  if (bearer === undefined || bearer.length > MAX_BEARER_CHARACTERS) return undefined;
  return origin === undefined ? keeper.clientOfToken(bearer) : keeper.clientOfTicket(bearer, origin);
}

function phoenixBearer(protocols: readonly string[]): string | undefined {
  if (!protocols.includes("phoenix")) return undefined;
  const encoded = protocols.find((protocol) => protocol.startsWith(PHOENIX_BEARER_PREFIX));
  // Despite the name the client sends standard base64 without padding.
  return encoded && Buffer.from(encoded.slice(PHOENIX_BEARER_PREFIX.length), "base64").toString("latin1");
}

function laneBearer(protocols: readonly string[]): string | undefined {
  const bearer = protocols.find((protocol) => protocol.startsWith(LANE_BEARER_PREFIX));
  return bearer?.slice(LANE_BEARER_PREFIX.length);
}

function subprotocols(request: RequestFacts): string[] {
  return headerValues(request, "sec-websocket-protocol").flatMap((value) =>
    value.split(",").map((part) => part.trim()),
  );
}

function headerValues(request: RequestFacts, name: string): string[] {
  const values: string[] = [];
  for (let index = 0; index + 1 < request.rawHeaders.length; index += 2) {
    if (request.rawHeaders[index]?.toLowerCase() === name) values.push(request.rawHeaders[index + 1] ?? "");
  }
  return values;
}
