/** The one door: decides by a request's head alone who may come in, before anything answers it. */

import { LOOPBACK_ADDRESS } from "../../../shared/protocol/limits.ts";
import { LANE_SUBPROTOCOL, PROVE_SUBPROTOCOL } from "../../../shared/protocol/proof.ts";
import { MAX_PORT } from "../../limits.ts";
import type { Client } from "../channels/channel.ts";
import {
  clientOf,
  type DoorKeeper,
  EXTENSION_ORIGIN,
  holderOf,
  MAX_BEARER_CHARACTERS,
  type PollKeeper,
} from "./door-keeper.ts";
import type { RangeRequest } from "./range-admission.ts";
import { admitRange, isRangePath } from "./range-admission.ts";
import {
  headerValues,
  laneBearer,
  PHOENIX_SUBPROTOCOL,
  phoenixBearer,
  type RequestFacts,
  subprotocols,
} from "./request-facts.ts";

export type Admission =
  | { readonly kind: "page"; readonly path: string; readonly query: URLSearchParams }
  | { readonly kind: "prove"; readonly origin: string }
  | { readonly kind: "prove-request"; readonly origin: string; readonly nonce: string | null }
  | { readonly kind: "control"; readonly client: Client }
  | { readonly kind: "lane"; readonly client: Client }
  | ({ readonly kind: "range" } & RangeRequest)
  | {
      readonly kind: "poll-open";
      readonly client: Client;
      readonly origin: string | undefined;
      readonly bearer: string;
    }
  | { readonly kind: "poll"; readonly session: string }
  | { readonly kind: "poll-send"; readonly session: string }
  /** 500 where the client has all the connections it may have. */
  | { readonly kind: "poll-refused"; readonly status: 403 | 410 | 500 }
  | { readonly kind: "refused"; readonly why: DoorRefusal };

/**
 * Why a request is refused: for the log alone; the client is told nothing. `site`: a page of another site loads from
 * here. `protocol`: no such subprotocol. `range`: what is asked for makes no sense. `bearer`: no ticket or token that is good here. `failed`: the door itself did.
 */
export type DoorRefusal =
  | ("host" | "origin" | "target" | "method" | "site")
  | ("path" | "protocol" | "version" | "bearer" | "range" | "failed");

const refused = (why: DoorRefusal): Admission => ({ kind: "refused", why });
/** What a poll without a good bearer is told, whatever is wrong. */
const POLL_FORBIDDEN: Admission = { kind: "poll-refused", status: 403 };
/** What is sent without a good session is told, whatever is wrong. */
const POLL_GONE: Admission = { kind: "poll-refused", status: 410 };

const FORWARDED_HOST = /^127\.0\.0\.1:([1-9]\d{0,4})$/;

/** The header in which the phoenix client carries its `authToken` when it polls. */
const POLL_BEARER_HEADER = "x-phoenix-authtoken";
/** Where a session's id travels: in the URL by the client of 1.8, in a header by that of 1.9. */
const POLL_SESSION_PARAMETER = "token";
const POLL_SESSION_HEADER = "x-phoenix-longpoll-token";

const CONTROL_PATH = "/socket/websocket";
const POLL_PATH = "/socket/longpoll";
const LANE_PATH = "/raw";
const PROVE_PATH = "/prove";

/** Decides about one request. Every refusal is the same to the one who is refused. */
export function admit(request: RequestFacts, keeper: DoorKeeper): Admission {
  const hosts = headerValues(request, "host");
  const isOwnPort = hosts[0] === `${LOOPBACK_ADDRESS}:${keeper.port}`;
  if (hosts.length !== 1 || !(isOwnPort || isForwarded(hosts[0], request))) return refused("host");
  const origins = headerValues(request, "origin");
  if (origins.length > 1) return refused("origin");
  if (!request.target.startsWith("/") || request.target.startsWith("//")) return refused("target");
  const url = URL.parse(request.target, `http://${LOOPBACK_ADDRESS}:${keeper.port}`);
  if (!url) return refused("target");
  if (!isOwnPort) return admitForwarded(admitSocket(request, keeper, url, origins[0]));
  if (request.upgrade) return admitSocket(request, keeper, url, origins[0]);
  if (url.pathname === POLL_PATH && keeper.polls) {
    return admitPoll(request, keeper, keeper.polls, url, origins[0]);
  }
  if (isRangePath(url.pathname)) return admitFetch(request, keeper, url.pathname, origins[0]);
  if (url.pathname === PROVE_PATH) return admitProveRequest(request, url, origins[0]);
  return admitPage(request, url);
}

