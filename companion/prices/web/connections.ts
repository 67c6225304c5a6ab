/** What a venue is reached by: a stream of texts, and texts at paths; the network's own or one played in this process. */

import type { Clock } from "../clock.ts";

/** Why a stream could not be opened, where it can be told. */
export type Obstacle =
  /** Its name leads to no address. */
  | "no-address"
  /** Something answers in its place, with a certificate of its own. */
  | "certificate"
  /** Something answers in its place that does not speak its language. */
  | "stranger"
  /** The proxy of the environment does not answer. */
  | "proxy-gone"
  /** Nobody answers, or not in time. */
  | "unreachable";

/** What a stream reports; after `refused` or `closed`, which come once and alone, nothing more. */
export interface FeedEvents {
  opened(): void;
  text(frame: string): void;
  /** A frame that is no text: no venue here sends any. */
  binary(): void;
  /** The handshake was answered with this HTTP status instead of an upgrade; by the venue, or by a proxy before it. */
  refused(httpStatus: number, isProxy: boolean): void;
  /** It is over, or never began; the obstacle says why, where it never did. */
  closed(detail: string, obstacle?: Obstacle): void;
}

/** One stream from a venue. */
export interface FeedSocket {
  send(text: string): void;
  /** Ends it at once; no event follows. */
  close(): void;
}

/** Opens a stream; the symbols are for a venue that wants them in the address. */
export type OpenFeed = (events: FeedEvents, clock: Clock, symbols: readonly string[]) => FeedSocket;

/** The text at a path; rejects with `MarketError` when there is none, and with the signal's reason when it says so. */
export type FetchText = (
  path: string,
  signal: AbortSignal,
  clock: Clock,
  maxBytes?: number,
) => Promise<string>;
