/** The price market: finds a symbol's venues and shares one way to them among all who listen to it. */

import type { DatabaseSync } from "node:sqlite";
import { isSymbol, type Resolution } from "../../shared/protocol/price.ts";
import { message } from "../../shared/texts/message.ts";
import { onNobodysBehalf } from "../process/belonging.ts";
import type { Log } from "../process/log.ts";
import { BarWriter } from "./bars/bar-writer.ts";
import { BarHistory } from "./bars/history.ts";
import { VenueCandles } from "./book/venue-candles.ts";
import { type Clock, systemClock } from "./clock.ts";
import { VenueSupervisor } from "./feed/supervisor.ts";
import type { OpenVenue, PriceListener } from "./feed/symbol-feed.ts";
import { type Listening, SymbolRoute } from "./feed/symbol-route.ts";
import { MAX_SYMBOLS_PER_VENUE } from "./limits.ts";
import { MarketError } from "./market-error.ts";
import type { PriceSettings } from "./settings/price-settings.ts";
import { type PlaceHolder, SymbolPlaces } from "./symbol-places.ts";
import { type FoundSymbols, SymbolSearch } from "./symbols/symbol-search.ts";
import { venuesOf } from "./symbols/venue-order.ts";

export interface MarketOptions {
  /** Stays the caller's, who closes it after the market. */
  readonly database: DatabaseSync;
  readonly settings?: PriceSettings | undefined;
  readonly log: Log;
  readonly clock?: Clock;
  /** An even spread over [0, 1). */
  readonly random?: () => number;
}

/** No venue is dialled before somebody listens. */
export class Market {
  readonly #log: Log;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #venues: readonly OpenVenue[];
  readonly #routes = new Map<string, SymbolRoute>();
  readonly #places = new SymbolPlaces();
  readonly #history: BarHistory;
  readonly #writer: BarWriter;
  readonly #search: SymbolSearch;
  readonly #retiring = new Set<Promise<void>>();
  #isClosed = false;

  constructor({ database, settings = {}, log, clock = systemClock, random = Math.random }: MarketOptions) {
    this.#log = log;
    this.#clock = clock;
    this.#random = random;
    const addresses: PriceSettings["venues"] = settings.venues ?? {};
    this.#venues = venuesOf(settings).map((venue) => {
      const { url, restUrl } = Object.entries(addresses).find(([name]) => name === venue.name)?.[1] ?? {};
      return {
        venue,
        supervisor: new VenueSupervisor({ venue, openFeed: venue.connect(url), clock, random, log }),
        candles: new VenueCandles(venue, venue.texts(restUrl), clock),
      };
    });
    this.#search = new SymbolSearch(this.#venues, clock, log);
    this.#history = new BarHistory(database, log);
    this.#writer = new BarWriter({
      history: this.#history,
      clock,
      log,
      gather: () => {
        const batches = [...this.#routes.values()].flatMap((route) => route.takeChanged());
        return {
          bars: batches.flatMap(({ bars }) => bars),
          knowledge: batches.flatMap(({ knowledge = [] }) => knowledge),
          heard: batches.flatMap(({ heard = [] }) => heard),
        };
      },
    });
  }

  /** The venues in the order they are asked, the simulated market apart. */
  get venues(): readonly { readonly name: string; readonly label: string }[] {
    return this.#venues
      .filter(({ venue }) => !venue.isSimulated)
      .map(({ venue: { name, label } }) => ({ name, label }));
  }

  /**
   * Listens to a symbol. The listener hears its first status, and the last trade if there was one, before the
   * promise resolves. Rejects with `MarketError`: `unknown_symbol`, `too_many_symbols` or `closed`. The holder says
   * whose share of the symbols it is counted in; a simulated market's are in nobody's.
   */
  async listen(
    symbol: string,
    resolution: Resolution,
    listener: PriceListener,
    holder: PlaceHolder,
  ): Promise<Listening> {
    if (this.#isClosed) throw shuttingDown();
    if (!isSymbol(symbol)) throw new MarketError("unknown_symbol", message("market.symbol-form"));
    const giveUp = this.#trades(symbol)[0].venue.isSimulated
      ? () => undefined
      : this.#places.take(symbol, holder);
    try {
      const route = this.#routes.get(symbol) ?? this.#openRoute(symbol, holder);
      const listening = await route.listen(resolution, listener);
      return {
        ...listening,
        leave() {
          giveUp();
          listening.leave();
        },
      };
    } catch (error) {
      giveUp();
      throw error;
    }
  }

  /** The symbols that the venues trade, as far as they say. */
  async find(query: string, venue: string | undefined): Promise<FoundSymbols> {
    return await this.#search.find(query, venue);
  }

  /** Hangs up everywhere and writes the last bars; resolves when nothing is under way any more. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#search.close();
    // The last bars are gathered before the feeds go.
    this.#writer.close();
    for (const symbol of this.#routes.keys()) this.#retire(symbol);
    for (const { supervisor } of this.#venues) supervisor.close();
    await Promise.all(this.#retiring);
  }

  #openRoute(symbol: string, holder: PlaceHolder): SymbolRoute {
    const candidates = this.#trades(symbol);
    const beside = this.#askedFirst(candidates[0]);
    if (beside.length >= MAX_SYMBOLS_PER_VENUE) this.#makeRoom(beside, holder);
    const route = onNobodysBehalf(
      () =>
        new SymbolRoute({
          symbol,
          candidates,
          history: this.#history,
          writer: this.#writer,
          clock: this.#clock,
          random: this.#random,
          log: this.#log,
          onIdle: () => this.#retire(symbol),
        }),
    );
    this.#routes.set(symbol, route);
    return route;
  }

  /** The venues that may trade a symbol, in the order they are asked. Throws `MarketError` where there is none. */
  #trades(symbol: string): [OpenVenue, ...OpenVenue[]] {
    const [first, ...others] = this.#venues.filter(({ venue }) => venue.trades(symbol));
    if (first) return [first, ...others];
    throw new MarketError("unknown_symbol", message("market.no-venue", { symbol }));
  }

  /** The symbols that are followed and asked of a venue first. */
  #askedFirst(venue: OpenVenue): string[] {
    return [...this.#routes.keys()].filter((symbol) => this.#trades(symbol)[0] === venue);
  }

  /** Throws `MarketError` where all of them are followed by clients that follow no more than the newcomer does. */
  #makeRoom(symbols: readonly string[], holder: PlaceHolder): void {
    // One that only waits for its last listener to come back, else one of the greediest client.
    const resting = symbols.find((name) => this.#routes.get(name)?.isResting);
    const symbol = resting ?? this.#places.toMakeRoomFor(holder, symbols);
    if (symbol === undefined) throw tooManySymbols();
    this.#places.displace(symbol);
    this.#retire(symbol, tooManySymbols());
  }

  #retire(symbol: string, reason = shuttingDown()): void {
    const route = this.#routes.get(symbol);
    if (!route) return;
    if (!this.#isClosed) this.#writer.flush();
    this.#routes.delete(symbol);
    const end = route.close(reason).then(() => void this.#retiring.delete(end));
    this.#retiring.add(end);
  }
}

function shuttingDown(): MarketError {
  return new MarketError("closed", message("market.closed"));
}

function tooManySymbols(): MarketError {
  return new MarketError("too_many_symbols", message("market.full", { most: MAX_SYMBOLS_PER_VENUE }));
}
