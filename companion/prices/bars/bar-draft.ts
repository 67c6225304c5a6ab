/** One bar in the making: what a trade or a venue's candle does to it. */

import type { Bar, Resolution, UtcSeconds } from "../../../shared/protocol/price.ts";
import { LATE_TRADE_GRACE_MS } from "../limits.ts";

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

/** The decimal digits that a double surely has. */
const EXACT_DIGITS = 15;

/** The key of prices that came as a candle: before every trade, so that later ones replace its close only. */
const FROM_CANDLE: TradeKey = { timeMs: Number.NEGATIVE_INFINITY, tradeId: -1 };

export interface BarDraft {
  readonly time: UtcSeconds;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
  /** What the sum of the volume has lost in its last digits (Neumaier's sum): the same bar whatever the order. */
  volumeRest: number;
  openedBy: TradeKey;
  closedBy: TradeKey;
  /** Whether trades of its time may have happened unheard. */
  isPartial: boolean;
  /** Whether it differs from what its owner last took. */
  isChanged: boolean;
  /** Whether its owner has taken it as complete. */
  isSettled: boolean;
  /** Whether it is what the venue says of its whole time. */
  isFinal: boolean;
}

/** Whether a bar's time is past, late trades included. */
export function isOver(time: UtcSeconds, resolution: Resolution, nowMs: number): boolean {
  return (time + resolution) * 1000 + LATE_TRADE_GRACE_MS <= nowMs;
}

/** A bar's first trade. */
export function draftFromTrade(time: UtcSeconds, trade: Trade, isPartial: boolean): BarDraft {
  const { price, size } = trade;
  return newDraft([time, price, price, price, price, size], keyOf(trade), isPartial);
}

/** A bar from elsewhere: a candle, or the database. */
export function draftFromBar(bar: Bar): BarDraft {
  return newDraft(bar, FROM_CANDLE, true);
}

function newDraft(bar: Bar, key: TradeKey, isPartial: boolean): BarDraft {
  const [time, open, high, low, close, volume] = bar;
  const prices = { open, high, low, close, volume, volumeRest: 0, openedBy: key, closedBy: key };
  return { time, ...prices, isPartial, isChanged: true, isSettled: false, isFinal: false };
}

/**
 * Adds a trade in whatever order it comes. `isRetold`: a venue repeats the last trade to a new subscriber, and a
 * bar that came as a candle holds it already.
 */
export function addTrade(draft: BarDraft, trade: Trade, isRetold: boolean): void {
  if (draft.isFinal) return;
  const key = keyOf(trade);
  draft.high = Math.max(draft.high, trade.price);
  draft.low = Math.min(draft.low, trade.price);
  if (!(isRetold && draft.openedBy === FROM_CANDLE)) addVolume(draft, trade.size);
  if (precedes(key, draft.openedBy)) {
    draft.open = trade.price;
    draft.openedBy = key;
  }
  if (!precedes(key, draft.closedBy)) {
    draft.close = trade.price;
    draft.closedBy = key;
  }
  draft.isChanged = true;
}

/**
 * Gives a bar that was heard in part what it missed. A final candle is the bar: it holds every trade of its time, and
 * one that is told late was counted.
 */
export function addCandle(draft: BarDraft, candle: Bar, isFinal: boolean): void {
  const [, open, high, low, close, volume] = candle;
  draft.isChanged = true;
  if (isFinal) {
    Object.assign(draft, { open, high, low, close, volume, volumeRest: 0, isPartial: false, isFinal: true });
    return;
  }
  draft.open = open;
  draft.openedBy = FROM_CANDLE;
  draft.high = Math.max(draft.high, high);
  draft.low = Math.min(draft.low, low);
  // The candle of a bar that still runs is older than the last trade heard.
  if (draft.closedBy === FROM_CANDLE) draft.close = close;
  if (volume > draft.volume) Object.assign(draft, { volume, volumeRest: 0 });
}

/** The bar as it is now. */
export function barOf({ time, open, high, low, close, volume, volumeRest }: BarDraft): Bar {
  return [time, open, high, low, close, Number((volume + volumeRest).toPrecision(EXACT_DIGITS))];
}

function addVolume(draft: BarDraft, size: number): void {
  const { volume } = draft;
  const sum = volume + size;
  draft.volumeRest += Math.abs(volume) >= Math.abs(size) ? volume - sum + size : size - sum + volume;
  draft.volume = sum;
}

function keyOf(trade: Trade): TradeKey {
  return { timeMs: trade.timeMs, tradeId: trade.tradeId ?? -1 };
}

function precedes(a: TradeKey, b: TradeKey): boolean {
  return a.timeMs < b.timeMs || (a.timeMs === b.timeMs && a.tradeId < b.tradeId);
}
