/** What the fill of one series works with. */

import type { Bar, Resolution } from "../../../shared/protocol/price.ts";
import type { Clock } from "../clock.ts";
import type { VenueCandles } from "./venue-candles.ts";

export interface FillOptions {
  readonly venue: string;
  readonly symbol: string;
  readonly resolution: Resolution;
  readonly candles: Pick<VenueCandles, "fetch" | "has" | "pageBars" | "reachBars">;
  /** Whether what was heard is held against candles, again and again. */
  readonly confirms: boolean;
  readonly clock: Clock;
  readonly random: () => number;
  readonly signal: AbortSignal;
  /** The exchange's time. */
  readonly nowMs: () => number;
  /**
   * Takes one page, ascending, as the venue told it at `asOfMs`. Returns whether a bar that still runs was taken up in
   * part: its final candle is to be asked for.
   */
  readonly take: (bars: readonly Bar[], asOfMs: number) => boolean;
  /** Whether a bar is known to begin in `[fromSeconds, toSeconds)`. */
  readonly hasBars: (fromSeconds: number, toSeconds: number) => boolean;
  /** When the oldest bar that is held begins; other lengths may have been heard, and rolled up, before this one was asked for. */
  readonly oldestSeconds: () => number | undefined;
  readonly failed: (error: unknown) => void;
  /** The holes are others now. */
  readonly changed: () => void;
}
