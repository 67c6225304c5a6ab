/** What a request says of itself in its head. */

import { LANE_BEARER_PREFIX } from "../../../shared/protocol/proof.ts";

/** Nothing of it is trusted. */
export interface RequestFacts {
  readonly method: string;
  /** The request target as sent. */
  readonly target: string;
  /** Header names and values in turn, as sent: a doubled Host or Origin must be seen. */
  readonly rawHeaders: readonly string[];
  readonly upgrade: boolean;
}

/** The subprotocol of a control socket. */
export const PHOENIX_SUBPROTOCOL = "phoenix";
/** How the phoenix client (1.8 and later) carries its `authToken` among the subprotocols. */
const PHOENIX_BEARER_PREFIX = "base64url.bearer.phx.";

/** The bearer of a control socket, as the phoenix client offers it. */
export function phoenixBearer(protocols: readonly string[]): string | undefined {
  const encoded = protocols.find((protocol) => protocol.startsWith(PHOENIX_BEARER_PREFIX));
  // Despite the name the client sends standard base64 without padding.
  return encoded && Buffer.from(encoded.slice(PHOENIX_BEARER_PREFIX.length), "base64").toString("latin1");
}

/** The bearer of a lane. */
export function laneBearer(protocols: readonly string[]): string | undefined {
  const bearer = protocols.find((protocol) => protocol.startsWith(LANE_BEARER_PREFIX));
  return bearer?.slice(LANE_BEARER_PREFIX.length);
}

/** What the client offers to speak. */
export function subprotocols(request: RequestFacts): string[] {
  return headerValues(request, "sec-websocket-protocol").flatMap((value) =>
    value.split(",").map((part) => part.trim()),
  );
}

/** Every value under one name, which is given in lower case. */
export function headerValues(request: RequestFacts, name: string): string[] {
  const values: string[] = [];
  for (let index = 0; index + 1 < request.rawHeaders.length; index += 2) {
    if (request.rawHeaders[index]?.toLowerCase() === name) values.push(request.rawHeaders[index + 1] ?? "");
  }
  return values;
}
