/** The price market: finds a symbol's venues and shares one way to them among all who listen to it. */

import type { DatabaseSync } from "node:sqlite";
import { DEMO_SYMBOL, isSymbol, type Resolution } from "../../shared/protocol/price.ts";
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
import { type PlaceHolder, SymbolPlaces } from "./symbol-places.ts";
import { type FoundSymbols, SymbolSearch } from "./symbols/symbol-search.ts";
import type { PriceSettings } from "./venues/venue-settings.ts";
import { venuesOf } from "./venues/venues.ts";

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
    this.#history = new BarHistory(database);
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
    const giveUp = symbol === DEMO_SYMBOL ? () => undefined : this.#places.take(symbol, holder);
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
    const [first, ...others] = this.#venues.filter(({ venue }) => venue.trades(symbol));
    if (!first) throw new MarketError("unknown_symbol", message("market.no-venue", { symbol }));
    if (symbol !== DEMO_SYMBOL && this.#realRoutes() >= MAX_SYMBOLS_PER_VENUE) this.#makeRoom(holder);
    const route = onNobodysBehalf(
      () =>
        new SymbolRoute({
          symbol,
          candidates: [first, ...others],
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

  #realRoutes(): number {
    return this.#routes.size - (this.#routes.has(DEMO_SYMBOL) ? 1 : 0);
  }

  /** Throws `MarketError` where all symbols are followed by clients that follow no more than the newcomer does. */
  #makeRoom(holder: PlaceHolder): void {
    // One that only waits for its last listener to come back, else one of the greediest client.
    const resting = [...this.#routes].find(([name, { isResting }]) => isResting && name !== DEMO_SYMBOL)?.[0];
    const symbol = resting ?? this.#places.toMakeRoomFor(holder);
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
