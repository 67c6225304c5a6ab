/** One symbol's life at one venue while somebody listens: its trades and holes are told to all who do. */

import type { Gaps } from "../../../shared/protocol/market/gaps.ts";
import {
  type Bar,
  barStart,
  type PriceHistory,
  type Resolution,
  type Tick,
} from "../../../shared/protocol/price.ts";
import type { Log } from "../../process/log.ts";
import type { BarWriter } from "../bars/bar-writer.ts";
import type { BarHistory, Batch } from "../bars/history.ts";
import { SymbolBook } from "../book/symbol-book.ts";
import type { VenueCandles } from "../book/venue-candles.ts";
import type { Clock } from "../clock.ts";
import { HISTORY_PATIENCE_MS, JOIN_PATIENCE_MS } from "../limits.ts";
import type { MarketError } from "../market-error.ts";
import type { Venue, VenueTrade } from "../venues/venue.ts";
import { NOT_ASKED } from "./feed-status.ts";
import type { ToldStatus } from "./subscription.ts";
import type { VenueSupervisor } from "./supervisor.ts";

/** What one listener is told. Called synchronously; what it throws is logged and keeps the news from no other. */
export interface PriceListener {
  tick(tick: Tick): void;
  status(status: ToldStatus): void;
  /** Bars that replace those of the same times; ascending. */
  bars(bars: readonly Bar[]): void;
  /** All holes of the series, whenever they are others. */
  gaps?(gaps: Gaps): void;
  /** Another venue is asked from here on: what was told before is another series. */
  series?(history: SeriesHistory): void;
}

/** What a join's reply holds. */
export type SeriesHistory = PriceHistory & Gaps;

/** A part of a series further back. */
export interface HistoryPart extends Gaps {
  readonly venue: string;
  readonly resolutionSeconds: Resolution;
  readonly bars: readonly Bar[];
  readonly nextSeconds?: number;
}

/** A venue in use. */
export interface OpenVenue {
  readonly venue: Venue;
  readonly supervisor: VenueSupervisor;
  readonly candles: VenueCandles;
}

/** What all feeds of a market share. */
export interface FeedServices {
  readonly history: BarHistory;
  readonly writer: BarWriter;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}

export interface SymbolFeedOptions extends FeedServices {
  readonly symbol: string;
  readonly open: OpenVenue;
  /** Hears every status, also while nobody listens. */
  onStatus(status: ToldStatus): void;
}

/** One that listens to bars of one length. */
export interface Subscriber {
  readonly resolution: Resolution;
  readonly listener: PriceListener;
}

export class SymbolFeed {
  readonly #options: SymbolFeedOptions;
  readonly #book: SymbolBook;
  readonly #unsubscribe: () => void;
  readonly #subscribers = new Set<Subscriber>();
  #endedBy: MarketError | undefined;
  #newest: VenueTrade | undefined;
  #quote: Tick | undefined;
  #status = NOT_ASKED;

