/**
 * `npm run bench`: the benchmarks, in the real browser, as a table; with `-- --json` a line a figure, with `-- --write`
 * also into docs/benchmarks.md; with `-- up down kept many one start fan-out` only those, with `-- --quick` one round.
 */

import path from "node:path";
import process from "node:process";
import { buildExtension, installPackages, installTestPrograms, NODE, ROOT, run } from "./set-up.mjs";

installPackages();
installTestPrograms();
buildExtension();
const words = process.argv.slice(2);
const chosen = words.filter((word) => !word.startsWith("-"));
const isChosen = (fits) => chosen.length === 0 || chosen.some(fits);
const runs = [
  ...(isChosen((word) => word !== "fan-out") ? [["bench.ts", ...words]] : []),
  ...(isChosen((word) => word === "fan-out")
    ? [["fan-out.ts", ...words.filter((word) => word === "--json" || word === "--quick")]]
    : []),
];
for (const [name, ...rest] of runs) {
  const status = await run([NODE, path.join(ROOT, "tests", "bench", name), ...rest]);
  if (status !== 0) process.exit(status);
}
