/** What a venue's wire is, and what the wires of several venues are written with. */

import { type Bar, RESOLUTIONS, type Resolution } from "../../../../../shared/protocol/price.ts";
import { simpleBars, type Trade } from "../trades.ts";

/** A venue's formats. */
export interface Wire {
  readonly name: string;
  readonly symbol: string;
  /** What it says to a frame of ours; `last` are the newest trades, the newest last. */
  answer(frame: string, last: readonly Trade[], nowMs: number): readonly string[];
  trade(trade: Trade): readonly string[];
  /** A beat that names the last trade, where it has one. */
  beat(last: Trade | undefined, nowMs: number): string | undefined;
  /** What it says before it closes the connection, where it says anything. */
  readonly goodbye: string | undefined;
  /** A refusal of the symbol. */
  readonly refusal: string | undefined;
  /** A trade of another symbol. */
  readonly stranger: string;
  /** The text at a path, of these trades, at that time. */
  candles(path: string, trades: readonly Trade[], nowMs: number): string;
}

/** The bars of the trades that had come by then, of the times from one to another. */
export function barsWithin(
  trades: readonly Trade[],
  resolution: number,
  from: number,
  to: number,
  nowMs: number,
): readonly Bar[] {
  const known = RESOLUTIONS.find((one) => one === resolution) as Resolution;
  const heard = trades.filter(({ timeMs }) => timeMs <= nowMs);
  return simpleBars(heard, known).filter(([time]) => time >= from && time <= to);
}
export const query = (path: string) => new URLSearchParams(path.slice(path.indexOf("?")));
export const iso = (ms: number) => new Date(ms).toISOString().replace("Z", "000Z");
export const json = (value: unknown) => JSON.stringify(value);
export const asks = (frame: string, word: string) => frame.includes(word);
