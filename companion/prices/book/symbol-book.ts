/** What is held of one symbol at one venue: its bars in the making, its history, and what is missing of it. */

import { MAX_BARS } from "../../../shared/protocol/limits.ts";
import type { Gaps } from "../../../shared/protocol/market/gaps.ts";
import { type Bar, RESOLUTIONS, type Resolution } from "../../../shared/protocol/price.ts";
import type { Log } from "../../process/log.ts";
import { isOver } from "../bars/bar-draft.ts";
import type { BarWriter } from "../bars/bar-writer.ts";
import type { BarHistory, Batch, SeriesKey } from "../bars/history.ts";
import { RollUp, type TradeOutcome } from "../bars/roll-up.ts";
import type { Clock } from "../clock.ts";
import type { VenueTrade } from "../venues/venue.ts";
import { Backfill } from "./backfill.ts";
import type { VenueCandles } from "./venue-candles.ts";

export interface BookOptions {
  readonly venue: string;
  readonly symbol: string;
  readonly candles: VenueCandles;
  /** Whether what was heard is held against candles. */
  readonly confirms: boolean;
  readonly history: BarHistory;
  readonly writer: BarWriter;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  /** The exchange's time, and up to when all was heard; undefined while nothing is. */
  readonly nowMs: () => number;
  readonly heardToMs: () => number | undefined;
  /** Bars that came from elsewhere than from trades. */
  readonly amended: (resolution: Resolution, bars: readonly Bar[]) => void;
  readonly gapsChanged: (resolution: Resolution) => void;
}

/** A part of a series. */
export interface SeriesPart extends Gaps {
  readonly bars: readonly Bar[];
  /** Where the next part begins, if there are more bars. */
  readonly nextSeconds: number | undefined;
}

export class SymbolBook {
  readonly #options: BookOptions;
  readonly #rollUp: RollUp;
  readonly #backfill: Backfill;
  /** Up to here by the exchange's time all was heard, or is known as a hole. */
  #accountedMs: number;

