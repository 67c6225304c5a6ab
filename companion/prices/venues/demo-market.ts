/**
 * The simulated market's prices as a function of time alone, so that what is told live, what is told as history,
 * and what is told after a restart are one and the same.
 */

import type { Bar, Resolution, UtcSeconds } from "../../../shared/protocol/price.ts";
import { DEMO_TRADE_INTERVAL_MS } from "../limits.ts";

const TRADES_PER_MINUTE = 60_000 / DEMO_TRADE_INTERVAL_MS;
const START_PRICE = 250;
export const DEMO_DECIMALS = 2;
const UNIT = 10 ** DEMO_DECIMALS;

// The slow part: smooth noise of these periods and strengths (of the price's logarithm), summed.
const WAVES = [
  { minutes: 7, strength: 0.0012 },
  { minutes: 60, strength: 0.005 },
  { minutes: 6 * 60, strength: 0.012 },
  { minutes: 1440, strength: 0.025 },
  { minutes: 7 * 1440, strength: 0.06 },
  { minutes: 45 * 1440, strength: 0.14 },
] as const;

// The fast part: within a minute the price wanders along one of these shapes, which begin and end at zero.
const SHAPES = 64;
const STEP = 0.025;
const shapes = Array.from({ length: SHAPES }, (_, index) => wander(index));
// Over a minute the price is a straight line plus a shape, so its extremes lie on the shape's convex hull:
// a day's bar costs some thousands of steps instead of 345,600.
const hulls = shapes.map((shape) => ({ upper: hull(shape, 1), lower: hull(shape, -1) }));

/** A volume pattern that repeats, so that a bar's volume is a matter of counting. In hundredths. */
const SIZES = [5, 120, 30, 8, 250, 15, 60, 2, 90, 20, 400, 12, 35, 7, 75, 18, 140, 4, 55, 25] as const;
const SIZE_SUMS = Array.from({ length: SIZES.length + 1 }, (_, count) =>
  SIZES.slice(0, count).reduce<number>((sum, size) => sum + size, 0),
);

export interface DemoTrade {
  readonly id: number;
  readonly timeMs: number;
  readonly price: string;
  readonly size: string;
}

/** The number of the last trade at or before a moment. */
export function demoTradeId(timeMs: number): number {
  return Math.floor(timeMs / DEMO_TRADE_INTERVAL_MS);
}

/** One trade by its number. */
export function demoTrade(id: number): DemoTrade {
  const minute = Math.floor(id / TRADES_PER_MINUTE);
  return {
    id,
    timeMs: id * DEMO_TRADE_INTERVAL_MS,
    price: rounded(priceAt(minuteLine(minute, slowPrices()), id - minute * TRADES_PER_MINUTE)).toFixed(
      DEMO_DECIMALS,
    ),
    size: (at(SIZES, id % SIZES.length) / 100).toFixed(2),
  };
}

/** The bar of the trades in `[start, start + resolution)` up to and including `lastId`; needs one at least. */
export function demoBar(start: UtcSeconds, resolution: Resolution, lastId: number): Bar {
  const perSecond = 1000 / DEMO_TRADE_INTERVAL_MS;
  const first = start * perSecond;
  const last = Math.min(lastId, (start + resolution) * perSecond - 1);
  const slow = slowPrices();
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (let id = first; id <= last; ) {
    const minute = Math.floor(id / TRADES_PER_MINUTE);
    const end = Math.min(last, (minute + 1) * TRADES_PER_MINUTE - 1);
    const from = id - minute * TRADES_PER_MINUTE;
    const to = end - minute * TRADES_PER_MINUTE;
    const line = minuteLine(minute, slow);
    const whole = from === 0 && to === TRADES_PER_MINUTE - 1;
    const { upper, lower } = at(hulls, line.shape);
    high = Math.max(high, extreme(line, whole ? upper : range(from, to), 1));
    low = Math.min(low, extreme(line, whole ? lower : range(from, to), -1));
    id = end + 1;
  }
  return [
    start,
    Number(demoTrade(first).price),
    rounded(high),
    rounded(low),
    Number(demoTrade(last).price),
    (sizesBefore(last + 1) - sizesBefore(first)) / 100,
  ];
}

