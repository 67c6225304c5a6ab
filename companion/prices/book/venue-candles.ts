/** One venue's candles in use: a bounded page at a time, no faster than the venue allows, of lengths it may not have itself. */

import { backoffMs } from "../../../shared/protocol/backoff.ts";
import { type Bar, type Resolution, utcSeconds } from "../../../shared/protocol/price.ts";
import { joinedBars } from "../bars/joined-bars.ts";
import type { Clock } from "../clock.ts";
import { CANDLES_BACKOFF, REST_DOWN_MS } from "../limits.ts";
import { MarketError } from "../market-error.ts";
import { withinRange } from "../venues/candle-rows.ts";
import type { CandleRange, Venue } from "../venues/venue.ts";
import type { FetchText } from "../web/connections.ts";

/** How many bars of a shorter length may be joined to one. */
const MAX_JOINED = 24;

export class VenueCandles {
  readonly #venue: Venue;
  readonly #fetchText: FetchText;
  readonly #clock: Clock;
  /** The end of the queue of requests, which never rejects. */
  #turn: Promise<void> = Promise.resolve();
  /** While a venue can't be reached, the next in the queue are told so at once. */
  #down: { readonly untilMs: number; readonly error: unknown } | undefined;
  /** Not before this moment of the monotonic clock. */
  #notBeforeMs = 0;
  /** How often in a row it said that it is asked too much. */
  #timesBusy = 0;

  constructor(venue: Venue, fetchText: FetchText, clock: Clock) {
    this.#venue = venue;
    this.#fetchText = fetchText;
    this.#clock = clock;
  }

  /** Whether bars of a length can be had. */
  has(resolution: Resolution): boolean {
    return this.#baseOf(resolution) !== undefined;
  }

  /** How many bars of a length one page brings. */
  pageBars(resolution: Resolution): number {
    const base = this.#baseOf(resolution) ?? resolution;
    return Math.max(1, Math.floor((this.#venue.maxCandles * base) / resolution));
  }

  /** How many bars back the venue's candles reach. */
  reachBars(resolution: Resolution): number {
    const base = this.#baseOf(resolution) ?? resolution;
    return Math.floor(((this.#venue.reachBars ?? Number.POSITIVE_INFINITY) * base) / resolution);
  }

  /** One page. Rejects with `MarketError`, or with the signal's reason. */
  async fetch(range: CandleRange, signal: AbortSignal): Promise<readonly Bar[]> {
    const base = this.#baseOf(range.resolution) ?? range.resolution;
    const last = range.toSeconds + range.resolution - base;
    const asked = { ...range, resolution: base, toSeconds: utcSeconds(last) };
    const text = await this.text(this.#venue.candlesPath(asked), signal);
    const bars = withinRange(this.#parsed(text), asked);
    return base === range.resolution ? bars : joinedBars(bars, range.resolution);
  }

  /** Any text of the venue's, when its turn has come. */
  async text(path: string, signal: AbortSignal, maxBytes?: number): Promise<string> {
    const before = this.#turn;
    const { promise, resolve: giveTurn } = Promise.withResolvers<void>();
    this.#turn = promise;
    try {
      await before;
      if (this.#down && this.#clock.monotonicMs() < this.#down.untilMs) throw this.#down.error;
      await this.#pause(signal);
      this.#notBeforeMs = this.#clock.monotonicMs() + this.#venue.restPauseMs;
      // Of a venue that had enough the next answer is waited for before any other question.
      if (this.#timesBusy === 0) giveTurn();
      signal.throwIfAborted();
      if (this.#down && this.#clock.monotonicMs() < this.#down.untilMs) throw this.#down.error;
      return await this.#fetchText(path, signal, this.#clock, maxBytes);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof MarketError && error !== this.#down?.error) this.#yield(error);
      throw error;
    } finally {
      giveTurn();
    }
  }

  #parsed(text: string): readonly Bar[] {
    try {
      const bars = this.#venue.parseCandles(text);
      this.#timesBusy = 0;
      return bars;
    } catch (error) {
      if (error instanceof MarketError) this.#yield(error);
      throw error;
    }
  }

  /** Leaves the venue alone as long as a failure wants: all symbols, for it counts them together. */
  #yield(error: MarketError): void {
    const nowMs = this.#clock.monotonicMs();
    if (error.said?.code === "market.candles-unreachable")
      this.#down = { untilMs: nowMs + REST_DOWN_MS, error };
    this.#timesBusy = isBusy(error) ? this.#timesBusy + 1 : 0;
    // One queue for a venue: nobody else comes back in the same moment.
    const busyMs = this.#timesBusy > 0 ? backoffMs(this.#timesBusy, CANDLES_BACKOFF, () => 1) : undefined;
    const waitMs = error.retryAfterMs ?? busyMs;
    if (waitMs !== undefined) this.#notBeforeMs = nowMs + waitMs;
  }

  async #pause(signal: AbortSignal): Promise<void> {
    // What it said in the meantime may have moved the moment on.
    for (let waitMs = this.#waitMs(); waitMs > 0 && !signal.aborted; waitMs = this.#waitMs()) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const cancel = this.#clock.after(waitMs, resolve);
      signal.addEventListener("abort", () => resolve(), { once: true });
      await promise;
      cancel();
    }
  }

  #waitMs(): number {
    return this.#notBeforeMs - this.#clock.monotonicMs();
  }

  /** The longest of the venue's own lengths that whole bars can be joined of. */
  #baseOf(resolution: Resolution): Resolution | undefined {
    const own = this.#venue.candleResolutions;
    return own.findLast(
      (base) => base <= resolution && resolution % base === 0 && resolution / base <= MAX_JOINED,
    );
  }
}

/** "Too many requests", and what Binance says before it bans an address. */
const BUSY_STATUSES: ReadonlySet<unknown> = new Set([429, 418]);

function isBusy({ said }: MarketError): boolean {
  return said?.code === "market.candles-status" && BUSY_STATUSES.has(said.parameters?.status);
}