/**
 * Whether it may have come through a port that somebody forwards to ours (`ssh -R`): an upgrade without Origin alone,
 * which no page of a browser can make, and to the literal address, so that no name can be made to lead here.
 */
function isForwarded(host: string | undefined, request: RequestFacts): boolean {
  const port = FORWARDED_HOST.exec(host ?? "")?.[1];
  return request.upgrade && Number(port) <= MAX_PORT && headerValues(request, "origin").length === 0;
}

/** Through another port only a script comes in, with its token: the owner's commands and browsers have ours. */
function admitForwarded(admission: Admission): Admission {
  const isSocket = admission.kind === "control" || admission.kind === "lane";
  if (admission.kind === "refused") return admission;
  return isSocket && admission.client.kind === "script" ? admission : refused("host");
}

/** A word of the proof where no WebSocket can be had: from an extension only, and nothing is changed without it. */
function admitProveRequest(request: RequestFacts, url: URL, origin: string | undefined): Admission {
  if (request.method !== "POST") return refused("method");
  if (origin === undefined || !EXTENSION_ORIGIN.test(origin)) return refused("origin");
  return { kind: "prove-request", origin, nonce: url.searchParams.get("nonce") };
}

/** The bytes of a file that is under way on a lane, to whom that lane belongs. */
function admitFetch(
  request: RequestFacts,
  keeper: DoorKeeper,
  path: string,
  origin: string | undefined,
): Admission {
  const range = admitRange(request, keeper, path, origin);
  return typeof range === "string" ? refused(range) : { kind: "range", ...range };
}

function admitPage(request: RequestFacts, url: URL): Admission {
  if (request.method !== "GET" && request.method !== "HEAD") return refused("method");
  // A page of another site may link here, which opens a tab; it may not load from here in the background.
  const site = headerValues(request, "sec-fetch-site")[0];
  const isNavigation = headerValues(request, "sec-fetch-mode")[0] === "navigate";
  // "Same site" is every other port of this computer: whatever runs there is a stranger too.
  if ((site === "cross-site" || site === "same-site") && !isNavigation) return refused("site");
  return { kind: "page", path: url.pathname, query: url.searchParams };
}

function admitSocket(
  request: RequestFacts,
  keeper: DoorKeeper,
  url: URL,
  origin: string | undefined,
): Admission {
  if (request.method !== "GET") return refused("method");
  if (origin !== undefined && !EXTENSION_ORIGIN.test(origin)) return refused("origin");
  const protocols = subprotocols(request);
  switch (url.pathname) {
    case PROVE_PATH:
      if (origin === undefined) return refused("origin");
      return protocols.includes(PROVE_SUBPROTOCOL) ? { kind: "prove", origin } : refused("protocol");
    case CONTROL_PATH: {
      if (!isSpokenVersion(url)) return refused("version");
      if (!protocols.includes(PHOENIX_SUBPROTOCOL)) return refused("protocol");
      const client = clientOf(keeper, phoenixBearer(protocols), origin);
      return client ? { kind: "control", client } : refused("bearer");
    }
    case LANE_PATH: {
      if (!protocols.includes(LANE_SUBPROTOCOL)) return refused("protocol");
      const client = clientOf(keeper, laneBearer(protocols), origin);
      return client ? { kind: "lane", client } : refused("bearer");
    }
    default:
      return refused("path");
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
  if (request.method !== "GET") return refused("method");
  const bearers = headerValues(request, POLL_BEARER_HEADER);
  const [bearer = ""] = bearers;
  if (bearers.length !== 1 || bearer.length > MAX_BEARER_CHARACTERS) return POLL_FORBIDDEN;
  if (origin !== undefined && !EXTENSION_ORIGIN.test(origin)) return POLL_FORBIDDEN;
  if (!isSpokenVersion(url)) return POLL_FORBIDDEN;
  // The bearer it was opened with keeps a session alive, as a socket outlives its ticket.
  const isOwn = session?.isBearer(bearer) && (origin === undefined || origin === session.origin);
  if (id !== undefined && isOwn) return { kind: "poll", session: id };
  const holder = holderOf(keeper, bearer, origin);
  return holder ? { kind: "poll-open", bearer, ...holder } : POLL_FORBIDDEN;
}

/** Phoenix's first serializer has no join_ref and no bytes: it is not spoken here. */
function isSpokenVersion(url: URL): boolean {
  return /^2\.0\./.test(url.searchParams.get("vsn") ?? "");
}
