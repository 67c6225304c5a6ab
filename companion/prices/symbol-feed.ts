/** One symbol's life while anybody listens: trades into bars, candles into history, news to its listeners. */

import {
  type Bar,
  barStart,
  type FeedStatus,
  type PriceHistory,
  RESOLUTIONS,
  type Resolution,
  type Tick,
} from "../../shared/protocol/price.ts";
import { Backfill } from "./backfill.ts";
import { isOver } from "./bar-draft.ts";
import type { BarWriter, Log } from "./bar-writer.ts";
import { RollUp } from "./bars.ts";
import type { FetchCandles } from "./candle-source.ts";
import type { Clock } from "./clock.ts";
import type { BarHistory, SeriesKey, StoredBar } from "./history.ts";
import { JOIN_PATIENCE_MS, LINGER_MS } from "./limits.ts";
import { MarketError } from "./market-error.ts";
import type { VenueSupervisor } from "./supervisor.ts";
import type { Venue, VenueTrade } from "./venue.ts";

/** One listener's ears. Called synchronously; must not throw. */
export interface PriceListener {
  tick(tick: Tick): void;
  status(status: FeedStatus): void;
  /** Bars that replace those of the same times; ascending. */
  bars(bars: readonly Bar[]): void;
}

/** A listener's stay. */
export interface Listening {
  readonly history: PriceHistory;
  /** Ends it; calling it again does nothing. */
  leave(): void;
}

export interface SymbolFeedOptions {
  readonly symbol: string;
  readonly venue: Venue;
  readonly supervisor: VenueSupervisor;
  readonly fetchCandles: FetchCandles;
  readonly history: BarHistory;
  readonly writer: BarWriter;
  readonly clock: Clock;
  readonly log: Log;
  readonly deep: Set<string>;
  /** Called once when the last listener has been gone for a while. */
  idle(): void;
}

interface Ear {
  readonly resolution: Resolution;
  readonly listener: PriceListener;
}

export class SymbolFeed {
  readonly #options: SymbolFeedOptions;
  readonly #rollUp = new RollUp();
  readonly #backfill: Backfill;
  readonly #unsubscribe: () => void;
  readonly #ears = new Set<Ear>();
  /** Listeners and those whose join is under way. */
  #stays = 0;
  #cancelLinger: (() => void) | undefined;
  #closed = false;
  #newest: VenueTrade | undefined;
  #status: FeedStatus = { state: "connecting", detail: "Not asked for yet." };

