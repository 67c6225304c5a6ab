/** Runs the benchmarks one after the other and prints their figures; words on the command line choose some, `--quick` is one round. */

import { parseArgs } from "node:util";
import { measureAgents } from "./agents.ts";
import { measureCaptured } from "./captured.ts";
import { measureCommands } from "./commands.ts";
import { measureDown } from "./down.ts";
import { type Figure, print } from "./figure.ts";
import { measureKept } from "./kept.ts";
import { measureMany } from "./many.ts";
import { measureOne } from "./one.ts";
import { measurePopup } from "./popup.ts";
import { measurePrices } from "./prices/prices.ts";
import { writeReport } from "./report.ts";
import { measureStart } from "./start.ts";
import { measureUp } from "./up.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "boolean" }, write: { type: "boolean" }, quick: { type: "boolean" } },
});
const benchmarks: Readonly<Record<string, (rounds?: number) => Promise<Figure[]>>> = {
  start: measureStart,
  commands: measureCommands,
  agents: measureAgents,
  up: measureUp,
  down: measureDown,
  kept: measureKept,
  many: measureMany,
  one: measureOne,
  captured: measureCaptured,
  popup: measurePopup,
  prices: measurePrices,
};
const figures: Figure[] = [];
for (const [name, measure] of Object.entries(benchmarks)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const measured = await (values.quick ? measure(1) : measure());
  figures.push(...measured);
  print(measured, values.json === true);
}
if (values.write) await writeReport(figures);
process.exit();
