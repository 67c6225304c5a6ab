/** Fills one symbol's history from its venue's candles: deep once, and again after every pause of the stream. */

import { type Bar, barStart, type Resolution, utcSeconds } from "../../shared/protocol/price.ts";
import type { Log } from "./bar-writer.ts";
import type { FetchCandles } from "./candle-source.ts";
import type { Clock } from "./clock.ts";
import { CANDLE_PAGES, CANDLES_PAUSE_MS } from "./limits.ts";
import type { Venue } from "./venue.ts";

export interface BackfillOptions {
  readonly venue: Venue;
  readonly symbol: string;
  readonly fetchCandles: FetchCandles;
  readonly clock: Clock;
  readonly log: Log;
  /** The series fetched to their full depth since the companion's start; shared by all symbols. */
  readonly deep: Set<string>;
  /** When the last complete bar at hand began, in seconds. */
  lastCompleteSeconds(resolution: Resolution): number | undefined;
  /** Takes one page, ascending, as the venue told it at `asOfMs`. */
  take(resolution: Resolution, bars: readonly Bar[], asOfMs: number): void;
}

/** One resolution's fetching. */
interface Run {
  readonly startedAtMs: number;
  readonly firstPage: Promise<void>;
  readonly end: Promise<void>;
  state: "running" | "done" | "failed";
}

export class Backfill {
  readonly #options: BackfillOptions;
  readonly #runs = new Map<Resolution, Run>();
  readonly #postponed = new Map<Resolution, () => void>();
  readonly #abort = new AbortController();

  constructor(options: BackfillOptions) {
    this.#options = options;
  }

  /**
   * Fetches a resolution unless that was done. Resolves with its newest page or with the failure to get it; never
   * rejects.
   */
  async ensure(resolution: Resolution): Promise<void> {
    const run = this.#runs.get(resolution);
    if (run === undefined || (run.state === "failed" && this.#pauseLeftMs(run) <= 0)) {
      await this.#start(resolution);
    } else {
      await run.firstPage;
    }
  }

  /** Fetches again what may be missing after a pause, but never two times in a row without one. */
  refill(resolution: Resolution): void {
    if (this.#postponed.has(resolution) || this.#abort.signal.aborted) return;
    const run = this.#runs.get(resolution);
    const waitMs = run === undefined ? 0 : this.#pauseLeftMs(run);
    const again = (): void => {
      this.#postponed.delete(resolution);
      if (this.#runs.get(resolution)?.state === "running") this.refill(resolution);
      else void this.#start(resolution);
    };
    this.#postponed.set(resolution, this.#options.clock.after(Math.max(0, waitMs), again));
  }

  /** Ends every request; resolves when none is left. */
  async close(): Promise<void> {
    this.#abort.abort();
    for (const cancel of this.#postponed.values()) cancel();
    this.#postponed.clear();
    await Promise.all([...this.#runs.values()].map((run) => run.end));
  }

  #pauseLeftMs(run: Run): number {
    const elapsedMs = this.#options.clock.monotonicMs() - run.startedAtMs;
    // A run still going past its pause is looked at again only after another one.
    return run.state === "running" && elapsedMs >= CANDLES_PAUSE_MS
      ? CANDLES_PAUSE_MS
      : CANDLES_PAUSE_MS - elapsedMs;
  }

  #start(resolution: Resolution): Promise<void> {
    if (this.#abort.signal.aborted) return Promise.resolve();
    if (!this.#options.venue.candleResolutions.includes(resolution)) return Promise.resolve();
    const { promise: firstPage, resolve } = Promise.withResolvers<void>();
    const end = this.#fetchPages(resolution, resolve).then(
      () => {
        run.state = "done";
      },
      (error: unknown) => {
        run.state = "failed";
        resolve();
        this.#report(resolution, error);
      },
    );
    const startedAtMs = this.#options.clock.monotonicMs();
    const run: Run = { startedAtMs, firstPage, end, state: "running" };
    this.#runs.set(resolution, run);
    return firstPage;
  }

  /** Newest page first: it is the one on the screen. */
  async #fetchPages(resolution: Resolution, gotFirst: () => void): Promise<void> {
    const { venue, symbol, clock, fetchCandles, deep, take, lastCompleteSeconds } = this.#options;
    const series = `${venue.name} ${symbol} ${resolution}`;
    const pageSeconds = venue.maxCandles * resolution;
    const nowSeconds = barStart(clock.wallMs(), resolution);
    const depth = nowSeconds - CANDLE_PAGES * pageSeconds + resolution;
    const known = deep.has(series) ? (lastCompleteSeconds(resolution) ?? 0) : 0;
    const floor = Math.max(0, depth, Math.min(known, nowSeconds));
    for (let to: number = nowSeconds; to >= floor; to -= pageSeconds) {
      const from = Math.max(floor, to - pageSeconds + resolution);
      const asOfMs = clock.wallMs();
      const range = { symbol, resolution, fromSeconds: utcSeconds(from), toSeconds: utcSeconds(to) };
      const bars = await fetchCandles(range, this.#abort.signal);
      this.#abort.signal.throwIfAborted();
      if (bars.length > 0) take(resolution, bars, asOfMs);
      gotFirst();
    }
    deep.add(series);
  }

  #report(resolution: Resolution, error: unknown): void {
    if (this.#abort.signal.aborted) return;
    const { venue, symbol, log } = this.#options;
    const reason = error instanceof Error ? error.message : String(error);
    log("price_candles_failed", { venue: venue.name, symbol, resolution, reason });
  }
}
