/** One figure of a benchmark, and how a run of them is printed. */

/** A median with its spread, of so many rounds. */
export interface Figure {
  readonly name: string;
  readonly median: number;
  readonly least: number;
  readonly most: number;
  readonly unit: string;
  readonly rounds: number;
  /** What it is to be held against, in the same run. */
  readonly ratio?: { readonly to: string; readonly median: number };
}

/** The middle of some numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Sums up the rounds of one measurement; `against` pairs each round with the same round of another. */
export function figure(
  name: string,
  unit: string,
  values: readonly number[],
  against?: { readonly to: string; readonly values: readonly number[] },
): Figure {
  const ratios = against?.values.map((other, round) => (values[round] ?? Number.NaN) / other);
  return {
    name,
    unit,
    median: median(values),
    least: Math.min(...values),
    most: Math.max(...values),
    rounds: values.length,
    ...(against && ratios ? { ratio: { to: against.to, median: median(ratios) } } : {}),
  };
}

/** Prints figures as a table for people, or as a JSON object a line. */
export function print(figures: readonly Figure[], json: boolean): void {
  if (json) {
    for (const one of figures) process.stdout.write(`${JSON.stringify(one)}\n`);
    return;
  }
  const rows = figures.map(({ name, median: middle, least, most, unit, rounds, ratio }) => [
    name,
    `${middle.toFixed(1)} ${unit}`,
    `${least.toFixed(1)}–${most.toFixed(1)}`,
    String(rounds),
    ratio ? `${ratio.median.toFixed(2)} × ${ratio.to}` : "",
  ]);
  const all = [["measured", "median", "least–most", "rounds", "held against"], ...rows];
  const widths = (all[0] ?? []).map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  for (const row of all) {
    process.stdout.write(`${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}\n`);
  }
}
