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
  /** What long polling needs; without it nobody may poll. */
  readonly polls?: PollKeeper;
}

/** What the door knows about long polling. */
export interface PollKeeper {
  /** The client behind a ticket and the Origin it was given to, for a request that carries none. */
  holderOfTicket(ticket: string): { readonly client: Client; readonly origin: string } | undefined;
  /** The open or just closed session of that id. */
  sessionOf(id: string): PolledSession | undefined;
}

/** To whom a session belongs. */
export interface PolledSession {
  readonly client: Client;
  /** The Origin its requests may carry; `undefined` for a program, whose requests carry none. */
  readonly origin: string | undefined;
  /** Whether this is the bearer it was opened with. */
  isBearer(bearer: string): boolean;
}

export type Admission =
  | { readonly kind: "page"; readonly path: string; readonly query: URLSearchParams }
  | { readonly kind: "prove"; readonly origin: string }
  | { readonly kind: "prove-request"; readonly origin: string; readonly nonce: string | null }
  | { readonly kind: "control"; readonly client: Client }
  | { readonly kind: "lane"; readonly client: Client }
  | {
      readonly kind: "poll-open";
      readonly client: Client;
      readonly origin: string | undefined;
      readonly bearer: string;
    }
  | { readonly kind: "poll"; readonly session: string }
  | { readonly kind: "poll-send"; readonly session: string }
  | { readonly kind: "poll-refused"; readonly status: 403 | 410 }
  | { readonly kind: "refused" };

const REFUSED: Admission = { kind: "refused" };
/** What a poll without a good bearer is told, whatever is wrong. */
const POLL_FORBIDDEN: Admission = { kind: "poll-refused", status: 403 };
/** What is sent without a good session is told, whatever is wrong. */
const POLL_GONE: Admission = { kind: "poll-refused", status: 410 };

/** Extensions' origins, Chromium's and Firefox's: a web page can have none of these. */
const EXTENSION_ORIGIN =
  /^(?:chrome-extension:\/\/[a-p]{32}|moz-extension:\/\/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** How the phoenix client (1.8 and later) carries its `authToken` among the subprotocols. */
const PHOENIX_BEARER_PREFIX = "base64url.bearer.phx.";
const MAX_BEARER_CHARACTERS = 512;

/** The header in which the phoenix client carries its `authToken` when it polls. */
const POLL_BEARER_HEADER = "x-phoenix-authtoken";
/** Where a session's id travels: in the URL by the client of 1.8, in a header by that of 1.9. */
const POLL_SESSION_PARAMETER = "token";
const POLL_SESSION_HEADER = "x-phoenix-longpoll-token";

export const CONTROL_PATH = "/socket/websocket";
export const POLL_PATH = "/socket/longpoll";
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
  if (request.upgrade) return admitSocket(request, keeper, url, origins[0]);
  if (url.pathname === POLL_PATH && keeper.polls) {
    return admitPoll(request, keeper, keeper.polls, url, origins[0]);
  }
  if (url.pathname === PROVE_PATH) return admitProveRequest(request, url, origins[0]);
  return admitPage(request, url);
}

/** A word of the proof where no WebSocket can be had: from an extension only, and nothing is changed without it. */
function admitProveRequest(request: RequestFacts, url: URL, origin: string | undefined): Admission {
  if (request.method !== "POST" || origin === undefined || !EXTENSION_ORIGIN.test(origin)) return REFUSED;
  return { kind: "prove-request", origin, nonce: url.searchParams.get("nonce") };
}

function admitPage(request: RequestFacts, url: URL): Admission {
  if (request.method !== "GET" && request.method !== "HEAD") return REFUSED;
  // A page of another site may link here, which opens a tab; it may not load from here in the background.
  const site = headerValues(request, "sec-fetch-site")[0];
  const isNavigation = headerValues(request, "sec-fetch-mode")[0] === "navigate";
  // "Same site" is every other port of this computer: whatever runs there is a stranger too.
  if ((site === "cross-site" || site === "same-site") && !isNavigation) return REFUSED;
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
      if (!isSpokenVersion(url)) return REFUSED;
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

/**
 * A poll carries the bearer and, from an extension that may reach this host, no Origin; what is sent carries the
 * Origin and no bearer: there the session's id, which only its client knows, decides.
 */
function admitPoll(
  request: RequestFacts,
  keeper: DoorKeeper,
  polls: PollKeeper,
  url: URL,
  origin: string | undefined,
): Admission {
  const ids = [
    ...headerValues(request, POLL_SESSION_HEADER),
    ...url.searchParams.getAll(POLL_SESSION_PARAMETER),
  ];
  const id = ids.length === 1 ? ids[0] : undefined;
  const session = id === undefined ? undefined : polls.sessionOf(id);
  if (request.method === "POST") {
    // A browser's batch carries the Origin its ticket was given to, a program's carries none.
    const isFromThere = session !== undefined && origin === session.origin;
    return id !== undefined && isFromThere ? { kind: "poll-send", session: id } : POLL_GONE;
  }
  if (request.method !== "GET") return REFUSED;
  const bearers = headerValues(request, POLL_BEARER_HEADER);
  const [bearer = ""] = bearers;
  if (bearers.length !== 1 || bearer.length > MAX_BEARER_CHARACTERS) return POLL_FORBIDDEN;
  if (origin !== undefined && !EXTENSION_ORIGIN.test(origin)) return POLL_FORBIDDEN;
  if (!isSpokenVersion(url)) return POLL_FORBIDDEN;
  // The bearer it was opened with keeps a session alive, as a socket outlives its ticket.
  const isOwn = session?.isBearer(bearer) && (origin === undefined || origin === session.origin);
  if (id !== undefined && isOwn) return { kind: "poll", session: id };
  const holder = holderOf(keeper, polls, bearer, origin);
  return holder ? { kind: "poll-open", bearer, ...holder } : POLL_FORBIDDEN;
}

function holderOf(
  keeper: DoorKeeper,
  polls: PollKeeper,
  bearer: string,
  origin: string | undefined,
): { readonly client: Client; readonly origin: string | undefined } | undefined {
  const client = clientOf(keeper, bearer, origin);
  if (client) return { client, origin };
  return origin === undefined ? polls.holderOfTicket(bearer) : undefined;
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

/** Phoenix's first serializer has no join_ref and no bytes: it is not spoken here. */
function isSpokenVersion(url: URL): boolean {
  return /^2\.0\./.test(url.searchParams.get("vsn") ?? "");
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