  constructor(options: BookOptions) {
    this.#options = options;
    this.#rollUp = new RollUp(!options.confirms);
    const { venue, symbol, history, nowMs, gapsChanged } = options;
    for (const resolution of RESOLUTIONS) this.#goOn(resolution);
    this.#backfill = new Backfill({
      ...options,
      knowledge: this.#read(() => history.knowledge(venue, symbol)) ?? [],
      take: (resolution, bars, asOfMs) => this.#takeCandles(resolution, bars, asOfMs),
      hasBars: (resolution, from, to) =>
        this.#stored(() => history.between(this.#series(resolution), from, to, 1)).length > 0,
      oldestSeconds: (resolution) => this.#oldest(resolution),
      changed: gapsChanged,
    });
    this.#accountedMs = nowMs();
    const heardToMs = this.#read(() => history.heardToMs(venue, symbol));
    if (heardToMs !== undefined && heardToMs < this.#accountedMs)
      this.#backfill.miss(heardToMs, this.#accountedMs);
  }

  /** Takes one trade; what is returned says whether it was new. */
  add({ price, size, tradeId, timeMs }: VenueTrade): TradeOutcome {
    return this.#rollUp.add({ price: Number(price), size, tradeId, timeMs });
  }

  /** The bar a moment falls into, if it is still in memory. */
  barAt(resolution: Resolution, timeMs: number): Bar | undefined {
    return this.#rollUp.barAt(resolution, timeMs);
  }

  /** The stream is heard from then on; what was traded since `heardToMs` may be missing. */
  resumed(atMs: number, heardToMs: number | undefined): void {
    const fromMs = heardToMs ?? this.#accountedMs;
    this.#rollUp.resume(atMs);
    this.#backfill.begin();
    if (fromMs < atMs) this.missed(fromMs, atMs);
    this.#accountedMs = Math.max(this.#accountedMs, atMs);
  }

  /** Trades between two that were heard are missing. */
  missed(fromMs: number, toMs: number): void {
    this.#rollUp.miss(fromMs, toMs);
    this.#backfill.miss(fromMs, toMs);
  }

  /** See `Backfill.ensure`. */
  async ensure(resolution: Resolution): Promise<void> {
    await this.#backfill.ensure(resolution);
  }

  async want(resolution: Resolution, fromSeconds: number, toSeconds: number): Promise<void> {
    await this.#backfill.want(resolution, fromSeconds, toSeconds);
  }

  /** The newest bars of a series, and its holes from the first of them on. */
  newest(resolution: Resolution): SeriesPart {
    const { history, writer } = this.#options;
    writer.flush();
    const bars = this.#stored(() => history.last(this.#series(resolution)));
    const oldest = Math.floor(this.#options.nowMs() / 1000 - MAX_BARS * resolution);
    // After a long time unheard the bars are older than that, and what follows them is a hole.
    const from = Math.max(0, Math.min(oldest, bars[0]?.[0] ?? oldest));
    return { bars, ...this.gaps(resolution, from, Number.POSITIVE_INFINITY), nextSeconds: undefined };
  }

  /** The bars of a span. */
  part(resolution: Resolution, fromSeconds: number, toSeconds: number): SeriesPart {
    const { history, writer } = this.#options;
    writer.flush();
    const found = this.#stored(() =>
      history.between(this.#series(resolution), fromSeconds, toSeconds, MAX_BARS + 1),
    );
    const bars = found.slice(0, MAX_BARS);
    const nextSeconds = found[MAX_BARS]?.[0];
    return { bars, ...this.gaps(resolution, fromSeconds, nextSeconds ?? toSeconds), nextSeconds };
  }

  /** The holes of a span; while nothing is heard the time since then is one more. */
  gaps(resolution: Resolution, fromSeconds: number, toSeconds: number): Gaps {
    const { gaps, filled } = this.#backfill.gaps(resolution, fromSeconds, toSeconds);
    const running = Math.floor(this.#options.nowMs() / 1000 / resolution) * resolution;
    if (this.#options.heardToMs() !== undefined) return { gaps, filled };
    const unheard = Math.floor(this.#accountedMs / 1000 / resolution) * resolution;
    const to = Math.min(running, toSeconds);
    const since = Math.max(unheard, fromSeconds);
    if (since >= to) return { gaps, filled };
    const before = gaps.filter(([, end]) => end < since);
    const touching = gaps.find(([, end]) => end >= since);
    return { gaps: [...before, [Math.min(since, touching?.[0] ?? since), to]], filled };
  }

  /** Everything that changed since the last call, for the database. */
  takeChanged(): Batch {
    const { symbol, venue, nowMs } = this.#options;
    const heardToMs = this.#options.heardToMs();
    if (heardToMs !== undefined) this.#accountedMs = Math.max(this.#accountedMs, heardToMs);
    // While nothing is heard no bar gets complete by the clock alone.
    const atMs = heardToMs === undefined ? Math.min(nowMs(), this.#accountedMs) : nowMs();
    return {
      bars: this.#rollUp.takeChanged(atMs).map((bar) => ({ venue, symbol, ...bar })),
      knowledge: this.#backfill.takeKnowledge(),
      heard: [{ venue, symbol, heardToMs: this.#accountedMs }],
    };
  }

  /** Resolves when nothing of it is under way any more. */
  async close(): Promise<void> {
    await this.#backfill.close();
  }

  /** Goes on from the bar that was in the making when it was last written. */
  #goOn(resolution: Resolution): void {
    const { history, nowMs } = this.#options;
    const [bar] = this.#stored(() => history.last(this.#series(resolution), 1));
    if (bar && !isOver(bar[0], resolution, nowMs())) this.#rollUp.adopt(resolution, bar);
  }

  /** Returns whether a bar that still runs was taken up in part: its final candle is to come. */
  #takeCandles(resolution: Resolution, candles: readonly Bar[], asOfMs: number): boolean {
    const { writer, amended } = this.#options;
    const past = candles.filter((candle) => !this.#rollUp.merge(resolution, candle, asOfMs));
    writer.add(past.map((bar) => ({ ...this.#series(resolution), bar, isComplete: true })));
    amended(
      resolution,
      candles.map((bar) => this.#rollUp.barAt(resolution, bar[0] * 1000) ?? bar),
    );
    return candles.some(
      ([time]) => !isOver(time, resolution, asOfMs) && this.#rollUp.isPartial(resolution, time),
    );
  }

  #oldest(resolution: Resolution): number | undefined {
    const { history, writer } = this.#options;
    writer.flush();
    const series = this.#series(resolution);
    return this.#stored(() => history.between(series, 0, Number.MAX_SAFE_INTEGER, 1))[0]?.[0];
  }

  #series(resolution: Resolution): SeriesKey {
    const { venue, symbol } = this.#options;
    return { venue, symbol, resolution };
  }

  #stored(read: () => readonly Bar[]): readonly Bar[] {
    return this.#read(read) ?? [];
  }

  /** A damaged database must not keep the live price back. */
  #read<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      const { symbol, log } = this.#options;
      log("bars.not-read", { symbol, error });
      return undefined;
    }
  }
}
