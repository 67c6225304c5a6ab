/** Fills the holes of one series from its venue's candles: newest first, and again with growing pauses until none is left. */

import { backoffMs } from "../../../shared/protocol/backoff.ts";
import { MAX_BARS } from "../../../shared/protocol/limits.ts";
import type { Gap, Gaps } from "../../../shared/protocol/market/gaps.ts";
import { utcSeconds } from "../../../shared/protocol/price.ts";
import type { SeriesKnowledge } from "../bars/history.ts";
import { Holes } from "../bars/holes.ts";
import {
  CANDLE_PAGES,
  CANDLES_BACKOFF,
  CANDLES_PAUSE_MS,
  CONFIRM_MS,
  EARLIEST_EXCHANGE_MS,
} from "../limits.ts";
import { MarketError } from "../market-error.ts";
import { BarTime } from "./bar-time.ts";
import type { FillOptions } from "./fill-options.ts";
import { Silence } from "./silence.ts";

/** A page that is to be asked for. */
interface Page {
  readonly hole: Gap;
  readonly toSeconds: number;
}

export class SeriesFill {
  readonly #options: FillOptions;
  readonly #holes: Holes;
  readonly #time: BarTime;
  #knownFromSeconds: number;
  #isActive = false;
  #isRunning = false;
  #isTailKnown = false;
  #failures = 0;
  /** Up to here what was heard has been held against candles. */
  #confirmedTo: number;
  #askedAtMs = Number.NEGATIVE_INFINITY;
  readonly #silence = new Silence();
  #wantedFromSeconds = Number.POSITIVE_INFINITY;
  #cancelTimer: (() => void) | undefined;
  #waiters: (() => void)[] = [];
  #end: Promise<void> = Promise.resolve();