/** A minute's straight line and the shape laid over it. */
interface MinuteLine {
  readonly from: number;
  readonly to: number;
  readonly shape: number;
}

function minuteLine(minute: number, slow: (minute: number) => number): MinuteLine {
  return { from: slow(minute), to: slow(minute + 1), shape: Math.floor(noise(minute, SHAPES) * SHAPES) };
}

function priceAt(line: MinuteLine, step: number): number {
  const slow = line.from + ((line.to - line.from) * step) / TRADES_PER_MINUTE;
  return slow + at(at(shapes, line.shape), step);
}

/** The highest (`side` 1) or lowest (-1) price at these steps; an index loop, for it runs a million times a page. */
function extreme(line: MinuteLine, steps: readonly number[], side: 1 | -1): number {
  const shape = at(shapes, line.shape);
  const rise = line.to - line.from;
  let found = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < steps.length; index++) {
    const step = steps[index] ?? 0;
    const price = side * (line.from + (rise * step) / TRADES_PER_MINUTE + (shape[step] ?? 0));
    if (price > found) found = price;
  }
  return side * found;
}

function rounded(price: number): number {
  return Math.round(price * UNIT) / UNIT;
}

/** The slow part by the minute; remembers where it was, which makes the next minute cheap. */
function slowPrices(): (minute: number) => number {
  const spans = WAVES.map(() => ({ left: Number.NaN, from: 0, to: 0 }));
  const known = new Map<number, number>();
  return (minute) => {
    const before = known.get(minute);
    if (before !== undefined) return before;
    let logarithm = 0;
    for (let index = 0; index < WAVES.length; index++) {
      const wave = at(WAVES, index);
      const span = at(spans, index);
      const left = Math.floor(minute / wave.minutes);
      if (span.left !== left) {
        Object.assign(span, { left, from: noise(left, index), to: noise(left + 1, index) });
      }
      const part = minute / wave.minutes - left;
      const eased = part * part * (3 - 2 * part);
      logarithm += wave.strength * (2 * (span.from + (span.to - span.from) * eased) - 1);
    }
    const price = START_PRICE * Math.exp(logarithm);
    known.clear();
    known.set(minute, price);
    return price;
  };
}

/** A random walk over one minute, bent so that it ends where it began. */
function wander(index: number): readonly number[] {
  const walk = [0];
  for (let step = 1; step <= TRADES_PER_MINUTE; step++) {
    walk.push(at(walk, step - 1) + (noise(step, 1000 + index) < 0.5 ? -STEP : STEP));
  }
  const drift = at(walk, TRADES_PER_MINUTE) / TRADES_PER_MINUTE;
  return walk.slice(0, TRADES_PER_MINUTE).map((height, step) => height - drift * step);
}

/** The steps at which a shape plus any straight line can be highest (`side` 1) or lowest (-1). */
function hull(shape: readonly number[], side: 1 | -1): readonly number[] {
  const corners: number[] = [];
  for (let step = 0; step < shape.length; step++) {
    while (corners.length >= 2) {
      const a = at(corners, corners.length - 2);
      const b = at(corners, corners.length - 1);
      const turn = (b - a) * (at(shape, step) - at(shape, a)) - (step - a) * (at(shape, b) - at(shape, a));
      if (turn * side < 0) break;
      corners.pop();
    }
    corners.push(step);
  }
  return corners;
}

/** An even spread over [0, 1) that depends on nothing but its two numbers: an integer hash, after Wang and Jenkins. */
function noise(position: number, seed: number): number {
  let hash = (Math.imul(position | 0, 0x9e3779b1) ^ Math.imul(seed + 1, 0x85ebca6b)) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

function sizesBefore(id: number): number {
  const rounds = Math.floor(id / SIZES.length);
  return rounds * at(SIZE_SUMS, SIZES.length) + at(SIZE_SUMS, id - rounds * SIZES.length);
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new RangeError(`No item ${index} in a list of ${list.length}.`);
  return item;
}
