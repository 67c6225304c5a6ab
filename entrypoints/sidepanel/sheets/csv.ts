/** The chart's bars as a CSV file, with what is not known in it told and not left out. */

import { handOver } from "../../../shared/extension/look/hand-over.ts";
import type { ChartContent } from "../chart/drawn/chart-content.ts";
import { holeAt, isBar } from "../chart/holes/slots.ts";

const HEAD = "time,open,high,low,close,volume,note";
/** What a program reads, in any language. */
const NOTES = { unknown: "gap", filled: "filled", quiet: "" } as const;

/** A line for each bar, and for each slot in a gap; times in UTC, numbers as they came. */
export function csvOf({ slots, holes }: Pick<ChartContent, "slots" | "holes">): string {
  const lines = slots.flatMap((slot, index) => {
    const hole = holeAt(holes, index);
    const time = new Date(slot[0] * 1000).toISOString();
    if (isBar(slot)) return [`${time},${slot.slice(1).join(",")},${hole ? NOTES[hole] : ""}`];
    return hole === "unknown" ? [`${time},,,,,,${NOTES.unknown}`] : [];
  });
  return `${[HEAD, ...lines].join("\r\n")}\r\n`;
}

export function saveCsv(content: ChartContent): void {
  handOver(new Blob([csvOf(content)], { type: "text/csv" }), `${savedName(content)}.csv`);
}

/** What a file is called: the symbol, the length of a bar, and when the newest of them began. */
export function savedName({
  symbol,
  resolution,
  bars,
}: Pick<ChartContent, "symbol" | "resolution" | "bars">): string {
  const newest = new Date((bars.at(-1)?.[0] ?? 0) * 1000).toISOString().slice(0, 16).replaceAll(":", "");
  return `${symbol}-${resolution}s-${newest}Z`;
}