  constructor(options: SymbolFeedOptions) {
    this.#options = options;
    const { symbol, open } = options;
    const { venue, supervisor, candles } = open;
    this.#book = new SymbolBook({
      ...options,
      venue: venue.name,
      candles,
      confirms: venue.confirmsByCandles ?? false,
      nowMs: () => supervisor.nowMs(),
      heardToMs: () => supervisor.heardToMs(symbol),
      amended: (resolution, bars) =>
        this.#tellAll((one) => one.resolution === resolution && one.listener.bars(bars)),
      gapsChanged: (resolution) => this.#tellGaps(resolution),
    });
    this.#unsubscribe = supervisor.subscribe(symbol, {
      trade: (trade) => this.#takeTrade(trade),
      quote: (price, time) => this.#takeQuote({ price, time, venue: venue.name }),
      status: (status) => this.#takeStatus(status),
      resumed: (atMs, heardToMs) => this.#book.resumed(atMs, heardToMs),
      missed: (fromMs, toMs) => this.#book.missed(fromMs, toMs),
    });
  }

  get venue(): Venue {
    return this.#options.open.venue;
  }

  get status(): ToldStatus {
    return this.#status;
  }

  /** Whether a price has come since it was opened. */
  get hasPrice(): boolean {
    return this.#newest !== undefined || this.#quote !== undefined;
  }

  /** Somebody asks for it by hand: a venue that waits for its next dial is dialled sooner. */
  hasten(): void {
    this.#options.open.supervisor.hasten();
  }

  /** Waits for the venue's candles, but never longer than `JOIN_PATIENCE_MS`. Throws the reason it was closed for. */
  async prepare(resolution: Resolution): Promise<void> {
    await this.#withPatience(this.#book.ensure(resolution), JOIN_PATIENCE_MS);
    if (this.#endedBy) throw this.#endedBy;
  }

  /** What is known of a series now. */
  historyOf(resolution: Resolution): SeriesHistory {
    const { symbol } = this.#options;
    const { name, label, isSimulated } = this.venue;
    const { bars, gaps, filled } = this.#book.newest(resolution);
    const whose = { symbol, venue: name, venueLabel: label, simulated: isSimulated };
    return { ...whose, resolutionSeconds: resolution, bars, gaps, filled };
  }

  /** A part of a series; what is not at hand is asked for first. */
  async part(resolution: Resolution, fromSeconds: number, toSeconds: number): Promise<HistoryPart> {
    await this.#withPatience(this.#book.want(resolution, fromSeconds, toSeconds), HISTORY_PATIENCE_MS);
    const { bars, gaps, filled, nextSeconds } = this.#book.part(resolution, fromSeconds, toSeconds);
    const part = { venue: this.venue.name, resolutionSeconds: resolution, bars, gaps, filled };
    return nextSeconds === undefined ? part : { ...part, nextSeconds };
  }

  /** Adds a listener, who hears the status and the last price at once. The returned function ends it. */
  add(subscriber: Subscriber): () => void {
    this.#subscribers.add(subscriber);
    const { resolution, listener } = subscriber;
    void this.#book.ensure(resolution);
    listener.status(this.#status);
    if (this.#newest) listener.tick(this.#tickFor(resolution, this.#newest));
    else if (this.#quote) listener.tick(this.#quote);
    return () => void this.#subscribers.delete(subscriber);
  }

  /** Everything that changed since the last call, for the database. */
  takeChanged(): Batch {
    return this.#book.takeChanged();
  }

  /** Ends the feed, with the reason for those who wait for it; resolves when nothing of it is under way any more. */
  async close(reason: MarketError | undefined): Promise<void> {
    this.#endedBy = reason;
    this.#subscribers.clear();
    this.#unsubscribe();
    await this.#book.close();
  }

  #takeTrade(trade: VenueTrade): void {
    if (this.#book.add(trade) !== "new") return;
    const before = this.#newest;
    const isNewest = !before || !happenedBefore(trade, before);
    if (isNewest) this.#newest = trade;
    this.#tellAll(({ resolution, listener }) => {
      const amended = isNewest ? before : trade;
      // A bar that is over, or amended by a trade older than the newest, has no tick that carries it.
      const past = amended && this.#book.barAt(resolution, amended.timeMs);
      if (past && past[0] !== barStart((this.#newest ?? trade).timeMs, resolution)) {
        listener.bars([past]);
      }
      if (this.#newest) listener.tick(this.#tickFor(resolution, this.#newest));
    });
  }

  #takeQuote(quote: Tick): void {
    if (this.#newest && this.#newest.timeMs >= quote.time) return;
    this.#quote = quote;
    this.#tellAll(({ listener }) => listener.tick(quote));
  }

  #takeStatus(status: ToldStatus): void {
    this.#status = status;
    this.#options.onStatus(status);
    this.#tellAll(({ listener }) => listener.status(status));
  }

  #tellGaps(resolution: Resolution): void {
    const concerned = [...this.#subscribers].filter(
      (one) => one.resolution === resolution && one.listener.gaps,
    );
    if (concerned.length === 0) return;
    const { gaps, filled } = this.#book.gaps(resolution, 0, Number.POSITIVE_INFINITY);
    for (const { listener } of concerned) this.#attempt(() => listener.gaps?.({ gaps, filled }));
  }

  #tellAll(tell: (subscriber: Subscriber) => void): void {
    for (const subscriber of this.#subscribers) this.#attempt(() => tell(subscriber));
  }

  #attempt(tell: () => void): void {
    try {
      tell();
    } catch (error) {
      const { symbol, log } = this.#options;
      log("price.listener-failed", { symbol, error });
    }
  }

  #tickFor(resolution: Resolution, trade: VenueTrade): Tick {
    const tick = { price: trade.price, time: trade.timeMs, venue: this.venue.name };
    const bar = this.#book.barAt(resolution, trade.timeMs);
    return bar ? { ...tick, bar } : tick;
  }

  async #withPatience(work: Promise<void>, patienceMs: number): Promise<void> {
    const { promise: patienceOver, resolve } = Promise.withResolvers<void>();
    const cancel = this.#options.clock.after(patienceMs, resolve);
    await Promise.race([work, patienceOver]);
    cancel();
  }
}

/** By the exchange's time, and within the same moment by the trade's number. */
function happenedBefore(a: VenueTrade, b: VenueTrade): boolean {
  return a.timeMs < b.timeMs || (a.timeMs === b.timeMs && (a.tradeId ?? -1) < (b.tradeId ?? -1));
}
