/** One symbol's history at one venue: a fill for each length of a bar, and what is known of all their holes. */

import type { Gaps } from "../../../shared/protocol/market/gaps.ts";
import { type Bar, RESOLUTIONS, type Resolution } from "../../../shared/protocol/price.ts";
import type { Log } from "../../process/log.ts";
import type { SeriesKnowledge } from "../bars/history.ts";
import type { Clock } from "../clock.ts";
import { RETENTION_MS } from "../limits.ts";
import type { FillOptions } from "./fill-options.ts";
import { SeriesFill } from "./series-fill.ts";

export interface BackfillOptions {
  readonly venue: string;
  readonly symbol: string;
  readonly candles: FillOptions["candles"];
  readonly confirms: boolean;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  /** What was known of its series when they were last written. */
  readonly knowledge: readonly SeriesKnowledge[];
  /** The exchange's time. */
  readonly nowMs: () => number;
  /** Takes one page, ascending, as the venue told it at `asOfMs`; see `FillOptions`. */
  readonly take: (resolution: Resolution, bars: readonly Bar[], asOfMs: number) => boolean;
  readonly hasBars: (resolution: Resolution, fromSeconds: number, toSeconds: number) => boolean;
  readonly oldestSeconds: (resolution: Resolution) => number | undefined;
  /** A series' holes are others now. */
  readonly changed: (resolution: Resolution) => void;
}

export class Backfill {
  readonly #options: BackfillOptions;
  readonly #fills = new Map<Resolution, SeriesFill>();
  readonly #changed = new Set<Resolution>();
  readonly #abort = new AbortController();

  constructor(options: BackfillOptions) {
    this.#options = options;
    for (const known of options.knowledge)
      this.#fills.set(known.resolution, this.#open(known.resolution, known));
  }

  /**
   * Begins to ask for a length of a bar, and goes on until no hole is left. Resolves with the newest page or with the
   * failure to get it; never rejects.
   */
  async ensure(resolution: Resolution): Promise<void> {
    if (!this.#abort.signal.aborted) await this.#fillOf(resolution).ensure();
  }

  /** Reaches back that far. Resolves when the span is known as far as can be, or a page failed; never rejects. */
  async want(resolution: Resolution, fromSeconds: number, toSeconds: number): Promise<void> {
    if (this.#abort.signal.aborted) return;
    this.#changed.add(resolution);
    await this.#fillOf(resolution).want(fromSeconds, toSeconds);
  }

  /** The stream is heard from now on: lengths that no candle brings back begin here. */
  begin(): void {
    for (const resolution of RESOLUTIONS)
      if (!this.#options.candles.has(resolution)) this.#fillOf(resolution);
  }

  /** Trades of this time were not heard: every length of a bar that was ever asked for has a hole there. */
  miss(fromMs: number, toMs: number): void {
    for (const fill of this.#fills.values()) fill.miss(fromMs, toMs);
  }

  /** What is told of a series' holes between two moments. */
  gaps(resolution: Resolution, fromSeconds: number, toSeconds: number): Gaps {
    return this.#fills.get(resolution)?.gaps(fromSeconds, toSeconds) ?? { gaps: [], filled: [] };
  }

  /** What changed since the last call, for the database. */
  takeKnowledge(): readonly SeriesKnowledge[] {
    const changed = [...this.#changed];
    this.#changed.clear();
    return changed.flatMap((resolution) => this.#fills.get(resolution)?.knowledge() ?? []);
  }

  /** Ends every request; resolves when none is left. */
  async close(): Promise<void> {
    this.#abort.abort();
    await Promise.all([...this.#fills.values()].map((fill) => fill.close()));
  }

  #fillOf(resolution: Resolution): SeriesFill {
    const fill = this.#fills.get(resolution) ?? this.#open(resolution);
    this.#fills.set(resolution, fill);
    return fill;
  }

  #open(resolution: Resolution, known?: SeriesKnowledge): SeriesFill {
    const {
      venue,
      symbol,
      candles,
      confirms,
      clock,
      random,
      log,
      nowMs,
      take,
      hasBars,
      oldestSeconds,
      changed,
    } = this.#options;
    this.#changed.add(resolution);
    const fill = new SeriesFill(
      {
        ...{ venue, symbol, resolution, candles, confirms, clock, random, nowMs },
        signal: this.#abort.signal,
        take: (bars, asOfMs) => take(resolution, bars, asOfMs),
        hasBars: (from, to) => hasBars(resolution, from, to),
        oldestSeconds: () => oldestSeconds(resolution),
        failed: (error) => log("candles.failed", { venue, symbol, resolution, error }),
        changed: () => {
          this.#changed.add(resolution);
          changed(resolution);
        },
      },
      known,
    );
    const keptMs = RETENTION_MS[resolution];
    if (keptMs !== undefined) fill.forget(Math.floor((nowMs() - keptMs) / 1000));
    return fill;
  }
}
