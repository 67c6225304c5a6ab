/** Writes the figures where people read them: the table into the README, the chart beside its pictures. */

import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { chartOf } from "./chart.ts";
import { type Figure, tablesOf } from "./figure.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const README = path.join(ROOT, "README.md");
const CHART = path.join(ROOT, "docs", "transfers.svg");
const PICTURE = "![Transfers of 256 MiB in megabytes a second](docs/transfers.svg)";
const BEGIN = "<!-- npm run bench -- --write: begin -->";
const END = "<!-- npm run bench -- --write: end -->";

/** Puts this run's figures in the place of the ones before. */
export async function writeReport(figures: readonly Figure[]): Promise<void> {
  const transfers = figures.filter(({ unit }) => unit === "MB/s");
  await writeFile(CHART, chartOf(transfers));
  const { measured, held } = tablesOf(figures);
  const text = await readFile(README, "utf8");
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  if (begin === -1 || end < begin)
    throw new Error("README.md has lost the two lines between which the figures stand");
  const section = [BEGIN, "", PICTURE, "", ...markdown(held), "", ...markdown(measured), ""].join("\n");
  await writeFile(README, `${text.slice(0, begin)}${section}${text.slice(end)}`);
}

function markdown([head = [], ...rows]: readonly (readonly string[])[]): string[] {
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`);
}
