/** Writes the figures where people read them: the tables into docs/benchmarks.md, the chart beside it. */

import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { chartOf } from "./chart.ts";
import { type Figure, tablesOf } from "./figure.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const PAGE = path.join(ROOT, "docs", "benchmarks.md");
const CHART = path.join(ROOT, "docs", "transfers.svg");
const PICTURE = "![Transfers of 256 MiB in megabytes a second](transfers.svg)";
const BEGIN = "<!-- npm run bench -- --write: begin -->";
const END = "<!-- npm run bench -- --write: end -->";

/** Puts this run's figures in the place of the ones before. */
export async function writeReport(figures: readonly Figure[]): Promise<void> {
  const transfers = figures.filter(({ unit }) => unit === "MB/s");
  await writeFile(CHART, chartOf(transfers));
  const { measured, held } = tablesOf(figures);
  const text = await readFile(PAGE, "utf8");
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  if (begin === -1 || end < begin)
    throw new Error("docs/benchmarks.md has lost the two lines between which the figures belong");
  const section = [BEGIN, "", PICTURE, "", ...markdown(held), "", ...markdown(measured), ""].join("\n");
  await writeFile(PAGE, `${text.slice(0, begin)}${section}${text.slice(end)}`);
}

function markdown([head = [], ...rows]: readonly (readonly string[])[]): string[] {
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`);
}
