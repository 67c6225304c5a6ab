/** Trades of many symbols at once, as a companion tells them: of each the newest, with the bar that it belongs to. */

import { type FakeCompanion, startFakeCompanion } from "../../../support/fake-socket.ts";

/** The one in the chart, the one it is compared with, and a whole watch list. */
export const SHOWN = "BTC-USD";
export const SECOND = "ETH-USD";
export const LISTED = Array.from({ length: 12 }, (_, index) => `C${index}-USD`);
/** Bars of a second that are there before the first trade. */
export const CHART_BARS = 3_000;
const DAY_BARS = 30;
const START_PRICE = 64_000;

type Row = readonly [time: number, open: number, high: number, low: number, close: number, volume: number];

/** Answers a join with so many bars as the panel has of its charted series after a while, or with a day of hours. */
export function openFloodedCompanion(chartBars = CHART_BARS): Promise<FakeCompanion> {
  return startFakeCompanion((topic, payload) => {
    const { resolutionSeconds = 60 } = payload as { resolutionSeconds?: number };
    const symbol = topic.slice("price:".length);
    const count = resolutionSeconds === 3_600 ? DAY_BARS : chartBars;
    const bars = barsBefore(Date.now(), resolutionSeconds, count);
    return [
      "ok",
      {
        symbol,
        venue: "coinbase",
        venueLabel: "Coinbase Exchange",
        simulated: false,
        resolutionSeconds,
        bars,
      },
    ];
  });
}

/** Bars of a price that wanders, up to a moment. */
export function barsBefore(endMs: number, resolution: number, count: number): Row[] {
  const last = Math.floor(endMs / 1000 / resolution) * resolution;
  return Array.from({ length: count }, (_, index) => {
    const close = START_PRICE + Math.sin(index / 9) * 40;
    return [last - (count - index) * resolution, close - 3, close + 8, close - 9, close, 1.5];
  });
}

/** A series of trades of one symbol, in bars of one length. */
export class Trades {
  readonly #companion: FakeCompanion;
  readonly #symbol: string;
  readonly #resolution: number;
  #bar: Row | undefined;
  #count = 0;

  constructor(companion: FakeCompanion, symbol: string, resolution: number) {
    this.#companion = companion;
    this.#symbol = symbol;
    this.#resolution = resolution;
  }

  /** One trade, now; the bar that it ends is told before it. */
  trade(): void {
    const timeMs = Date.now();
    const start = Math.floor(timeMs / 1000 / this.#resolution) * this.#resolution;
    const price = Number((START_PRICE + Math.sin(this.#count++ / 5) * 30).toFixed(2));
    const before = this.#bar;
    if (before && before[0] === start) {
      const [time, open, high, low, , volume] = before;
      this.#bar = [time, open, Math.max(high, price), Math.min(low, price), price, volume + 0.5];
    } else {
      if (before) this.#push("bars", { bars: [[...before.slice(0, 5), before[5] + 0.5]] });
      this.#bar = [start, price, price, price, price, 0.5];
    }
    this.#push("tick", { price: price.toFixed(2), time: timeMs, venue: "coinbase", bar: this.#bar });
  }

  live(): void {
    this.#push("status", { state: "live", detail: "Live." });
  }

  #push(event: string, payload: unknown): void {
    this.#companion.push(`price:${this.#symbol}`, event, payload);
  }
}