  constructor(options: FillOptions, knowledge?: SeriesKnowledge) {
    this.#options = options;
    const { resolution, candles, nowMs } = options;
    this.#time = new BarTime(resolution, nowMs);
    this.#holes = new Holes(resolution, knowledge);
    this.#confirmedTo = this.#time.running();
    const bars = Math.min(
      CANDLE_PAGES * candles.pageBars(resolution),
      candles.reachBars(resolution),
      MAX_BARS,
    );
    const newest = this.#time.running() + resolution - bars * resolution;
    // What lies between bars that are held is a hole, too, as long as no candle says that nothing was traded.
    const fresh = knowledge ? newest : Math.min(newest, options.oldestSeconds() ?? newest);
    this.#knownFromSeconds =
      knowledge?.knownFromSeconds ?? (candles.has(resolution) ? fresh : this.#time.running());
    if (!knowledge && candles.has(resolution)) this.#holes.add(fresh, this.#time.running() + resolution);
  }

  /** Trades of this time were not heard. */
  miss(fromMs: number, toMs: number): void {
    if (!this.#holes.add(Math.max(fromMs / 1000, this.#knownFromSeconds), toMs / 1000)) return;
    this.#isTailKnown = false;
    this.#options.changed();
    // One lost trade after another is no reason to ask for candles without a pause.
    const sinceMs = this.#options.clock.monotonicMs() - this.#askedAtMs;
    const isPausing = this.#failures > 0 && this.#cancelTimer !== undefined;
    if (this.#isActive && !isPausing) this.#soon(Math.max(0, CANDLES_PAUSE_MS - sinceMs));
  }

  /** Asks from now on. Resolves with the newest page, or with the failure to get it; never rejects. */
  async ensure(): Promise<void> {
    this.#isActive = true;
    if (!this.#options.candles.has(this.#options.resolution)) return;
    if (!this.#isRunning && !this.#cancelTimer) this.#soon(0);
    if (this.#isRunning) await this.#nextPage();
  }

  /** Reaches further back than is asked by itself. Resolves when the span is known as far as can be, or one page failed. */
  async want(fromSeconds: number, toSeconds: number): Promise<void> {
    const { resolution, candles } = this.#options;
    const earliest = Math.max(fromSeconds, EARLIEST_EXCHANGE_MS / 1000);
    const from = Math.floor(earliest / resolution) * resolution;
    if (from < this.#knownFromSeconds && candles.has(resolution)) {
      this.#holes.add(from, this.#knownFromSeconds);
      this.#knownFromSeconds = from;
    }
    this.#wantedFromSeconds = Math.min(this.#wantedFromSeconds, from);
    await this.ensure();
    const failures = this.#failures;
    while (this.#isRunning && this.#failures <= failures && this.#reachable(from, toSeconds).length > 0)
      await this.#nextPage();
  }

  /** What is told of the holes between two moments: the running bar is none. */
  gaps(fromSeconds: number, toSeconds: number): Gaps {
    const to = Math.min(toSeconds, this.#time.running());
    return { gaps: this.#holes.within(fromSeconds, to), filled: this.#holes.filledWithin(fromSeconds, to) };
  }

  knowledge(): SeriesKnowledge {
    const { venue, symbol, resolution } = this.#options;
    return { venue, symbol, resolution, knownFromSeconds: this.#knownFromSeconds, ...this.#holes.lists };
  }

  /** What is older is kept no longer. */
  forget(beforeSeconds: number): void {
    this.#holes.forget(beforeSeconds);
  }

  /** Asks no more; resolves when nothing is under way. The signal is aborted before. */
  async close(): Promise<void> {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    await this.#end;
  }

  #reachable(fromSeconds: number, toSeconds: number): readonly Gap[] {
    const { resolution, candles } = this.#options;
    const reach = Math.max(0, this.#time.running() - (candles.reachBars(resolution) - 1) * resolution);
    return this.#holes.within(Math.max(fromSeconds, reach), toSeconds);
  }

  #soon(delayMs: number): void {
    if (this.#options.signal.aborted || this.#isRunning) return;
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    const run = (): void => {
      this.#cancelTimer = undefined;
      this.#end = this.#run();
    };
    if (delayMs === 0) run();
    else this.#cancelTimer = this.#options.clock.after(delayMs, run);
  }

  async #run(): Promise<void> {
    const { signal, failed, candles, resolution } = this.#options;
    if (!candles.has(resolution)) return;
    this.#isRunning = true;
    let pauseMs: number | undefined;
    try {
      for (let page = this.#next(); page && !signal.aborted && pauseMs === undefined; page = this.#next()) {
        if (!(await this.#ask(page))) pauseMs = this.#growingPause();
        this.#tellPage();
      }
    } catch (error) {
      if (!signal.aborted) failed(error);
      const asked = error instanceof MarketError ? error.retryAfterMs : undefined;
      pauseMs = Math.max(this.#growingPause(), asked ?? 0);
    } finally {
      this.#isRunning = false;
      this.#tellPage();
    }
    const untilFinalMs = this.#untilNextFinalMs();
    const confirmMs = this.#options.confirms ? CONFIRM_MS : undefined;
    const next = pauseMs ?? earliest(untilFinalMs, confirmMs);
    if (next !== undefined) this.#soon(Math.max(next, 1));
  }

  /** The newest hole's newest page; bars that are not over are asked for once, and again when they are. */
  #next(): Page | undefined {
    const { resolution, candles } = this.#options;
    const running = this.#time.running();
    const depth = running - (MAX_BARS - 1) * resolution;
    const gaps = this.#reachable(Math.min(depth, this.#wantedFromSeconds), running + resolution);
    const final = this.#time.final(this.#options.nowMs());
    const due = gaps.findLast(([from]) => from < final || !this.#isTailKnown);
    if (!due) return this.#unconfirmed(final);
    const to = this.#isTailKnown ? Math.min(due[1], Math.max(final, due[0] + resolution)) : due[1];
    const most = candles.pageBars(resolution);
    // Some known bars behind a hole say that the reply is whole.
    const beyond = Math.floor(most / 10) * resolution;
    const last = Math.min(running, to - resolution + beyond);
    const from = Math.max(due[0], last - (most - 1) * resolution);
    return { hole: [from, to], toSeconds: last };
  }

  /** What was heard since it was last held against candles, where that is wanted, and due. */
  #unconfirmed(final: number): Page | undefined {
    const { resolution, candles, confirms } = this.#options;
    const from = Math.max(this.#confirmedTo, final - (candles.pageBars(resolution) - 1) * resolution);
    return confirms && from < final ? { hole: [from, final], toSeconds: final } : undefined;
  }

  /** Returns whether anything was learnt. */
  async #ask({ hole: [from, to], toSeconds }: Page): Promise<boolean> {
    const { symbol, resolution, candles, clock, signal, nowMs, take, hasBars, changed } = this.#options;
    const asOfMs = nowMs();
    this.#askedAtMs = clock.monotonicMs();
    const range = { symbol, resolution, fromSeconds: utcSeconds(from), toSeconds: utcSeconds(toSeconds) };
    const bars = await candles.fetch(range, signal);
    signal.throwIfAborted();
    const final = this.#time.final(asOfMs);
    if (bars.length > 0 && take(bars, asOfMs)) this.#holes.add(final, this.#time.running() + resolution);
    const end = Math.min(to, final);
    if (final <= toSeconds) this.#isTailKnown = true;
    const last = bars.at(-1)?.[0];
    const toldTo = last === undefined ? from : Math.min(last + resolution, end);
    const isSilent = toldTo < end;
    const isBelieved =
      isSilent && this.#silence.isBelieved(toldTo, bars.length > 0) && !hasBars(end, toSeconds + resolution);
    const knownTo = isBelieved ? end : toldTo;
    if (from <= this.#confirmedTo) this.#confirmedTo = Math.max(this.#confirmedTo, knownTo);
    const filled = this.#holes.fill(from, knownTo);
    if (filled.length > 0) {
      this.#failures = 0;
      changed();
    }
    return !isSilent || isBelieved || toldTo > from;
  }

  #growingPause(): number {
    return backoffMs(++this.#failures, CANDLES_BACKOFF, this.#options.random);
  }

  /** How long until the next bar of a hole is over. */
  #untilNextFinalMs(): number | undefined {
    const { nowMs, resolution } = this.#options;
    const [first] = this.#reachable(this.#time.final(nowMs()), this.#time.running() + resolution);
    return first && this.#time.untilFinalMs(first[0]);
  }

  #nextPage(): Promise<void> {
    return new Promise((resolve) => this.#waiters.push(resolve));
  }

  #tellPage(): void {
    for (const resolve of this.#waiters.splice(0)) resolve();
  }
}

function earliest(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);
}
