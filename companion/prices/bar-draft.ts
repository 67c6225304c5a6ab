/** One bar in the making: what a trade or a venue's candle does to it. */

import type { Bar, Resolution, UtcSeconds } from "../../shared/protocol/price.ts";
import { LATE_TRADE_GRACE_MS } from "./limits.ts";

/** What a bar is made of. */
export interface Trade {
  readonly price: number;
  readonly size: number;
  readonly tradeId: number | undefined;
  readonly timeMs: number;
}

/** What orders trades: time, and within the same moment the id. */
interface TradeKey {
  readonly timeMs: number;
  readonly tradeId: number;
}

/** The key of prices that came as a candle: before every trade, so that later ones replace its close only. */
const FROM_CANDLE: TradeKey = { timeMs: Number.NEGATIVE_INFINITY, tradeId: -1 };

export interface BarDraft {
  readonly time: UtcSeconds;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
  openedBy: TradeKey;
  closedBy: TradeKey;
  /** Whether trades of its time may have happened unheard. */
  partial: boolean;
  /** Whether it differs from what its owner last took. */
  changed: boolean;
  /** Whether its owner has taken it as complete. */
  settled: boolean;
}

/** Whether a bar's time is past, late trades included. */
export function isOver(time: UtcSeconds, resolution: Resolution, nowMs: number): boolean {
  return (time + resolution) * 1000 + LATE_TRADE_GRACE_MS <= nowMs;
}

/** A bar's first trade. */
export function draftFromTrade(time: UtcSeconds, trade: Trade, partial: boolean): BarDraft {
  const { price, size } = trade;
  const key = keyOf(trade);
  const prices = { open: price, high: price, low: price, close: price, volume: size };
  return { time, ...prices, openedBy: key, closedBy: key, partial, changed: true, settled: false };
}

/** A bar told by somebody else: a candle, or the database. */
export function draftFromBar(bar: Bar): BarDraft {
  const [time, open, high, low, close, volume] = bar;
  const keys = { openedBy: FROM_CANDLE, closedBy: FROM_CANDLE };
  return { time, open, high, low, close, volume, ...keys, partial: true, changed: true, settled: false };
}

/**
 * Adds a trade in whatever order it comes. `retold`: a venue repeats the last trade to a new subscriber, and a
 * bar that came as a candle holds it already.
 */
export function addTrade(draft: BarDraft, trade: Trade, retold: boolean): void {
  const key = keyOf(trade);
  draft.high = Math.max(draft.high, trade.price);
  draft.low = Math.min(draft.low, trade.price);
  if (!(retold && draft.openedBy === FROM_CANDLE)) draft.volume += trade.size;
  if (precedes(key, draft.openedBy)) {
    draft.open = trade.price;
    draft.openedBy = key;
  }
  if (!precedes(key, draft.closedBy)) {
    draft.close = trade.price;
    draft.closedBy = key;
  }
  draft.changed = true;
}

/** Gives a bar that was heard in part what it missed; `over` says that the candle is final. */
export function addCandle(draft: BarDraft, candle: Bar, over: boolean): void {
  const [, open, high, low, close, volume] = candle;
  draft.open = open;
  draft.openedBy = FROM_CANDLE;
  draft.high = Math.max(draft.high, high);
  draft.low = Math.min(draft.low, low);
  // The candle of a bar that still runs is older than the last trade heard.
  if (over || draft.closedBy === FROM_CANDLE) draft.close = close;
  draft.volume = Math.max(draft.volume, volume);
  if (over) draft.partial = false;
  draft.changed = true;
}

/** The bar as it stands. */
export function barOf({ time, open, high, low, close, volume }: BarDraft): Bar {
  return [time, open, high, low, close, volume];
}

function keyOf(trade: Trade): TradeKey {
  return { timeMs: trade.timeMs, tradeId: trade.tradeId ?? -1 };
}

function precedes(a: TradeKey, b: TradeKey): boolean {
  return a.timeMs < b.timeMs || (a.timeMs === b.timeMs && a.tradeId < b.tradeId);
}
