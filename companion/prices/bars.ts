/** Rolls one symbol's trades up into bars of every resolution; pure: trades and candles in, changed bars out. */

import {
  type Bar,
  barStart,
  RESOLUTIONS,
  type Resolution,
  type UtcSeconds,
} from "../../shared/protocol/price.ts";
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
import { OPEN_BARS, REMEMBERED_TRADE_IDS } from "./limits.ts";

/** A bar and whether it holds every trade of its time, which the first one after a pause does not. */
export interface RolledBar {
  readonly resolution: Resolution;
  readonly bar: Bar;
  readonly complete: boolean;
}

export type TradeOutcome = "new" | "repeated" | "too-late";

type Drafts = Map<UtcSeconds, BarDraft>;

export class RollUp {
  readonly #drafts = new Map<Resolution, Drafts>(RESOLUTIONS.map((resolution) => [resolution, new Map()]));
  readonly #seenIds = new Set<number>();
  /** Bars that left the memory before anybody took their last change. */
  #departed: RolledBar[] = [];
  /** From when on every trade was heard; nothing counts as heard until `resume`. */
  #heardFromMs = Number.POSITIVE_INFINITY;
  #firstSinceResume = true;

  /** The stream (re)started at this exchange time: the bars open until now may have holes. */
  resume(atMs: number): void {
    this.#heardFromMs = atMs;
    this.#firstSinceResume = true;
    for (const drafts of this.#drafts.values()) {
      const newest = drafts.get(extremeTime(drafts, Math.max));
      if (newest !== undefined && !newest.settled) newest.partial = true;
    }
  }

  /** Takes one trade, in whatever order it comes; only one older than all bars in memory finds no bar. */
  add(trade: Trade): TradeOutcome {
    const retold = this.#firstSinceResume;
    this.#firstSinceResume = false;
    if (trade.tradeId !== undefined) {
      if (this.#seenIds.has(trade.tradeId)) return "repeated";
      this.#remember(trade.tradeId);
    }
    let outcome: TradeOutcome = "too-late";
    for (const [resolution, drafts] of this.#drafts) {
      const time = barStart(trade.timeMs, resolution);
      const draft = drafts.get(time);
      if (draft !== undefined) {
        addTrade(draft, trade, retold);
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
   * Takes a venue's candle as it was at `asOfMs`. A bar heard whole stands; one heard in part gets what it
   * missed; one that still runs is taken up, so that the trades to come go on from it.
   * Returns whether the bar is held here now: a past one that is not belongs to the history alone.
   */
  merge(resolution: Resolution, candle: Bar, asOfMs: number): boolean {
    const draft = this.#draftsOf(resolution).get(candle[0]);
    const over = isOver(candle[0], resolution, asOfMs);
    if (draft === undefined) {
      if (!over) this.adopt(resolution, candle);
      return !over;
    }
    if (draft.partial) addCandle(draft, candle, over);
    return true;
  }

  /** Goes on from a bar that the database holds. Does nothing to a bar already open. */
  adopt(resolution: Resolution, bar: Bar): void {
    if (!this.#draftsOf(resolution).has(bar[0])) this.#open(resolution, draftFromBar(bar));
  }

  /** The bar a moment falls into, if it is still in memory. */
  barAt(resolution: Resolution, timeMs: number): Bar | undefined {
    const draft = this.#draftsOf(resolution).get(barStart(timeMs, resolution));
    return draft === undefined ? undefined : barOf(draft);
  }

  /** Every bar that changed, or became complete, since the last call. */
  takeChanged(nowMs: number): RolledBar[] {
    const taken = this.#departed;
    this.#departed = [];
    for (const [resolution, drafts] of this.#drafts) {
      for (const draft of drafts.values()) {
        const complete = !draft.partial && isOver(draft.time, resolution, nowMs);
        if (!draft.changed && (!complete || draft.settled)) continue;
        draft.changed = false;
        draft.settled = complete;
        taken.push({ resolution, bar: barOf(draft), complete });
      }
    }
    return taken;
  }

  #draftsOf(resolution: Resolution): Drafts {
    const drafts = this.#drafts.get(resolution);
    if (drafts === undefined) throw new RangeError(`There are no bars of ${resolution} s.`);
    return drafts;
  }

  #open(resolution: Resolution, draft: BarDraft): void {
    const drafts = this.#draftsOf(resolution);
    drafts.set(draft.time, draft);
    if (drafts.size <= OPEN_BARS) return;
    const oldest = drafts.get(extremeTime(drafts, Math.min));
    if (oldest === undefined) return;
    drafts.delete(oldest.time);
    if (oldest.changed || !oldest.settled) {
      this.#departed.push({ resolution, bar: barOf(oldest), complete: !oldest.partial });
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
