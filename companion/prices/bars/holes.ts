/** Spans of time that are not known, and those that were filled: sorted, never touching, in whole steps of a grid. */

import type { Gap } from "../../../shared/protocol/market/gaps.ts";

/** What is remembered of one series' holes. */
export interface HoleLists {
  readonly open: readonly Gap[];
  readonly filled: readonly Gap[];
}

/** How many filled ones are remembered: the newest. */
const MAX_FILLED = 500;
/** More open ones than this become one with their neighbours, the oldest first. */
const MAX_OPEN = 2000;

export class Holes {
  readonly #stepSeconds: number;
  #open: readonly Gap[];
  #filled: readonly Gap[];

  constructor(stepSeconds: number, { open, filled }: HoleLists = { open: [], filled: [] }) {
    this.#stepSeconds = stepSeconds;
    this.#open = open;
    this.#filled = filled;
  }

  get lists(): HoleLists {
    return { open: this.#open, filled: this.#filled };
  }

  /** All bars that the span touches are not known from here on; returns whether that is news. */
  add(fromSeconds: number, toSeconds: number): boolean {
    const from = this.#floor(fromSeconds);
    const to = Math.max(this.#floor(toSeconds + this.#stepSeconds - 1e-9), from + this.#stepSeconds);
    if (this.#open.some(([begin, end]) => begin <= from && end >= to)) return false;
    this.#open = limited(united(this.#open, [from, to]));
    this.#filled = without(this.#filled, from, to);
    return true;
  }

  /** The span is known now; what of it was a hole is returned, and remembered as filled. */
  fill(fromSeconds: number, toSeconds: number): readonly Gap[] {
    // A venue may answer with candles from before the question: nothing of the hole is known by them.
    const news = toSeconds > fromSeconds ? this.within(fromSeconds, toSeconds) : [];
    if (news.length === 0) return news;
    this.#open = without(this.#open, fromSeconds, toSeconds);
    for (const gap of news) this.#filled = united(this.#filled, gap);
    this.#filled = this.#filled.slice(-MAX_FILLED);
    return news;
  }

  /** What ends before then is forgotten. */
  forget(beforeSeconds: number): void {
    this.#open = this.#open.filter(([, end]) => end > beforeSeconds);
    this.#filled = this.#filled.filter(([, end]) => end > beforeSeconds);
  }

  /** The holes within a span, cut to it. */
  within(fromSeconds: number, toSeconds: number): readonly Gap[] {
    return cut(this.#open, fromSeconds, toSeconds);
  }

  /** The filled ones within a span, cut to it. */
  filledWithin(fromSeconds: number, toSeconds: number): readonly Gap[] {
    return cut(this.#filled, fromSeconds, toSeconds);
  }

  #floor(seconds: number): number {
    return Math.floor(seconds / this.#stepSeconds) * this.#stepSeconds;
  }
}

function cut(gaps: readonly Gap[], from: number, to: number): readonly Gap[] {
  return gaps.flatMap(([begin, end]): Gap[] =>
    begin < to && end > from ? [[Math.max(begin, from), Math.min(end, to)]] : [],
  );
}

function without(gaps: readonly Gap[], from: number, to: number): readonly Gap[] {
  return gaps.flatMap(([begin, end]): Gap[] => {
    if (begin >= to || end <= from) return [[begin, end]];
    return [...(begin < from ? [[begin, from] as const] : []), ...(end > to ? [[to, end] as const] : [])];
  });
}

function united(gaps: readonly Gap[], [from, to]: Gap): readonly Gap[] {
  const apart = gaps.filter(([begin, end]) => end < from || begin > to);
  const touching = gaps.filter(([begin, end]) => end >= from && begin <= to);
  const begin = Math.min(from, ...touching.map(([first]) => first));
  const end = Math.max(to, ...touching.map(([, last]) => last));
  return [...apart, [begin, end] as const].sort((a, b) => a[0] - b[0]);
}

function limited(gaps: readonly Gap[]): readonly Gap[] {
  const [first, second, ...rest] = gaps;
  if (gaps.length <= MAX_OPEN || !first || !second) return gaps;
  return [[first[0], second[1]], ...rest];
}
