/** One figure of a benchmark, what it is held against, and how a run of them is printed. */

/** A median with its spread, of so many rounds. */
export interface Figure {
  readonly name: string;
  readonly median: number;
  readonly least: number;
  readonly most: number;
  readonly unit: string;
  readonly rounds: number;
  /** What it is held against, in the same run. */
  readonly ratios: readonly Ratio[];
}

/** A measurement divided by another one of the same round. */
export interface Ratio {
  readonly to: string;
  readonly median: number;
  readonly least: number;
  readonly most: number;
  /** What it is to reach. */
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
    return { to, ...spread(ratios), ...(target === undefined ? {} : { target }) };
  }
}

function spread(values: readonly number[]): { median: number; least: number; most: number } {
  return { median: median(values), least: Math.min(...values), most: Math.max(...values) };
}

/** Whether the median reaches its target; `undefined` where it has none. */
export function isReached({ median: middle, target }: Ratio): boolean | undefined {
  if (target === undefined) return undefined;
  return "atLeast" in target ? middle >= target.atLeast : middle <= target.atMost;
}

/** The rows of both tables: what was measured, and what it is held against. */
export function tablesOf(figures: readonly Figure[]): { measured: string[][]; held: string[][] } {
  const measured = figures.map(({ name, median: middle, least, most, unit, rounds }) => [
    name,
    `${short(middle)} ${unit}`,
    `${short(least)}–${short(most)}`,
    String(rounds),
  ]);
  const held = figures.flatMap(({ name, ratios }) =>
    ratios.map((ratio) => [
      name,
      ratio.to,
      `${ratio.median.toFixed(2)} ×`,
      `${ratio.least.toFixed(2)}–${ratio.most.toFixed(2)}`,
      targetWords(ratio),
    ]),
  );
  return {
    measured: [["measured", "median", "least–most", "rounds"], ...measured],
    held: [["this", "held against", "median", "least–most", "to reach"], ...held],
  };
}

function targetWords(ratio: Ratio): string {
  const { target } = ratio;
  if (target === undefined) return "";
  const words = "atLeast" in target ? `≥ ${target.atLeast} ×` : `≤ ${target.atMost} ×`;
  return isReached(ratio) ? words : `${words}, missed`;
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
