/** One figure of a benchmark, what it is held against, and how a run of them is printed. */

/** A yardstick that moves by more within a run says little. */
const MOST_DRIFT = 1.5;
/** A companion that is not asked takes this much all the same. */
const LEAST_SHOWN_MS = 50;

/** A median with its spread over the rounds. */
export interface Figure {
  readonly name: string;
  readonly median: number;
  readonly least: number;
  readonly most: number;
  readonly unit: string;
  readonly rounds: number;
  /** What it is held against, in the same run. */
  readonly ratios: readonly Ratio[];
  /** Medians of what a run took of the processor. */
  readonly processor?: ProcessorTime;
}

/** Processor time that a run took, in milliseconds. */
export interface ProcessorTime {
  readonly browserMs: number;
  readonly companionMs: number;
}

/** A measurement divided by another one of the same round. */
export interface Ratio {
  readonly to: string;
  readonly median: number;
  readonly least: number;
  readonly most: number;
  /** How far the other one moved within the run: its most by its least. */
  readonly drift: number;
  /** What it is to reach: in the JSON lines, for those who watch them. */
  readonly target?: Target;
}

export type Target = { readonly atLeast: number } | { readonly atMost: number };

/** What a figure is held against: the values of the same rounds. */
export interface Against {
  readonly to: string;
  readonly values: readonly number[];
  readonly target?: Target;
}

/** The middle of some numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Sums up the rounds of one measurement. */
export function figure(
  name: string,
  unit: string,
  values: readonly number[],
  ...against: readonly Against[]
): Figure {
  return { name, unit, ...spread(values), rounds: values.length, ratios: against.map(ratioOf) };

  function ratioOf({ to, values: others, target }: Against): Ratio {
    const ratios = others.map((other, round) => (values[round] ?? Number.NaN) / other);
    const drift = Math.max(...others) / Math.min(...others);
    return { to, ...spread(ratios), drift, ...(target === undefined ? {} : { target }) };
  }
}

/** The same figure, with what its runs took of the processor. */
export function withProcessorTime(of: Figure, runs: readonly ProcessorTime[]): Figure {
  if (runs.length === 0) return of;
  const browserMs = median(runs.map((run) => run.browserMs));
  const companionMs = median(runs.map((run) => run.companionMs));
  return { ...of, processor: { browserMs, companionMs } };
}

function spread(values: readonly number[]): { median: number; least: number; most: number } {
  return { median: median(values), least: Math.min(...values), most: Math.max(...values) };
}

/** The rows of both tables: what was measured, and what it is held against. */
export function tablesOf(figures: readonly Figure[]): { measured: string[][]; held: string[][] } {
  const measured = figures.map(({ name, median: middle, least, most, unit, rounds, processor }) => [
    name,
    `${short(middle)} ${unit}`,
    `${short(least)}–${short(most)}`,
    String(rounds),
    processor ? seconds(processor.browserMs) : "",
    processor && processor.companionMs >= LEAST_SHOWN_MS ? seconds(processor.companionMs) : "",
  ]);
  const held = figures.flatMap(({ name, ratios }) =>
    ratios.map((ratio) => [
      name,
      ratio.to,
      `${ratio.median.toFixed(2)} ×`,
      `${ratio.least.toFixed(2)}–${ratio.most.toFixed(2)}`,
      `${ratio.drift.toFixed(1)} ×${ratio.drift > MOST_DRIFT ? ", too much" : ""}`,
    ]),
  );
  return {
    measured: [
      ["measured", "median", "least–most", "rounds", "browser's CPU", "companion's CPU"],
      ...measured,
    ],
    held: [["this", "held against", "median", "least–most", "the other moved by"], ...held],
  };
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(2)} s`;
}

function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(1);
}

/** Prints figures as tables for people, or as a JSON object a line. */
export function print(figures: readonly Figure[], json: boolean): void {
  if (json) {
    for (const one of figures) process.stdout.write(`${JSON.stringify(one)}\n`);
    return;
  }
  const { measured, held } = tablesOf(figures);
  printTable(measured);
  if (held.length > 1) printTable(held);
}

function printTable(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  for (const row of rows) {
    const line = row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ");
    process.stdout.write(`${line.trimEnd()}\n`);
  }
  process.stdout.write("\n");
}
