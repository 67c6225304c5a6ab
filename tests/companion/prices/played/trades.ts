/** Trades to play: a recording where it is at hand, generated ones elsewhere, and the bars that they make, worked out simply. */

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import type { Bar, Resolution, UtcSeconds } from "../../../../shared/protocol/price.ts";

/** One trade as the venue has it. */
export interface Trade {
  readonly id: number;
  readonly price: string;
  readonly size: string;
  readonly timeMs: number;
  /** When it arrived in the recording, by the receiver's clock. */
  readonly receivedMs: number;
}

/** Where recordings lie, if anywhere: named by the environment, or beside the checkout. */
const FEEDS = process.env.PAGEWIRE_FEEDS ?? path.resolve(import.meta.dirname, "../../../../../shared/feeds");

/** The lines of a recording; `undefined` where it is not at hand. */
export function recordedLines(name: string): readonly string[] | undefined {
  const file = path.join(FEEDS, name);
  if (!existsSync(file)) return undefined;
  const bytes = readFileSync(file);
  const text = name.endsWith(".gz") ? gunzipSync(bytes).toString("utf8") : bytes.toString("utf8");
  return text.split("\n").filter((line) => line !== "");
}

/** Numbers that look random and are always the same. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Trades in bursts, many in one millisecond, with seconds of silence, as a busy market has them. */
export function generatedTrades(count: number, startMs: number, seed = 1): readonly Trade[] {
  const random = seeded(seed);
  const trades: Trade[] = [];
  let timeMs = startMs;
  let cents = 6_000_000;
  for (let index = 0; index < count; index++) {
    const kind = random();
    if (kind > 0.4) timeMs += Math.floor(random() * 60);
    if (kind > 0.99) timeMs += Math.floor(random() * 4_000);
    if (random() > 0.66) cents = Math.max(1, cents + Math.round((random() - 0.5) * 400));
    const size = (Math.floor(random() * 100_000_000) + 1) / 100_000_000;
    trades.push({
      id: 1_000 + index,
      price: (cents / 100).toFixed(2),
      size: size.toFixed(8),
      timeMs,
      receivedMs: timeMs + 80 + Math.floor(random() * 40),
    });
  }
  return trades;
}

const SCALE = 10n ** 18n;

/** A decimal as whole 1e-18ths. */
function scaled(decimal: string): bigint {
  const [whole = "0", fraction = ""] = decimal.split(".");
  return BigInt(whole) * SCALE + BigInt(fraction.padEnd(18, "0"));
}

/** The bars of trades: sorted, grouped, added up in whole numbers. Independent of how the companion does it. */
export function simpleBars(trades: readonly Trade[], resolution: Resolution): readonly Bar[] {
  const once = [...new Map(trades.map((trade) => [trade.id, trade])).values()];
  const sorted = once.sort((a, b) => a.timeMs - b.timeMs || a.id - b.id);
  const groups = Map.groupBy(sorted, ({ timeMs }) => Math.floor(timeMs / 1000 / resolution) * resolution);
  return [...groups].map(([start, group]): Bar => {
    const prices = group.map(({ price }) => Number(price));
    const volume = group.reduce((sum, { size }) => sum + scaled(size), 0n);
    const text = volume.toString().padStart(19, "0");
    return [
      start as UtcSeconds,
      prices[0] ?? 0,
      Math.max(...prices),
      Math.min(...prices),
      prices.at(-1) ?? 0,
      Number(`${text.slice(0, -18)}.${text.slice(-18)}`),
    ];
  });
}
