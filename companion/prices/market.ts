/** The price market: finds a symbol's venue and shares one feed among all who listen to it. */

import type { DatabaseSync } from "node:sqlite";
import { DEMO_SYMBOL, parseSymbol, type Resolution } from "../../shared/protocol/price.ts";
import { ProtocolError } from "../../shared/protocol/protocol-error.ts";
import { type Log, startBarWriter } from "./bar-writer.ts";
import { candleSource, fetchWebText } from "./candle-source.ts";
import { type Clock, systemClock } from "./clock.ts";
import { coinbase } from "./coinbase.ts";
import { demo, IN_PROCESS_SCHEME } from "./demo.ts";
import { demoCandles, openDemoFeed } from "./demo-exchange.ts";
import { openWebFeed } from "./feed-socket.ts";
import { openBarHistory } from "./history.ts";
import { MAX_SYMBOLS_PER_VENUE } from "./limits.ts";
import { MarketError } from "./market-error.ts";
import { VenueSupervisor } from "./supervisor.ts";
import { type Listening, type PriceListener, SymbolFeed } from "./symbol-feed.ts";
import type { Venue } from "./venue.ts";

/** Other addresses for a venue: a proxy, or a test's local server. */
export interface VenueAddresses {
  /** `ws:` or `wss:`. */
  readonly url?: string | undefined;
  /** `http:` or `https:`. */
  readonly restUrl?: string | undefined;
}

export interface MarketOptions {
  /** Stays the caller's, who closes it after the market. */
  readonly database: DatabaseSync;
  /** By a venue's lower-case name. */
  readonly venues?: Readonly<Record<string, VenueAddresses>> | undefined;
  readonly log: Log;
  readonly clock?: Clock;
  /** What the waits between tries are drawn with: an even spread over [0, 1). */
  readonly random?: () => number;
}

export interface Market {
  /**
   * Listens to a symbol. The listener hears its first status, and the last trade if there was one, before the
   * promise resolves. Rejects with `MarketError`: `unknown_symbol`, `too_many_symbols` or `closed`.
   */
  listen(symbol: string, resolution: Resolution, listener: PriceListener): Promise<Listening>;
  /** Hangs up everywhere and writes the last bars; resolves when nothing is under way any more. */
  close(): Promise<void>;
}

const VENUES: readonly Venue[] = [coinbase, demo];

/** A venue with its addresses and the one connection to it. */
interface OpenVenue {
  readonly venue: Venue;
  readonly supervisor: VenueSupervisor;
  readonly fetchCandles: ReturnType<typeof candleSource>;
}

/** Opens the market; no venue is dialled before somebody listens. Throws `MarketError` with `config_wrong`. */
export function openMarket(options: MarketOptions): Market {
  const { database, log, clock = systemClock, random = Math.random } = options;
  const addresses = options.venues ?? {};
  checkNames(addresses);
  const venues = VENUES.map((venue) => openVenue(venue, addresses[venue.name] ?? {}));
  const history = openBarHistory(database);
  const feeds = new Map<string, SymbolFeed>();
  const closing = new Set<Promise<void>>();
  const deep = new Set<string>();
  const gather = () => [...feeds.values()].flatMap((feed) => feed.takeChanged());
  const writer = startBarWriter({ history, clock, log, gather });
  let closed = false;

  function openVenue(venue: Venue, { url = venue.url, restUrl = venue.restUrl }: VenueAddresses): OpenVenue {
    checkAddress(venue, "url", url, ["ws:", "wss:"]);
    checkAddress(venue, "restUrl", restUrl, ["http:", "https:"]);
    const inProcess = url.startsWith(IN_PROCESS_SCHEME);
    const openSocket: typeof openWebFeed = inProcess
      ? (_url, events) => openDemoFeed(clock, events)
      : openWebFeed;
    const fetchText: typeof fetchWebText = restUrl.startsWith(IN_PROCESS_SCHEME)
      ? (address) => Promise.resolve(demoCandles(address, clock.wallMs()))
      : fetchWebText;
    return {
      venue,
      supervisor: new VenueSupervisor({ venue, url, openSocket, clock, random, log }),
      fetchCandles: candleSource(venue, restUrl, fetchText),
    };
  }

  function feedOf(symbol: string): SymbolFeed {
    const known = feeds.get(symbol);
    if (known !== undefined) return known;
    if (feeds.size >= MAX_SYMBOLS_PER_VENUE) {
      throw new MarketError(
        "too_many_symbols",
        `At most ${MAX_SYMBOLS_PER_VENUE} symbols can be followed at a time.`,
      );
    }
    const open = venues.find(({ venue }) => (venue === demo) === (symbol === DEMO_SYMBOL));
    if (open === undefined) throw new MarketError("unknown_symbol", `No venue trades ${symbol}.`);
    const feed = new SymbolFeed({
      ...{ symbol, history, writer, clock, log, deep, ...open },
      idle: () => retire(symbol, feed),
    });
    feeds.set(symbol, feed);
    return feed;
  }

  function retire(symbol: string, feed: SymbolFeed): void {
    writer.flush();
    feeds.delete(symbol);
    const end = feed.close().finally(() => closing.delete(end));
    closing.add(end);
  }

  return {
    async listen(symbol, resolution, listener) {
      if (closed) throw new MarketError("closed", "The companion is shutting down.");
      return await feedOf(checkSymbol(symbol)).listen(resolution, listener);
    },
    async close() {
      if (closed) return;
      closed = true;
      // The last bars are gathered before the feeds go.
      writer.close();
      for (const [symbol, feed] of feeds) retire(symbol, feed);
      for (const { supervisor } of venues) supervisor.close();
      await Promise.all(closing);
    },
  };
}

function checkSymbol(symbol: string): string {
  try {
    return parseSymbol(symbol);
  } catch (error) {
    if (error instanceof ProtocolError) throw new MarketError("unknown_symbol", error.message);
    throw error;
  }
}

function checkNames(addresses: Readonly<Record<string, VenueAddresses>>): void {
  for (const name of Object.keys(addresses)) {
    if (VENUES.some((venue) => venue.name === name)) continue;
    const known = VENUES.map((venue) => venue.name).join(", ");
    throw new MarketError("config_wrong", `There is no price venue "${name}"; the known ones are ${known}.`);
  }
}

function checkAddress(venue: Venue, key: string, address: string, schemes: readonly string[]): void {
  if (address.startsWith(IN_PROCESS_SCHEME) && venue === demo) return;
  const scheme = URL.canParse(address) ? new URL(address).protocol : undefined;
  if (scheme !== undefined && schemes.includes(scheme)) return;
  throw new MarketError(
    "config_wrong",
    `The ${key} of the price venue "${venue.name}" must begin with ${schemes.join("// or ")}//.`,
  );
}
