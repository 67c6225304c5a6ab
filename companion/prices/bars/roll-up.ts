/** Rolls one symbol's trades up into bars of every resolution; pure: trades and candles in, changed bars out. */

import {
  type Bar,
  barStart,
  RESOLUTIONS,
  type Resolution,
  type UtcSeconds,
} from "../../../shared/protocol/price.ts";
import { OPEN_BARS, REMEMBERED_TRADE_IDS } from "../limits.ts";
import {
  addCandle,
  addTrade,
  type BarDraft,
  barOf,
  draftFromBar,
  draftFromTrade,
  isOver,
  type Trade,
} from "./bar-draft.ts";

/** A bar and whether it holds every trade of its time, which the first one after a pause does not. */
export interface RolledBar {
  readonly resolution: Resolution;
  readonly bar: Bar;
  readonly isComplete: boolean;
}

export type TradeOutcome = "new" | "repeated" | "too-late";

type Drafts = Map<UtcSeconds, BarDraft>;

export class RollUp {
  readonly #drafts = new Map<Resolution, Drafts>(RESOLUTIONS.map((resolution) => [resolution, new Map()]));
  readonly #seenIds = new Set<number>();
  /** Bars that left the memory before their last change was taken. */
  #departed: RolledBar[] = [];
  /** From when on every trade was heard; nothing counts as heard until `resume`. */
  #heardFromMs = Number.POSITIVE_INFINITY;
  #isFirstSinceResume = true;
  readonly #isProven: boolean;

  /** `isProven`: a trade that was lost is known; else a final candle knows better than what was heard. */
  constructor(isProven = true) {
    this.#isProven = isProven;
  }

  /** The stream (re)started at this exchange time: the bars open until now may have holes. */
  resume(atMs: number): void {
    this.#heardFromMs = atMs;
    this.#isFirstSinceResume = true;
    for (const drafts of this.#drafts.values()) {
      const newest = drafts.get(extremeTime(drafts, Math.max));
      if (newest && !newest.isSettled) newest.isPartial = true;
    }
  }

  /** Trades of this time were not heard: what is held of it may have holes. */
  miss(fromMs: number, toMs: number): void {
    // A bar that only the first trade after them will open lacks them as well.
    if (Number.isFinite(this.#heardFromMs)) this.#heardFromMs = Math.max(this.#heardFromMs, toMs);
    for (const [resolution, drafts] of this.#drafts) {
      for (const draft of drafts.values()) {
        if ((draft.time + resolution) * 1000 <= fromMs || draft.time * 1000 > toMs) continue;
        if (draft.isFinal) continue;
        draft.isPartial = true;
        draft.isSettled = false;
      }
    }
  }

  /** Takes one trade, in whatever order it comes; only one older than all bars in memory finds no bar. */
  add(trade: Trade): TradeOutcome {
    const isRetold = this.#isFirstSinceResume;
    this.#isFirstSinceResume = false;
    if (trade.tradeId !== undefined) {
      if (this.#seenIds.has(trade.tradeId)) return "repeated";
      this.#remember(trade.tradeId);
    }
    let outcome: TradeOutcome = "too-late";
    for (const [resolution, drafts] of this.#drafts) {
      const time = barStart(trade.timeMs, resolution);
      const draft = drafts.get(time);
      if (draft) {
        addTrade(draft, trade, isRetold);
      } else if (drafts.size < OPEN_BARS || time > extremeTime(drafts, Math.min)) {
        this.#open(resolution, draftFromTrade(time, trade, time * 1000 < this.#heardFromMs));
      } else {
        continue;
      }
      outcome = "new";
    }
    return outcome;
  }

  /**
   * Takes a venue's candle as it was at `asOfMs`. A bar heard whole is kept; one heard in part gets what it
   * missed; one that still runs is taken up, so that the trades to come go on from it.
   * Returns whether the bar is held here now: a past one that is not belongs to the history alone.
   */
  merge(resolution: Resolution, candle: Bar, asOfMs: number): boolean {
    const draft = this.#draftsOf(resolution).get(candle[0]);
    const isFinal = isOver(candle[0], resolution, asOfMs);
    if (!draft) {
      if (!isFinal) this.adopt(resolution, candle);
      return !isFinal;
    }
    if (draft.isPartial || (isFinal && !this.#isProven)) addCandle(draft, candle, isFinal);
    return true;
  }

  /** Whether a bar is held of which trades may be missing. */
  isPartial(resolution: Resolution, time: UtcSeconds): boolean {
    return this.#draftsOf(resolution).get(time)?.isPartial ?? false;
  }

  /** Goes on from a bar that the database holds. Does nothing to a bar already open. */
  adopt(resolution: Resolution, bar: Bar): void {
    if (!this.#draftsOf(resolution).has(bar[0])) this.#open(resolution, draftFromBar(bar));
  }

  /** The bar a moment falls into, if it is still in memory. */
  barAt(resolution: Resolution, timeMs: number): Bar | undefined {
    const draft = this.#draftsOf(resolution).get(barStart(timeMs, resolution));
    return draft && barOf(draft);
  }

  /** Every bar that changed, or became complete, since the last call. */
  takeChanged(nowMs: number): RolledBar[] {
    const taken = this.#departed;
    this.#departed = [];
    for (const [resolution, drafts] of this.#drafts) {
      for (const draft of drafts.values()) {
        const isComplete = !draft.isPartial && isOver(draft.time, resolution, nowMs);
        if (!draft.isChanged && (!isComplete || draft.isSettled)) continue;
        draft.isChanged = false;
        draft.isSettled = isComplete;
        taken.push({ resolution, bar: barOf(draft), isComplete });
      }
    }
    return taken;
  }

  #draftsOf(resolution: Resolution): Drafts {
    const drafts = this.#drafts.get(resolution);
    if (!drafts) throw new RangeError(`There are no bars of ${resolution} s.`);
    return drafts;
  }

  #open(resolution: Resolution, draft: BarDraft): void {
    const drafts = this.#draftsOf(resolution);
    drafts.set(draft.time, draft);
    if (drafts.size <= OPEN_BARS) return;
    const oldest = drafts.get(extremeTime(drafts, Math.min));
    if (!oldest) return;
    drafts.delete(oldest.time);
    if (oldest.isChanged || !oldest.isSettled) {
      this.#departed.push({ resolution, bar: barOf(oldest), isComplete: !oldest.isPartial });
    }
  }

  #remember(tradeId: number): void {
    this.#seenIds.add(tradeId);
    if (this.#seenIds.size <= REMEMBERED_TRADE_IDS) return;
    const [oldest] = this.#seenIds;
    if (oldest !== undefined) this.#seenIds.delete(oldest);
  }
}

function extremeTime(drafts: Drafts, pick: (...times: number[]) => number): UtcSeconds {
  return pick(...drafts.keys()) as UtcSeconds;
}
