/** Which symbols the venues trade: their lists, asked for once in a while, and searched by what a person types. */

import { type FoundSymbol, MAX_FOUND_SYMBOLS } from "../../../shared/protocol/market/symbols.ts";
import { completedSymbol } from "../../../shared/protocol/price.ts";
import { message } from "../../../shared/texts/message.ts";
import { type Sentence, saying } from "../../../shared/texts/said.ts";
import type { Log } from "../../process/log.ts";
import type { VenueCandles } from "../book/venue-candles.ts";
import type { Clock } from "../clock.ts";
import { MAX_SYMBOLS_BYTES, SEARCH_PATIENCE_MS, SYMBOLS_LAST_MS, SYMBOLS_RETRY_MS } from "../limits.ts";
import type { Venue } from "../venues/venue.ts";
import { coinNamed } from "./coin-names.ts";

/** A venue whose list can be asked for. */
export interface ListedVenue {
  readonly venue: Venue;
  readonly candles: Pick<VenueCandles, "text">;
}

export interface FoundSymbols {
  readonly symbols: readonly FoundSymbol[];
  /** What was typed, as a symbol is written, where it was typed otherwise and is traded. */
  readonly completed?: string;
  /** The venues whose lists could not be had. */
  readonly unavailable: readonly ({ readonly venue: string } & Sentence)[];
}

interface List {
  readonly symbols: readonly string[] | undefined;
  readonly askedAtMs: number;
}

/** A question for a list, and its answer once there is one. */
interface Asked {
  readonly coming: Promise<List>;
  list: List | undefined;
}

export class SymbolSearch {
  readonly #venues: readonly ListedVenue[];
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #lists = new Map<string, Asked>();
  readonly #abort = new AbortController();

  constructor(venues: readonly ListedVenue[], clock: Clock, log: Log) {
    this.#venues = venues;
    this.#clock = clock;
    this.#log = log;
  }

  /** Never rejects: a venue without a list is named. */
  async find(query: string, only: string | undefined): Promise<FoundSymbols> {
    const asked = this.#venues.filter(({ venue }) => only === undefined || venue.name === only);
    const lists = await Promise.all(asked.map(async (one) => ({ one, list: await this.#listSoon(one) })));
    const venuesOf = new Map<string, string[]>();
    for (const { one, list } of lists) {
      for (const symbol of list.symbols ?? []) {
        venuesOf.set(symbol, [...(venuesOf.get(symbol) ?? []), one.venue.name]);
      }
    }
    const typed = query.trim();
    const wanted = (coinNamed(typed) ?? typed).toUpperCase();
    const symbols = [...venuesOf]
      .flatMap(([symbol, venues]) => {
        const rank = rankOf(symbol, wanted);
        return rank === undefined ? [] : [{ symbol, venues, rank }];
      })
      .sort((a, b) => a.rank - b.rank || b.venues.length - a.venues.length || (a.symbol < b.symbol ? -1 : 1))
      .slice(0, MAX_FOUND_SYMBOLS)
      .map(({ symbol, venues }) => ({ symbol, venues }));
    const completed = completedSymbol(wanted);
    const isCompleted = completed !== typed && venuesOf.has(completed);
    const unavailable = lists.flatMap(({ one: { venue }, list }) =>
      list.symbols === undefined
        ? [{ venue: venue.name, ...saying(message("venue.no-list", { venue: venue.label })) }]
        : [],
    );
    return { symbols, ...(isCompleted && { completed }), unavailable };
  }

  /** Ends what is under way. */
  close(): void {
    this.#abort.abort();
  }

  /** One venue that lets us wait does not keep the others' symbols back; its list is there for a later search. */
  async #listSoon(one: ListedVenue): Promise<List> {
    const { promise: late, resolve } = Promise.withResolvers<List>();
    const nothing = { symbols: undefined, askedAtMs: this.#clock.monotonicMs() };
    const cancel = this.#clock.after(SEARCH_PATIENCE_MS, () => resolve(nothing));
    const list = await Promise.race([this.#listOf(one), late]);
    cancel();
    return list;
  }

  #listOf(one: ListedVenue): Promise<List> {
    const { name } = one.venue;
    const known = this.#lists.get(name);
    // One that is under way is waited for: a search for each letter that is typed asks but once.
    if (known && (known.list === undefined || this.#isFresh(known.list))) return known.coming;
    const asked: Asked = { coming: this.#ask(one), list: undefined };
    this.#lists.set(name, asked);
    return asked.coming.then((list) => {
      asked.list = list;
      return list;
    });
  }

  #isFresh({ symbols, askedAtMs }: List): boolean {
    const ageMs = this.#clock.monotonicMs() - askedAtMs;
    return ageMs < (symbols ? SYMBOLS_LAST_MS : SYMBOLS_RETRY_MS);
  }

  async #ask({ venue, candles }: ListedVenue): Promise<List> {
    const askedAtMs = this.#clock.monotonicMs();
    if (venue.symbolsPath === undefined) return { symbols: venue.parseSymbols(""), askedAtMs };
    try {
      const symbols = venue.parseSymbols(
        await candles.text(venue.symbolsPath, this.#abort.signal, MAX_SYMBOLS_BYTES),
      );
      return { symbols: symbols.length > 0 ? symbols : undefined, askedAtMs };
    } catch (error) {
      this.#log("symbols.not-listed", { venue: venue.name, error });
      return { symbols: undefined, askedAtMs };
    }
  }
}

/** How well a symbol fits, 0 best: the same, the coin itself in dollars, the coin itself, its beginning, a part. */
function rankOf(symbol: string, wanted: string): number | undefined {
  if (wanted === "" || symbol === wanted) return 0;
  const [coin = "", quote] = symbol.split("-");
  if (coin === wanted) return quote === "USD" ? 1 : quote === "USDT" || quote === "EUR" ? 2 : 3;
  if (symbol.startsWith(wanted)) return 4;
  return symbol.includes(wanted) ? 5 : undefined;
}
