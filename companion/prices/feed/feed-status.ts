/** What a listener is told of a symbol's feed, as a pure function of what the supervisor knows. */

import { type Message, message } from "../../../shared/texts/message.ts";
import { feedSaying } from "../../../shared/texts/said.ts";
import { FIRST_PRICE_MS } from "../limits.ts";
import type { Venue } from "../venues/venue.ts";
import type { Obstacle } from "../web/connections.ts";
import type { Subscription, ToldStatus } from "./subscription.ts";

/** Before a venue was asked. */
export const NOT_ASKED: ToldStatus = feedSaying("connecting", message("feed.not-asked"));

/** A connection that is not there, and when it is dialled again. */
export type ClosedLink =
  | { readonly phase: "connecting"; readonly said: Message; readonly dialAtMs?: number }
  /** Not from here, or not with this key: waiting alone does not help. */
  | { readonly phase: "blocked"; readonly said: Message; readonly dialAtMs?: number };
/** The connection to the venue. */
export type Link = ClosedLink | { readonly phase: "open" };

/** A link that is not open, in words that name the venue alone. */
export function saidLink(
  phase: "connecting" | "blocked",
  code: "feed.connecting" | "feed.no-connection" | "venue.maintenance" | "venue.wrong-key",
  venue: string,
): ClosedLink {
  return { phase, said: message(code, { venue }) };
}

/** The HTTP answers that mean "not for you, not from there". */
const BLOCKING_STATUSES: ReadonlySet<number> = new Set([403, 451]);
/** "Network authentication required", as hotels and trains say. */
const SIGN_IN_STATUS = 511;

/** What an answer other than an upgrade means: a venue that is down is told from one that this network blocks. */
export function refusedLink(
  { label: venue }: Pick<Venue, "label">,
  status: number,
  isProxy: boolean,
): ClosedLink {
  if (isProxy) return { phase: "blocked", said: message("venue.proxy", { venue, status }) };
  if (status === 401) return { phase: "blocked", said: message("venue.wrong-key", { venue }) };
  if (BLOCKING_STATUSES.has(status)) {
    return { phase: "blocked", said: message("feed.refused-here", { venue, status }) };
  }
  // A page instead of a stream is as good as a redirect to one: a hotel's, a filter's.
  const isElsewhere = (status >= 200 && status < 400) || status === SIGN_IN_STATUS;
  if (isElsewhere) return { phase: "blocked", said: message("venue.elsewhere", { venue, status }) };
  return { phase: "connecting", said: message("venue.down", { venue, status }) };
}

/** What a connection that never came to be means. */
export function obstructedLink(
  { label: venue }: Pick<Venue, "label">,
  obstacle: Obstacle | undefined,
): ClosedLink {
  switch (obstacle) {
    case "certificate":
      return { phase: "blocked", said: message("venue.certificate", { venue }) };
    case "stranger":
      return { phase: "blocked", said: message("venue.stranger", { venue }) };
    case "no-address":
      return { phase: "connecting", said: message("venue.no-address", { venue }) };
    case "proxy-gone":
      return { phase: "connecting", said: message("venue.proxy-gone", { venue }) };
    case "unreachable":
      return { phase: "connecting", said: message("venue.unreachable", { venue }) };
    case undefined:
      return { phase: "connecting", said: message("feed.no-connection", { venue }) };
  }
}

/** The details hold no running figures: a status that only counts seconds is no change. */
export function feedStatus(
  { label, staleAfterMs }: Pick<Venue, "label" | "staleAfterMs">,
  link: Link,
  subscription: Subscription,
  nowMs: number,
  hasNoMatch = false,
): ToldStatus {
  if (link.phase !== "open") return { ...feedSaying(link.phase, link.said), dialAtMs: link.dialAtMs };
  const { symbol, refusal, heardAtMs, subscribedAtMs } = subscription;
  if (refusal !== undefined) {
    return feedSaying("blocked", message("feed.refused", { venue: label, symbol, reason: refusal }));
  }
  if (heardAtMs === undefined) {
    if (nowMs - subscribedAtMs < FIRST_PRICE_MS)
      return feedSaying("connecting", message("feed.waiting", { symbol, venue: label }));
    return feedSaying(
      "stale",
      hasNoMatch
        ? message("venue.no-match", { venue: label })
        : message("feed.no-price", { symbol, venue: label }),
    );
  }
  if (subscription.watch.isLagging(nowMs)) {
    return feedSaying("stale", message("venue.lagging", { symbol, venue: label }));
  }
  if (nowMs - heardAtMs >= staleAfterMs) {
    const seconds = staleAfterMs / 1000;
    return feedSaying("stale", message("feed.silent", { symbol, venue: label, seconds }));
  }
  return feedSaying("live", message("feed.live", { venue: label }));
}