  constructor(options: SymbolFeedOptions) {
    this.#options = options;
    const { venue, symbol, fetchCandles, history, clock, log, deep } = options;
    for (const resolution of RESOLUTIONS) {
      const open = history.open(this.#series(resolution));
      if (open !== undefined && !isOver(open[0], resolution, clock.wallMs())) {
        this.#rollUp.adopt(resolution, open);
      }
    }
    this.#backfill = new Backfill({
      ...{ venue, symbol, fetchCandles, clock, log, deep },
      lastCompleteSeconds: (resolution) => history.lastCompleteSeconds(this.#series(resolution)),
      take: (resolution, bars, asOfMs) => this.#takeCandles(resolution, bars, asOfMs),
    });
    this.#unsubscribe = options.supervisor.subscribe(symbol, {
      trade: (trade) => this.#takeTrade(trade),
      status: (status) => this.#takeStatus(status),
      resumed: (atMs) => this.#resumed(atMs),
    });
  }

  /** Lets a listener in. Waits for the venue's candles, but never longer than `JOIN_PATIENCE_MS`. */
  async listen(resolution: Resolution, listener: PriceListener): Promise<Listening> {
    this.#stays += 1;
    this.#cancelLinger?.();
    this.#cancelLinger = undefined;
    await this.#patiently(this.#backfill.ensure(resolution));
    if (this.#closed) throw new MarketError("closed", "The companion is shutting down.");
    const history = this.#historyOf(resolution);
    const ear = { resolution, listener };
    this.#ears.add(ear);
    listener.status(this.#status);
    if (this.#newest !== undefined) listener.tick(this.#tickFor(resolution, this.#newest));
    return {
      history,
      leave: () => {
        if (this.#ears.delete(ear)) this.#leave();
      },
    };
  }

  /** Every bar that changed since the last call, for the database. */
  takeChanged(): StoredBar[] {
    const { venue, symbol, clock } = this.#options;
    return this.#rollUp.takeChanged(clock.wallMs()).map((bar) => ({ venue: venue.name, symbol, ...bar }));
  }

  /** Ends the feed for all its listeners; resolves when nothing of it is under way any more. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelLinger?.();
    this.#ears.clear();
    this.#unsubscribe();
    await this.#backfill.close();
  }

  #leave(): void {
    this.#stays -= 1;
    if (this.#stays > 0 || this.#closed) return;
    this.#cancelLinger = this.#options.clock.after(LINGER_MS, () => this.#options.idle());
  }

  #historyOf(resolution: Resolution): PriceHistory {
    const { venue, symbol, history, writer, log } = this.#options;
    const head = { symbol, venue: venue.name, simulated: venue.simulated, resolutionSeconds: resolution };
    writer.flush();
    try {
      return { ...head, bars: history.last(this.#series(resolution)) };
    } catch (error) {
      // A damaged database must not keep the live price from anybody.
      log("price_history_not_read", { symbol, resolution, reason: String(error) });
      return { ...head, bars: [] };
    }
  }

  #takeTrade(trade: VenueTrade): void {
    const { timeMs, tradeId, size } = trade;
    const outcome = this.#rollUp.add({ price: Number(trade.price), size, tradeId, timeMs });
    if (outcome !== "new") return;
    const before = this.#newest;
    const isNewest = before === undefined || !happenedBefore(trade, before);
    if (isNewest) this.#newest = trade;
    for (const { resolution, listener } of this.#ears) {
      const amended = isNewest ? before : trade;
      // A bar that is over, or amended behind the newest trade's back, has no tick that carries it.
      const past = amended && this.#rollUp.barAt(resolution, amended.timeMs);
      if (past !== undefined && past[0] !== barStart((this.#newest ?? trade).timeMs, resolution)) {
        listener.bars([past]);
      }
      if (this.#newest !== undefined) listener.tick(this.#tickFor(resolution, this.#newest));
    }
  }

  #takeCandles(resolution: Resolution, candles: readonly Bar[], asOfMs: number): void {
    const { venue, symbol, writer } = this.#options;
    const past = candles.filter((candle) => !this.#rollUp.merge(resolution, candle, asOfMs));
    writer.add(past.map((bar) => ({ venue: venue.name, symbol, resolution, bar, complete: true })));
    const bars = candles.map((bar) => this.#rollUp.barAt(resolution, bar[0] * 1000) ?? bar);
    for (const ear of this.#ears) {
      if (ear.resolution === resolution) ear.listener.bars(bars);
    }
  }

  #takeStatus(status: FeedStatus): void {
    this.#status = status;
    for (const { listener } of this.#ears) listener.status(status);
  }

  #resumed(atMs: number): void {
    this.#rollUp.resume(atMs);
    for (const resolution of new Set([...this.#ears].map((ear) => ear.resolution))) {
      this.#backfill.refill(resolution);
    }
  }

  #tickFor(resolution: Resolution, trade: VenueTrade): Tick {
    const tick = { price: trade.price, time: trade.timeMs, venue: this.#options.venue.name };
    const bar = this.#rollUp.barAt(resolution, trade.timeMs);
    return bar === undefined ? tick : { ...tick, bar };
  }

  #series(resolution: Resolution): SeriesKey {
    return { venue: this.#options.venue.name, symbol: this.#options.symbol, resolution };
  }

  async #patiently(work: Promise<void>): Promise<void> {
    const { promise: patienceOver, resolve } = Promise.withResolvers<void>();
    const cancel = this.#options.clock.after(JOIN_PATIENCE_MS, resolve);
    await Promise.race([work, patienceOver]);
    cancel();
  }
}

/** By the exchange's time, and within the same moment by the trade's number. */
function happenedBefore(a: VenueTrade, b: VenueTrade): boolean {
  return a.timeMs < b.timeMs || (a.timeMs === b.timeMs && (a.tradeId ?? -1) < (b.tradeId ?? -1));
}
