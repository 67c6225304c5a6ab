/** `pagewire prices --bars`: bars of the past as lines, as a table for programs, or as JSON. */

import { decodeGaps, type Gap, HISTORY_EVENT } from "../../../shared/protocol/market/gaps.ts";
import { type Bar, decodeBar, RESOLUTIONS, type Resolution } from "../../../shared/protocol/price.ts";
import { message } from "../../../shared/texts/message.ts";
import { text } from "../../../shared/texts/text.ts";
import { localTime } from "../../process/local-time.ts";
import type { JoinedTopic } from "../control/socket.ts";
import { CommandFailed, Exit, NobodyReads, type Terminal } from "../terminal/terminal.ts";

export interface BarsOptions {
  readonly bars: string;
  readonly from?: string;
  readonly to?: string;
  readonly csv?: boolean;
}

/** What is wanted of the past. */
export interface HistoryWish {
  readonly resolution: Resolution;
  readonly fromSeconds: number;
  readonly toSeconds: number | undefined;
  readonly isCsv: boolean;
}

const NAMES: Readonly<Record<string, Resolution>> = {
  "1s": 1,
  "1m": 60,
  "5m": 300,
  "15m": 900,
  "1h": 3600,
  "4h": 14_400,
  "1d": 86_400,
};
export const CSV_HEAD = "symbol,venue,time,open,high,low,close,volume";

/** Reads the options. Throws `CommandFailed` with the status of wrong usage. */
export function readWish({ bars, from, to, csv = false }: BarsOptions): HistoryWish {
  const resolution = NAMES[bars] ?? RESOLUTIONS.find((seconds) => String(seconds) === bars);
  if (resolution === undefined) {
    const names = Object.keys(NAMES).join(", ");
    throw new CommandFailed(message("series.resolution", { value: bars, names }), Exit.usage);
  }
  if (from === undefined) throw new CommandFailed(message("series.needs-from"), Exit.usage);
  const toSeconds = to === undefined ? undefined : secondsOf(to);
  return { resolution, fromSeconds: secondsOf(from), toSeconds, isCsv: csv };
}

/** Prints the bars of one symbol, page by page, and says what is not known of it. Throws `NobodyReads` before it asks for more than is read. */
export async function printHistory(
  symbol: string,
  topic: JoinedTopic,
  { resolution, fromSeconds, toSeconds, isCsv }: HistoryWish,
  terminal: Terminal,
): Promise<void> {
  let count = 0;
  const gaps: Gap[] = [];
  for (let from: number | undefined = fromSeconds; from !== undefined; ) {
    const page = await topic.ask(HISTORY_EVENT, {
      fromSeconds: from,
      resolutionSeconds: resolution,
      ...(toSeconds !== undefined && { toSeconds }),
    });
    const bars = Array.isArray(page.bars) ? page.bars.map(decodeBar) : [];
    gaps.push(...decodeGaps(page).gaps);
    for (const bar of bars) {
      printBar(symbol, String(page.venue), bar, isCsv, terminal);
      if (!(await terminal.taken())) throw new NobodyReads();
    }
    count += bars.length;
    from = typeof page.nextSeconds === "number" ? page.nextSeconds : undefined;
  }
  if (count === 0) terminal.say(text("series.none", { symbol }));
  for (const [begin, end] of gaps) {
    const [shownFrom, to] = [begin, end].map((seconds) => localTime(seconds * 1000));
    terminal.say(text("series.gap", { symbol, from: shownFrom ?? "", to: to ?? "" }));
  }
}

function printBar(symbol: string, venue: string, bar: Bar, isCsv: boolean, terminal: Terminal): void {
  const [seconds, ...rest] = bar;
  const [open, high, low, close, volume] = rest.map(plainNumber);
  const time = new Date(seconds * 1000).toISOString();
  const cells = [open, high, low, close, volume];
  terminal.data(
    {
      symbol,
      venue,
      time: seconds * 1000,
      open: bar[1],
      high: bar[2],
      low: bar[3],
      close: bar[4],
      volume: bar[5],
    },
    isCsv
      ? [symbol, venue, time, ...cells].join(",")
      : `${symbol}  ${localTime(seconds * 1000)}  ${cells.join("  ")}`,
  );
}

/** Without an exponent, which tables read differently: a number has at most 18 digits after the point. */
function plainNumber(value: number): string {
  const short = String(value);
  if (!short.includes("e")) return short;
  const digits = value.toFixed(18);
  const last = [...digits].findLastIndex((digit) => digit !== "0");
  return digits[last] === "." ? digits.slice(0, last) : digits.slice(0, last + 1);
}

/** A day begins at midnight UTC, as bars do. */
function secondsOf(written: string): number {
  const isDate = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?)?$/.test(written);
  const ms = isDate ? Date.parse(written) : Number.NaN;
  if (Number.isFinite(ms) && ms >= 0) return Math.floor(ms / 1000);
  throw new CommandFailed(message("series.date", { value: written }), Exit.usage);
}
